//! A field that is asked for more than once under one key is one field, with all that is asked of it. The library resolves each
//! by itself, so that it is handed a document in which it stands once: at the root, and below it as far as the library leads.
//! What the read model answers, it puts together itself.

use super::spread::{Spreader, differ};
use super::{mutation, root};
use crate::read::ReadError;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, Field, InlineFragment, OperationDefinition, OperationType,
    Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Value, Variables};

/// Why fields cannot be joined.
#[derive(Clone, Debug)]
pub enum Apart {
    /// Two that are not the same stand under one key.
    Conflict {
        /// The key.
        key: Name,
        /// Where the two stand.
        at: [Pos; 2],
    },
    /// There are too many when fragments are written out.
    TooLarge,
}

impl From<ReadError> for Apart {
    /// Nothing else is raised where fragments are written out.
    fn from(_: ReadError) -> Self {
        Self::TooLarge
    }
}

/// The document with every field once; nothing if it is so already.
///
/// # Errors
/// What stands under one key must be the same, also where it is left out.
pub fn once(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<Option<ExecutableDocument>, Apart> {
    if is_plain(operation) {
        return Ok(None);
    }
    let whole = [&operation.selection_set.node];
    let spreader = || Spreader::of(&document.fragments, operation, variables);
    let joiner = |spreader| Joiner { spreader, kind: operation.ty, joined: false };
    joiner(spreader().with_what_is_left_out()).level(&whole, 0)?;
    let mut kept = joiner(spreader());
    let mut items = kept.level(&whole, 0)?;
    if !kept.joined {
        return Ok(None);
    }
    items.push(unasked(&operation.selection_set));
    Ok(Some(with_root(document, operation, items)))
}

/// Whether an operation only puts questions to the read model, each under a key of its own.
fn is_plain(operation: &OperationDefinition) -> bool {
    let items = &operation.selection_set.node.items;
    let key = |item: &Positioned<Selection>| match &item.node {
        Selection::Field(field) if is_read(operation.ty, 0, &field.node.name.node) => {
            Some(field.node.response_key().node.clone())
        }
        _ => None,
    };
    let keys: Option<Vec<Name>> = items.iter().map(key).collect();
    keys.is_some_and(|keys| keys.iter().enumerate().all(|(index, key)| !keys[..index].contains(key)))
}

/// Whether the read model answers a field that stands so many levels below the root.
fn is_read(kind: OperationType, depth: usize, field: &str) -> bool {
    match (kind, depth) {
        (OperationType::Query, 0) => root::is_question(field),
        (OperationType::Mutation, 1) => mutation::is_read(field),
        _ => false,
    }
}

/// Joins the fields of a document, level by level.
struct Joiner<'a> {
    spreader: Spreader<'a>,
    kind: OperationType,
    /// Whether anything stood there more than once.
    joined: bool,
}

impl<'a> Joiner<'a> {
    /// The fields of a level, each once, of all the sets that are asked of one thing.
    fn level(&mut self, sets: &[&'a SelectionSet], depth: usize) -> Result<Vec<Positioned<Selection>>, Apart> {
        let mut fields: IndexMap<&Name, Vec<&Positioned<Field>>> = IndexMap::new();
        for set in sets {
            for field in self.spreader.fields(set)? {
                let key = &field.node.response_key().node;
                let same = fields.entry(key).or_default();
                if let Some(first) = same.first().filter(|first| differ(&first.node, &field.node)) {
                    return Err(Apart::Conflict { key: key.clone(), at: [first.pos, field.pos] });
                }
                same.push(field);
            }
        }
        fields.values().map(|same| self.one(same, depth)).collect()
    }

    /// One field for all that are the same.
    fn one(&mut self, same: &[&'a Positioned<Field>], depth: usize) -> Result<Positioned<Selection>, Apart> {
        self.joined |= same.len() > 1;
        let first = same[0];
        let mut field = first.node.clone();
        // What leaves it out was looked at.
        field.directives.clear();
        let asked = same.iter().map(|field| &field.node.selection_set).filter(|set| !set.node.items.is_empty());
        field.selection_set.node.items = if is_read(self.kind, depth, &field.name.node) {
            asked.map(|set| fragment(set.clone(), Vec::new())).collect()
        } else {
            let sets: Vec<&SelectionSet> = asked.map(|set| &set.node).collect();
            self.level(&sets, depth + 1)?
        };
        Ok(Positioned::new(Selection::Field(Positioned::new(field, first.pos)), first.pos))
    }
}

/// The selection as it was written, for the library to judge and not to follow.
fn unasked(written: &Positioned<SelectionSet>) -> Positioned<Selection> {
    let at = |pos: Pos, name: &'static str| Positioned::new(Name::new(name), pos);
    let pos = written.pos;
    let never = Directive {
        name: at(pos, "skip"),
        arguments: vec![(at(pos, "if"), Positioned::new(Value::Boolean(true).into(), pos))],
    };
    fragment(written.clone(), vec![Positioned::new(never, pos)])
}

fn fragment(selection_set: Positioned<SelectionSet>, directives: Vec<Positioned<Directive>>) -> Positioned<Selection> {
    let pos = selection_set.pos;
    let inline = InlineFragment { type_condition: None, directives, selection_set };
    Positioned::new(Selection::InlineFragment(Positioned::new(inline, pos)), pos)
}

/// The document with another selection at the operation's root.
fn with_root(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    items: Vec<Positioned<Selection>>,
) -> ExecutableDocument {
    let mut document = document.clone();
    let chosen = match &mut document.operations {
        DocumentOperations::Single(only) => Some(only),
        DocumentOperations::Multiple(all) => {
            all.values_mut().find(|other| other.node.selection_set.pos == operation.selection_set.pos)
        }
    };
    if let Some(chosen) = chosen {
        chosen.node.selection_set.node.items = items;
    }
    document
}
