//! The words of the API's own elements: those that are not nouns.

/// Type, argument or field with its description, which is bilingual as those of the nouns are.
pub(super) struct Described {
    pub(super) name: &'static str,
    pub(super) sv: &'static str,
    pub(super) en: &'static str,
}

/// One description of both languages: English first, then Swedish.
pub(super) fn both(en: &str, sv: &str) -> String {
    format!("{en}. *Svenska:* {sv}.")
}

pub(super) const NODE: Described =
    Described { name: "Node", sv: "Allt som har ett globalt id", en: "Everything that has a global id" };

pub(super) const DECIMAL: Described = Described {
    name: "Decimal",
    sv: "Ett exakt decimaltal som text, så kort som möjligt",
    en: "An exact decimal number as a string, as short as it can be: `-?(0|[1-9][0-9]*)([.][0-9]*[1-9])?`. It is never a JSON number, which many readers would round",
};

pub(super) const INSTANT: Described = Described {
    name: "Instant",
    sv: "En tidpunkt i UTC enligt RFC 3339",
    en: "A moment in UTC by RFC 3339, such as `2026-11-16T22:59:00Z`",
};

pub(super) const INSTANT_URL: &str = "https://www.rfc-editor.org/rfc/rfc3339";

pub(super) const PAGE_INFO: Described =
    Described { name: "PageInfo", sv: "Var en sida ligger i sin lista", en: "Where a page stands in its list" };

pub(super) const PAGE_INFO_FIELDS: [(&str, Described); 4] = [
    (
        "Boolean!",
        Described {
            name: "hasNextPage",
            sv: "Om det finns fler efter; för en sida med `last` om `before` gavs",
            en: "Whether there are more after it. For a page asked for by `last` this only says whether `before` was given",
        },
    ),
    (
        "Boolean!",
        Described {
            name: "hasPreviousPage",
            sv: "Om det finns fler före; för en sida med `first` om `after` gavs",
            en: "Whether there are more before it. Of a page of the `first` that says whether `after` was given, and is not looked up",
        },
    ),
    (
        "String",
        Described { name: "startCursor", sv: "Den första markören", en: "The first cursor; absent on an empty page" },
    ),
    (
        "String",
        Described {
            name: "endCursor",
            sv: "Den sista markören: fortsätt efter den",
            en: "The last cursor: go on after it. Absent on an empty page",
        },
    ),
];

pub(super) const EDGES: Described =
    Described { name: "edges", sv: "Sidans poster med sina markörer", en: "The page's things with their cursors" };
pub(super) const NODES: Described = Described { name: "nodes", sv: "Sidans poster", en: "The page's things" };
pub(super) const INFO: Described =
    Described { name: "pageInfo", sv: "Var sidan ligger i listan", en: "Where the page stands in its list" };
pub(super) const TOTAL: Described = Described {
    name: "totalCount",
    sv: "Hur många listan har i allt; räknas bara när det efterfrågas",
    en: "How many the whole list has; counted only when asked for",
};
pub(super) const CURSOR: Described =
    Described { name: "cursor", sv: "Platsen i listan", en: "Its place in the list, for `after`" };
pub(super) const EDGE_NODE: Described = Described { name: "node", sv: "Posten", en: "The thing" };

pub(super) const fn word(name: &'static str, sv: &'static str, en: &'static str) -> Described {
    Described { name, sv, en }
}

pub(super) const FIRST: Described = word(
    "first",
    "Hur många från listans början, 1 till 100",
    "How many from the beginning of the list, from 1 to 100",
);
pub(super) const AFTER: Described = word("after", "Fortsätt efter denna markör", "Go on after this cursor");
pub(super) const LAST: Described =
    word("last", "Hur många från listans slut, 1 till 100", "How many from the end of the list, from 1 to 100");
pub(super) const BEFORE: Described = word("before", "Sluta före denna markör", "End before this cursor");
pub(super) const FILTER: Described = word("filter", "Vilka; annars alla", "Which of them; all when it is left out");
pub(super) const ORDER_BY: Described = word(
    "orderBy",
    "I vilken ordning, led för led; vid lika avgör det globala id:t",
    "In which order, step by step; the global id decides what these leave open",
);
pub(super) const FIELD: Described = word("field", "Efter vad", "By what");
pub(super) const DIRECTION: Described = word("direction", "Åt vilket håll", "Which way");
pub(super) const ASC: Described =
    word("ASC", "Det minsta först, saknade värden före alla", "The least first; absent values before all others");
pub(super) const DESC: Described =
    word("DESC", "Det största först, saknade värden efter alla", "The greatest first; absent values after all others");

pub(super) const AND: Described = word("and", "Alla dessa gäller", "All of these hold");
pub(super) const OR: Described = word("or", "Något av dessa gäller", "One of these holds");
pub(super) const NOT: Described = word(
    "not",
    "Detta gäller inte; det som saknar värde jämförs inte med något",
    "This does not hold; an absent value compares with nothing, so that its opposite holds",
);
pub(super) const SOME: Described = word("some", "Minst en som uppfyller detta", "At least one that meets this");
pub(super) const NONE: Described = word("none", "Ingen som uppfyller detta", "None that meets this");
pub(super) const EQ: Described = word("eq", "Lika med", "Equal to");
pub(super) const IN: Described = word("in", "Något av dessa, högst 100", "One of these, at most 100");
pub(super) const CONTAINS: Described =
    word("contains", "Innehåller denna text, tecken för tecken", "Holds this text, letter by letter");
pub(super) const IS_NULL: Described = word("isNull", "Om värdet saknas", "Whether the value is absent");
pub(super) const SV: Described = word("sv", "På svenska", "In Swedish");
pub(super) const EN: Described = word("en", "På engelska", "In English");
pub(super) const ORDERED: [Described; 5] = [
    EQ,
    word("lt", "Mindre än", "Less than"),
    word("lte", "Högst", "At most"),
    word("gt", "Större än", "Greater than"),
    word("gte", "Minst", "At least"),
];
