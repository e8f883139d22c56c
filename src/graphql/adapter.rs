//! Shows the read model's tables to async-graphql. The only file that touches the library's doc-hidden registry;
//! the library's version is pinned for its sake.

use super::describe::{self, Described, both};
use super::inputs;
use crate::read::noun::{Cardinality, Enumeration, Field, Kind, NODE, NOUNS, Noun, Presence, Relation, Target};
use crate::read::rule::{BILINGUAL, Content, Member, Number, RULE, Shape as Constant};
use async_graphql::registry::{Deprecation, MetaEnumValue, MetaField, MetaInputValue, MetaType, Registry};
use async_graphql::{ID, Name, OutputType, Value, indexmap::IndexMap};
use values::text::Bilingual;

/// The key by which the library knows text that is JSON already (its feature `raw_value`).
const RAW: &str = "$serde_json::private::RawValue";

/// JSON text as a value that is written as it is.
pub(super) fn raw(json: String) -> Value {
    let mut object = IndexMap::new();
    object.insert(Name::new(RAW), Value::String(json));
    Value::Object(object)
}

/// The text of a value that is JSON already, for whoever writes an answer without reading it again.
pub fn raw_text(value: &Value) -> Option<&str> {
    match value {
        Value::Object(object) if object.len() == 1 => match object.get(RAW) {
            Some(Value::String(json)) => Some(json),
            _ => None,
        },
        _ => None,
    }
}

/// Registers all types of the read model, once.
pub(super) fn register(registry: &mut Registry) {
    if registry.types.contains_key(NODE) {
        return;
    }
    <i32 as OutputType>::create_type_info(registry);
    <String as OutputType>::create_type_info(registry);
    <bool as OutputType>::create_type_info(registry);
    <ID as OutputType>::create_type_info(registry);
    scalar(registry, &describe::DECIMAL, None);
    scalar(registry, &describe::INSTANT, Some(describe::INSTANT_URL));
    interface(registry);
    for noun in NOUNS {
        register_noun(registry, noun);
    }
    register_constant(registry, &BILINGUAL);
    register_constant(registry, &RULE);
    for noun in NOUNS {
        register_list(registry, noun);
    }
    inputs::register(registry);
    let info = describe::PAGE_INFO_FIELDS.iter().map(|(ty, words)| described(words, (*ty).to_owned())).collect();
    object(registry, describe::PAGE_INFO.name, of(&describe::PAGE_INFO), info);
}

fn register_noun(registry: &mut Registry, noun: &'static Noun) {
    let mut fields: Vec<MetaField> = noun.fields.iter().map(|field| own(registry, field)).collect();
    fields.extend(noun.relations.iter().map(related));
    object(registry, noun.name, words(noun.description), fields);
    registry.add_implements(noun.name, NODE);
}

fn own(registry: &mut Registry, known: &'static Field) -> MetaField {
    let ty = match known.kind {
        Kind::Id => "ID",
        Kind::Text(_) => "String",
        Kind::Integer(_) => "Int",
        Kind::Boolean(_) => "Boolean",
        Kind::Decimal(..) => describe::DECIMAL.name,
        Kind::Instant(_) => describe::INSTANT.name,
        Kind::Bilingual(..) => BILINGUAL.name,
        Kind::Enumerated(_, of) => {
            closed_set(registry, of);
            of.name
        }
    };
    field(known.name, words(known.description), present(ty, known.presence))
}

fn related(relation: &Relation) -> MetaField {
    let target = match relation.target {
        Target::Noun { noun, .. } => noun.name,
        Target::Rule(_) => RULE.name,
    };
    let about = words(relation.description);
    match (relation.cardinality, relation.target) {
        (Cardinality::Many, Target::Noun { noun, .. }) => listed(relation.name, about, noun),
        (Cardinality::One(presence), _) => field(relation.name, about, present(target, presence)),
        (Cardinality::Many, Target::Rule(_)) => field(relation.name, about, format!("[{target}!]!")),
    }
}

/// A list of a noun, with its arguments.
pub(super) fn listed(name: &str, description: String, noun: &Noun) -> MetaField {
    with_arguments(field(name, description, format!("{}!", noun.connection())), inputs::arguments(noun))
}

/// A field with its arguments.
pub(super) fn with_arguments(mut field: MetaField, arguments: impl IntoIterator<Item = MetaInputValue>) -> MetaField {
    field.args = arguments.into_iter().map(|one| (one.name.clone(), one)).collect();
    field
}

fn present(ty: &str, presence: Presence) -> String {
    match presence {
        Presence::Required => format!("{ty}!"),
        Presence::Optional => ty.to_owned(),
    }
}

fn register_constant(registry: &mut Registry, shape: &'static Constant) {
    let fields = shape.members.iter().map(|member| constant(registry, member)).collect();
    object(registry, shape.name, words(shape.description), fields);
}

fn constant(registry: &mut Registry, member: &'static Member) -> MetaField {
    let name = match member.content {
        Content::Id => "ID",
        Content::Text => "String",
        Content::Integer => "Int",
        Content::Boolean => "Boolean",
        Content::Enumerated(of) => {
            closed_set(registry, of);
            of.name
        }
        Content::Shape(shape) => {
            register_constant(registry, shape);
            shape.name
        }
    };
    let ty = match member.number {
        Number::One => format!("{name}!"),
        Number::Perhaps => name.to_owned(),
        Number::Many => format!("[{name}!]!"),
    };
    field(member.name, words(member.description), ty)
}

fn register_list(registry: &mut Registry, of: &'static Noun) {
    let noun = of.name;
    let (connection, edge) = (of.connection(), of.edge());
    let fields = vec![
        described(&describe::EDGES, format!("[{edge}!]!")),
        described(&describe::NODES, format!("[{noun}!]!")),
        described(&describe::INFO, format!("{}!", describe::PAGE_INFO.name)),
        described(&describe::TOTAL, "Int!".to_owned()),
    ];
    let (en, sv) = (format!("One page of the list of {noun}"), format!("En sida av listan med {noun}"));
    object(registry, &connection, both(&en, &sv), fields);
    let fields =
        vec![described(&describe::CURSOR, "String!".to_owned()), described(&describe::EDGE_NODE, format!("{noun}!"))];
    let (en, sv) = (format!("One {noun} of a page, with its place"), format!("En {noun} på en sida, med sin plats"));
    object(registry, &edge, both(&en, &sv), fields);
}

pub(super) fn words(words: Bilingual) -> String {
    both(words.en, words.sv)
}

fn of(described: &Described) -> String {
    both(described.en, described.sv)
}

fn described(described: &Described, ty: String) -> MetaField {
    field(described.name, of(described), ty)
}

pub(super) fn field(name: &str, description: String, ty: String) -> MetaField {
    MetaField {
        name: name.to_owned(),
        description: Some(description),
        args: IndexMap::default(),
        ty,
        deprecation: Deprecation::NoDeprecated,
        cache_control: Default::default(),
        external: false,
        requires: None,
        provides: None,
        visible: None,
        shareable: false,
        inaccessible: false,
        tags: Vec::new(),
        override_from: None,
        compute_complexity: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    }
}

fn by_name(fields: Vec<MetaField>) -> IndexMap<String, MetaField> {
    fields.into_iter().map(|field| (field.name.clone(), field)).collect()
}

pub(super) fn object(registry: &mut Registry, name: &str, description: String, fields: Vec<MetaField>) {
    let object = MetaType::Object {
        name: name.to_owned(),
        description: Some(description),
        fields: by_name(fields),
        cache_control: Default::default(),
        extends: false,
        shareable: false,
        resolvable: true,
        keys: None,
        visible: None,
        inaccessible: false,
        interface_object: false,
        tags: Vec::new(),
        is_subscription: false,
        rust_typename: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    };
    registry.types.insert(name.to_owned(), object);
}

fn interface(registry: &mut Registry) {
    let id = field("id", both("Global id", "Globalt id"), "ID!".to_owned());
    let interface = MetaType::Interface {
        name: NODE.to_owned(),
        description: Some(of(&describe::NODE)),
        fields: by_name(vec![id]),
        possible_types: NOUNS.iter().map(|noun| noun.name.to_owned()).collect(),
        extends: false,
        keys: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    };
    registry.types.insert(NODE.to_owned(), interface);
}

fn scalar(registry: &mut Registry, scalar: &Described, url: Option<&str>) {
    let meta = MetaType::Scalar {
        name: scalar.name.to_owned(),
        description: Some(of(scalar)),
        is_valid: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        specified_by_url: url.map(str::to_owned),
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    };
    registry.types.insert(scalar.name.to_owned(), meta);
}

/// An input object.
pub(super) fn object_input(registry: &mut Registry, name: &str, description: String, fields: Vec<MetaInputValue>) {
    let input = MetaType::InputObject {
        name: name.to_owned(),
        description: Some(description),
        input_fields: fields.into_iter().map(|field| (field.name.clone(), field)).collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: None,
        oneof: false,
        directive_invocations: Vec::new(),
    };
    registry.types.insert(name.to_owned(), input);
}

/// An argument, or a field of an input object.
pub(super) fn value(name: &str, description: String, ty: String) -> MetaInputValue {
    MetaInputValue {
        name: name.to_owned(),
        description: Some(description),
        ty,
        deprecation: Deprecation::NoDeprecated,
        default_value: None,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        is_secret: false,
        directive_invocations: Vec::new(),
    }
}

fn closed_set(registry: &mut Registry, of: &'static Enumeration) {
    let values = of.values.iter().map(|value| MetaEnumValue {
        name: value.name.to_owned(),
        description: Some(words(value.description)),
        deprecation: Deprecation::NoDeprecated,
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        directive_invocations: Vec::new(),
    });
    enumeration(registry, of.name, words(of.description), values.collect());
}

/// A closed set of words.
pub(super) fn enumeration(registry: &mut Registry, name: &str, description: String, values: Vec<MetaEnumValue>) {
    let meta = MetaType::Enum {
        name: name.to_owned(),
        description: Some(description),
        enum_values: values.into_iter().map(|value| (value.name.clone(), value)).collect(),
        visible: None,
        inaccessible: false,
        tags: Vec::new(),
        rust_typename: None,
        directive_invocations: Vec::new(),
        requires_scopes: Vec::new(),
    };
    registry.types.insert(name.to_owned(), meta);
}
