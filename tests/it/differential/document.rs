//! GraphQL documents as the generator makes them and the slow reader reads them: nothing but what the test uses.

use serde_json::{Map, Value};
use std::fmt::Write;

/// A value in a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    Null,
    Int(i64),
    Text(String),
    Truth(bool),
    /// A word of a closed set.
    Word(String),
    List(Vec<Term>),
    Object(Vec<(String, Term)>),
    Variable(String),
}

impl Term {
    /// Whether a variable stands in it.
    pub fn has_variables(&self) -> bool {
        match self {
            Self::Variable(_) => true,
            Self::List(terms) => terms.iter().any(Self::has_variables),
            Self::Object(members) => members.iter().any(|(_, term)| term.has_variables()),
            _ => false,
        }
    }
}

/// `@skip` or `@include`.
#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    pub name: &'static str,
    pub when: Term,
}

/// Something selected.
#[derive(Clone, Debug)]
pub enum Item {
    Field(Field),
    Inline { on: Option<String>, directives: Vec<Directive>, items: Vec<Item> },
    Spread { name: String, directives: Vec<Directive> },
}

#[derive(Clone, Debug)]
pub struct Field {
    pub alias: Option<String>,
    pub name: String,
    pub arguments: Vec<(String, Term)>,
    pub directives: Vec<Directive>,
    pub items: Vec<Item>,
}

impl Field {
    pub fn new(name: &str) -> Self {
        let name = name.to_owned();
        Self { alias: None, name, arguments: Vec::new(), directives: Vec::new(), items: Vec::new() }
    }

    pub fn key(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.name)
    }
}

#[derive(Clone, Debug)]
pub struct Fragment {
    pub name: String,
    pub on: String,
    pub items: Vec<Item>,
}

/// A variable as the document declares it, and what is sent for it, if anything is.
#[derive(Clone, Debug)]
pub struct Variable {
    pub name: String,
    pub ty: String,
    pub default: Option<Term>,
    pub sent: Option<Term>,
}

#[derive(Clone, Debug, Default)]
pub struct Document {
    pub items: Vec<Item>,
    pub fragments: Vec<Fragment>,
    pub variables: Vec<Variable>,
}

impl Document {
    /// What a value comes to. A variable that nothing is sent for and that has no default comes to nothing, and a
    /// member of an object that comes to nothing is not there.
    pub fn value(&self, term: &Term) -> Option<Value> {
        Some(match term {
            Term::Null => Value::Null,
            Term::Int(number) => Value::from(*number),
            Term::Text(text) | Term::Word(text) => Value::from(text.clone()),
            Term::Truth(truth) => Value::from(*truth),
            Term::List(terms) => terms.iter().map(|term| self.value(term).unwrap_or(Value::Null)).collect(),
            Term::Object(members) => {
                let given = members.iter().filter_map(|(name, term)| Some((name.clone(), self.value(term)?)));
                Value::Object(given.collect())
            }
            Term::Variable(name) => {
                let variable = self.variables.iter().find(|variable| variable.name == *name)?;
                return self.value(variable.sent.as_ref().or(variable.default.as_ref())?);
            }
        })
    }

    /// What is sent beside the text.
    pub fn sent(&self) -> Value {
        let sent = self.variables.iter().filter_map(|one| Some((one.name.clone(), self.value(one.sent.as_ref()?)?)));
        Value::Object(sent.collect::<Map<_, _>>())
    }

    /// The text.
    pub fn text(&self) -> String {
        let mut out = "query".to_owned();
        if !self.variables.is_empty() {
            let declared = self.variables.iter().map(|one| {
                let default = one.default.as_ref().map_or(String::new(), |term| format!(" = {}", written(term)));
                format!("${}: {}{default}", one.name, one.ty)
            });
            write!(out, "({})", declared.collect::<Vec<_>>().join(", ")).unwrap();
        }
        items(&mut out, &self.items);
        for fragment in &self.fragments {
            write!(out, "\nfragment {} on {}", fragment.name, fragment.on).unwrap();
            items(&mut out, &fragment.items);
        }
        out
    }
}

fn items(out: &mut String, all: &[Item]) {
    out.push_str(" {");
    for item in all {
        match item {
            Item::Field(field) => {
                let alias = field.alias.as_ref().map_or(String::new(), |alias| format!("{alias}: "));
                write!(out, " {alias}{}", field.name).unwrap();
                if !field.arguments.is_empty() {
                    let given = field.arguments.iter().map(|(name, term)| format!("{name}: {}", written(term)));
                    write!(out, "({})", given.collect::<Vec<_>>().join(", ")).unwrap();
                }
                directives(out, &field.directives);
                if !field.items.is_empty() {
                    items(out, &field.items);
                }
            }
            Item::Inline { on, directives: when, items: inner } => {
                out.push_str(" ...");
                if let Some(on) = on {
                    write!(out, " on {on}").unwrap();
                }
                directives(out, when);
                items(out, inner);
            }
            Item::Spread { name, directives: when } => {
                write!(out, " ...{name}").unwrap();
                directives(out, when);
            }
        }
    }
    out.push_str(" }");
}

fn directives(out: &mut String, all: &[Directive]) {
    for one in all {
        write!(out, " @{}(if: {})", one.name, written(&one.when)).unwrap();
    }
}

fn written(term: &Term) -> String {
    match term {
        Term::Null => "null".to_owned(),
        Term::Int(number) => number.to_string(),
        Term::Text(text) => Value::from(text.clone()).to_string(),
        Term::Truth(truth) => truth.to_string(),
        Term::Word(word) => word.clone(),
        Term::List(terms) => format!("[{}]", terms.iter().map(written).collect::<Vec<_>>().join(", ")),
        Term::Object(members) => {
            let members = members.iter().map(|(name, term)| format!("{name}: {}", written(term)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Term::Variable(name) => format!("${name}"),
    }
}
