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
        Described { name: "hasNextPage", sv: "Om det finns fler efter", en: "Whether there are more after it" },
    ),
    (
        "Boolean!",
        Described { name: "hasPreviousPage", sv: "Om det finns fler före", en: "Whether there are more before it" },
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
