//! Lists: which things, in which order, from which end and from which place on; what is refused; and that nothing which is
//! secret is found by asking for it in another way.

use super::{Api, data, filled};
use crate::databases::{Backend, on_both};
use anbud::read::GlobalId;
use anbud::read::noun::NOUNS;
use serde_json::{Value, json};

/// What `field` is of each thing in a list with these arguments.
async fn listed(api: &Api, list: &str, arguments: &str, field: &str) -> Vec<Value> {
    let answer = api.ask(&format!("{{ {list}({arguments}) {{ nodes {{ {field} }} totalCount }} }}")).await;
    let nodes = answer[list]["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node[field].clone()).collect()
}

fn global_id(noun: &str, number: u128) -> String {
    let noun = NOUNS.into_iter().find(|known| known.name == noun).unwrap();
    GlobalId { noun, id: data::id(number) }.encode()
}

async fn a_filter_of_each_kind_finds_what_meets_it(backend: Backend) {
    let api = filled(backend).await;
    let (one, both) = (json!([1]), json!([1, 2]));
    let q = format!(r#"{{id: {{eq: "{}"}}}}"#, global_id("Criterion", 203));
    for (list, filter, field, expected) in [
        ("placements", "{rank: {gt: 1}}", "rank", json!([2])),
        ("placements", "{rank: {gte: 1, lt: 2}}", "rank", one.clone()),
        ("placements", "{awarded: {eq: true}}", "rank", one.clone()),
        ("placements", r#"{price: {eq: "1234.56780"}}"#, "rank", both.clone()),
        ("placements", r#"{price: {gt: "1234.5678"}}"#, "rank", json!([])),
        ("placements", r#"{comparison: {lt: "0"}}"#, "rank", both.clone()),
        ("placements", "{rank: {in: [1, 7]}}", "rank", one.clone()),
        ("placements", "{rank: {in: []}}", "rank", json!([])),
        ("placements", "{rank: {in: 1}}", "rank", one.clone()),
        ("placements", "{rank: {isNull: false}}", "rank", both.clone()),
        ("placements", "{rank: {isNull: true}}", "rank", json!([])),
        ("procurements", r#"{publishedAt: {gte: "2024-02-29T12:34:56.007Z"}}"#, "key", json!(["P1"])),
        ("procurements", r#"{publishedAt: {gt: "2024-02-29T13:34:56.007+01:00"}}"#, "key", json!([])),
        ("lots", r#"{title: {sv: {eq: "Stödboende"}, en: {contains: "accom"}}}"#, "key", json!(["LOT-1"])),
        ("lots", r#"{title: {sv: {contains: "accom"}}}"#, "key", json!([])),
        ("lots", r#"{title: {sv: {contains: "st_d"}}}"#, "key", json!([])),
        ("classifications", "{scheme: {in: [NUTS]}}", "code", json!(["SE123"])),
        ("criteria", q.as_str(), "key", json!(["Q"])),
        ("criteria", "{and: []}", "key", json!(["Q", "Q1"])),
        ("criteria", "{or: []}", "key", json!([])),
        ("criteria", "{}", "key", json!(["Q", "Q1"])),
        ("criteria", r#"{or: [{key: {eq: "Q1"}}, {key: {eq: "Q2"}}]}"#, "key", json!(["Q1"])),
        (
            "criteria",
            r#"{key: {eq: "Q1"}, unit: null, and: null, not: null, parent: null, children: null}"#,
            "key",
            json!(["Q1"]),
        ),
        ("criteria", r#"{key: {eq: null, contains: "1"}}"#, "key", json!(["Q1"])),
    ] {
        assert_eq!(
            json!(listed(&api, list, &format!("first: 9, filter: {filter}"), field).await),
            expected,
            "{filter}"
        );
    }
}

async fn an_absent_value_compares_with_nothing_and_its_opposite_holds(backend: Backend) {
    let api = filled(backend).await;
    for (filter, expected) in [
        (r#"{scaleRuleRevision: {contains: "table"}}"#, json!(["Q1"])),
        (r#"{not: {scaleRuleRevision: {contains: "table"}}}"#, json!(["Q"])),
        (r#"{not: {not: {scaleRuleRevision: {contains: "none"}}}}"#, json!([])),
        (r#"{not: {scaleRuleRevision: {in: []}}}"#, json!(["Q", "Q1"])),
        (r#"{not: {or: [{scaleRuleRevision: {eq: "none"}}, {key: {eq: "Q1"}}]}}"#, json!(["Q"])),
        ("{scaleRuleRevision: {isNull: true}}", json!(["Q"])),
        ("{not: {scaleRuleRevision: {isNull: true}}}", json!(["Q1"])),
    ] {
        let found = listed(&api, "criteria", &format!("first: 9, filter: {filter}"), "key").await;
        assert_eq!(json!(found), expected, "{filter}");
    }
}

async fn filters_follow_relations_as_the_relations_mean(backend: Backend) {
    let api = filled(backend).await;
    for (list, filter, expected) in [
        ("criteria", r#"{parent: {key: {eq: "Q"}}}"#, json!(["Q1"])),
        ("criteria", "{not: {parent: {}}}", json!(["Q"])),
        ("criteria", "{children: {some: {}}}", json!(["Q"])),
        ("criteria", "{children: {none: {}}}", json!(["Q1"])),
        ("criteria", "{levels: {some: {number: {eq: 1}}, none: {number: {eq: 2}}}}", json!(["Q1"])),
        ("lots", r#"{rootCriteria: {some: {key: {eq: "Q1"}}}}"#, json!([])),
        ("lots", r#"{criteria: {some: {key: {eq: "Q1"}}}}"#, json!(["LOT-1"])),
        ("procurements", r#"{cpv: {some: {code: {eq: "SE123"}}}}"#, json!([])),
        ("procurements", r#"{nuts: {some: {code: {eq: "SE123"}}}}"#, json!(["P1"])),
        ("bids", "{placement: {awarded: {eq: true}}}", json!(["B101"])),
        ("bids", r#"{supplier: {bids: {some: {key: {eq: "B102"}}}}}"#, json!(["B101", "B102"])),
    ] {
        assert_eq!(
            json!(listed(&api, list, &format!("first: 9, filter: {filter}"), "key").await),
            expected,
            "{filter}"
        );
    }
}

async fn lists_are_read_from_both_ends_in_any_order(backend: Backend) {
    let api = filled(backend).await;
    for (arguments, expected) in [
        ("first: 2", json!(["85000000", "85311300"])),
        ("last: 2", json!(["85311300", "SE123"])),
        ("first: 2, last: null, orderBy: {field: CODE, direction: DESC}", json!(["SE123", "85311300"])),
        ("last: 1, orderBy: [{field: CODE, direction: DESC}]", json!(["85000000"])),
        (
            "first: 9, orderBy: [{field: SCHEME, direction: DESC}, {field: CODE}]",
            json!(["SE123", "85000000", "85311300"]),
        ),
    ] {
        assert_eq!(json!(listed(&api, "classifications", arguments, "code").await), expected, "{arguments}");
    }
    // Absent values come before all others, and after all others the other way round.
    let order = |way: &str| format!("first: 9, orderBy: {{field: SCALE_RULE_REVISION, direction: {way}}}");
    assert_eq!(listed(&api, "criteria", &order("ASC"), "key").await, ["Q", "Q1"]);
    assert_eq!(listed(&api, "criteria", &order("DESC"), "key").await, ["Q1", "Q"]);
}

async fn a_cursor_leads_on_under_one_thing_and_is_refused_under_several(backend: Backend) {
    let api = filled(backend).await;
    let under = |arguments: &str| {
        format!(
            "{{ lot(procurement: \"P1\", key: \"LOT-1\") {{ bids({arguments}) {{ nodes {{ key }}
                pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }} }}"
        )
    };
    let page = async |arguments: &str| api.ask(&under(arguments)).await["lot"]["bids"].clone();
    let first = page("first: 1").await;
    let end = first["pageInfo"]["endCursor"].as_str().unwrap();
    assert_eq!((&first["nodes"], &first["pageInfo"]["hasNextPage"]), (&json!([{"key": "B101"}]), &json!(true)));
    let second = page(&format!("first: 1, after: \"{end}\"")).await;
    assert_eq!(second["nodes"], json!([{"key": "B102"}]));
    let info = |page: &Value| (page["pageInfo"]["hasPreviousPage"].clone(), page["pageInfo"]["hasNextPage"].clone());
    assert_eq!(info(&second), (json!(true), json!(false)));
    let start = second["pageInfo"]["startCursor"].as_str().unwrap();
    let back = page(&format!("last: 1, before: \"{start}\"")).await;
    assert_eq!(back["nodes"], json!([{"key": "B101"}]));
    assert_eq!(info(&back), (json!(false), json!(true)));
    assert_eq!(page(&format!("first: 9, after: \"{end}\", before: \"{start}\"")).await["nodes"], json!([]));

    let scores = "{ bids(first: 1) { nodes { scores(first: 1) { pageInfo { endCursor } } } } }";
    let scores = api.ask(scores).await["bids"]["nodes"][0]["scores"].take();
    let after = scores["pageInfo"]["endCursor"].as_str().unwrap();
    let several = |first: u8| {
        format!("{{ bids(first: {first}) {{ nodes {{ scores(first: 1, after: \"{after}\") {{ totalCount }} }} }} }}")
    };
    assert_eq!(api.ask(&several(1)).await["bids"]["nodes"], json!([{"scores": {"totalCount": 1}}]));
    let (code, message) = api.refused(&several(2)).await;
    assert_eq!(code, "BAD_USER_INPUT");
    assert!(message.contains("ask for the thing by its id"), "{message}");
}

async fn what_is_secret_is_not_found_in_any_way(backend: Backend) {
    let api = filled(backend).await;
    let hidden = global_id("Bid", 103);
    for (list, filter) in [
        ("suppliers", r#"{bids: {some: {key: {eq: "B103"}}}}"#.to_owned()),
        ("suppliers", r#"{name: {eq: "Bo"}}"#.to_owned()),
        ("suppliers", "{bids: {none: {}}}".to_owned()),
        ("bids", r#"{lot: {key: {eq: "LOT-2"}}}"#.to_owned()),
        ("bids", format!("{{id: {{in: [\"{hidden}\"]}}}}")),
        ("lots", r#"{bids: {some: {key: {eq: "B103"}}}}"#.to_owned()),
        ("procurements", r#"{lots: {some: {key: {eq: "LOT-2"}}}}"#.to_owned()),
        ("procurements", r#"{key: {eq: "P2"}}"#.to_owned()),
        ("organisations", r#"{mandates: {some: {procurement: {key: {eq: "P2"}}}}}"#.to_owned()),
        ("placements", r#"{bid: {supplier: {name: {eq: "Bo"}}}}"#.to_owned()),
    ] {
        for end in ["first", "last"] {
            let query =
                format!("{{ {list}({end}: 9, filter: {filter}) {{ totalCount nodes {{ id }} edges {{ cursor }} }} }}");
            let answer = api.ask(&query).await;
            assert_eq!(answer[list], json!({"totalCount": 0, "nodes": [], "edges": []}), "{query}");
        }
    }
    // What is hidden is as if it were not there, so that `none` and `not` hold.
    for filter in [r#"{bids: {none: {key: {eq: "B103"}}}}"#, r#"{not: {bids: {some: {key: {eq: "B104"}}}}}"#] {
        assert_eq!(listed(&api, "suppliers", &format!("first: 9, filter: {filter}"), "name").await, ["Ada"]);
    }
    for order in ["ASC", "DESC"] {
        let arguments = format!("first: 9, orderBy: {{field: NAME, direction: {order}}}");
        assert_eq!(listed(&api, "suppliers", &arguments, "name").await, ["Ada"]);
    }
}

async fn nodes_come_in_the_order_of_their_ids_and_null_for_none(backend: Backend) {
    let api = filled(backend).await;
    let ids = json!([
        global_id("Bid", 102),
        global_id("Bid", 103),
        global_id("Supplier", 31),
        "no id",
        global_id("Bid", 101),
        global_id("Bid", 102),
        global_id("Lot", 31)
    ]);
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Bid { key } ... on Supplier { name } } }";
    let bid = |key: &str| json!({"__typename": "Bid", "key": key});
    assert_eq!(
        api.ask_with(query, json!({ "ids": ids })).await["nodes"],
        json!([bid("B102"), null, {"__typename": "Supplier", "name": "Ada"}, null, bid("B101"), bid("B102"), null])
    );
    let response = api.respond(query, json!({"ids": vec!["x"; 101]})).await;
    assert_eq!(response["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert!(response["errors"][0]["message"].as_str().unwrap().contains("between 1 and 100"));
}

async fn what_asks_too_much_or_for_nothing_is_refused_with_its_place(backend: Backend) {
    let api = filled(backend).await;
    let codes =
        api.ask("{ classifications(first: 1, orderBy: {field: CODE, direction: DESC}) { pageInfo { endCursor } } }");
    let other = codes.await["classifications"]["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    let many = |number: usize, one: &str| vec![one; number].join(", ");
    let comparisons = |number| format!("first: 1, filter: {{or: [{}]}}", many(number, r#"{code: {eq: "x"}}"#));
    let values = |number| format!("first: 1, filter: {{code: {{in: [{}]}}}}", many(number, "\"x\""));
    let lots = |end: &str| format!("first: 1, filter: {{procurement: {{lots: {{some: {{procurement: {end}}}}}}}}}");
    for arguments in [comparisons(50), values(100), lots("{lots: {some: {}}}")] {
        assert!(listed(&api, "classifications", &arguments, "code").await.len() <= 1);
    }
    // No text has it, and PostgreSQL takes none that has.
    let nothing = r#"{bids: {some: {key: {contains: "\u0000"}}}}"#;
    for (list, filter) in [
        ("classifications", r#"{code: {eq: "a\u0000"}}"#),
        ("classifications", r#"{code: {in: ["\u0000", "a\u0000b"]}}"#),
        ("suppliers", r#"{name: {contains: "A\u0000"}}"#),
        ("lots", nothing),
    ] {
        let answer = api.ask(&format!("{{ {list}(first: 9, filter: {filter}) {{ totalCount }} }}")).await;
        assert_eq!(answer[list]["totalCount"], 0, "{filter}");
    }
    for (arguments, says) in [
        (comparisons(51), "at /or/50/code/eq: a filter may hold 50 comparisons"),
        (values(101), "at /code/in: a list may hold 100 values, and this holds 101"),
        (
            lots("{lots: {some: {bids: {}}}}"),
            "at /procurement/lots/some/procurement/lots/some/bids: a filter may follow 4",
        ),
        (r#"first: 1, filter: {procurement: {publishedAt: {lt: "soon"}}}"#.into(), "at /procurement/publishedAt/lt:"),
        (
            r#"first: 1, filter: {procurement: {lots: {none: {estimatedValue: {lt: "0.00001"}}}}}"#.into(),
            "/estimatedValue/lt: write at most 4 decimals",
        ),
        ("first: 1, orderBy: []".into(), "1 to 5 fields, not by 0"),
        ("first: 1, last: 1".into(), "one of the two"),
        ("first: null".into(), "one of the two"),
        ("after: \"x\"".into(), "one of the two"),
        ("last: 0".into(), "between 1 and 100"),
        ("last: 101".into(), "between 1 and 100"),
        (format!("first: 1, after: \"{other}\""), "not a cursor of this list in this order"),
        (format!("last: 1, before: \"{other}\", orderBy: {{field: CODE}}"), "not a cursor of this list in this order"),
    ] {
        let (code, message) = api.refused(&format!("{{ classifications({arguments}) {{ totalCount }} }}")).await;
        assert_eq!(code, "BAD_USER_INPUT", "{arguments}: {message}");
        assert!(message.contains(says), "{arguments}: {message}");
    }
}

on_both!(
    a_filter_of_each_kind_finds_what_meets_it,
    an_absent_value_compares_with_nothing_and_its_opposite_holds,
    filters_follow_relations_as_the_relations_mean,
    lists_are_read_from_both_ends_in_any_order,
    a_cursor_leads_on_under_one_thing_and_is_refused_under_several,
    what_is_secret_is_not_found_in_any_way,
    nodes_come_in_the_order_of_their_ids_and_null_for_none,
    what_asks_too_much_or_for_nothing_is_refused_with_its_place
);
