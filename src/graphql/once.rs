//! A field of the root that is asked for more than once under one key is one field, with all that is asked of it. The library
//! resolves each by itself, so that it is handed a document in which it stands once.

use super::spread::Spreader;
use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, Field, InlineFragment, OperationDefinition, Selection,
    SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Value, Variables};

/// Two fields of the root under one key that are not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The key.
    pub key: Name,
    /// Where the two stand.
    pub at: [Pos; 2],
}

/// The document, with every field of the operation's root once; nothing if it is so already, or too large to be written out.
///
/// # Errors
/// What stands under one key must be the same.
pub fn once(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<Option<ExecutableDocument>, Conflict> {
    let mut spreader = Spreader::of(&document.fragments, operation, variables);
    let Ok(all) = spreader.root() else { return Ok(None) };
    let mut fields: IndexMap<&Name, Vec<&Positioned<Field>>> = IndexMap::new();
    for field in &all {
        let key = &field.node.response_key().node;
        let same = fields.entry(key).or_default();
        if let Some(first) = same.first().filter(|first| spreader.differ(&first.node, &field.node)) {
            return Err(Conflict { key: key.clone(), at: [first.pos, field.pos] });
        }
        same.push(field);
    }
    if fields.len() == all.len() {
        return Ok(None);
    }
    let mut items: Vec<Positioned<Selection>> = fields.values().map(|same| joined(same)).collect();
    items.push(unasked(&operation.selection_set));
    Ok(Some(with_root(document, operation, items)))
}

/// One field for all that are the same.
fn joined(same: &[&Positioned<Field>]) -> Positioned<Selection> {
    let first = same[0];
    let mut field = first.node.clone();
    // What leaves it out was looked at.
    field.directives.clear();
    if same.len() > 1 {
        let selected = same.iter().map(|field| &field.node.selection_set).filter(|set| !set.node.items.is_empty());
        field.selection_set.node.items = selected.map(|set| fragment(set.clone(), Vec::new())).collect();
    }
    Positioned::new(Selection::Field(Positioned::new(field, first.pos)), first.pos)
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
