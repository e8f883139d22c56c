//! From the library's parsed document to a `Selection`: fragments are spread out, what `@skip` and `@include` exclude is
//! left out, type conditions are kept for the planner.

use crate::read::{Position, ReadError, Selected, Selection};
use async_graphql::context::QueryEnvInner;
use async_graphql::parser::types::{
    Directive, Field, FragmentDefinition, OperationDefinition, Selection as Item, SelectionSet,
};
use async_graphql::{Name, Positioned, Variables};
use async_graphql_value::Value as Written;
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write;

/// How many fields a spread-out selection may have. Fragments in fragments can make few words very many.
const MOST_FIELDS: usize = 5_000;

/// Spreads the fragments of one document.
pub(super) struct Spreader<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    operation: &'a OperationDefinition,
    variables: &'a Variables,
    /// Whether what `@skip` and `@include` exclude is collected too.
    everything: bool,
    fields: usize,
}

struct Found<'a> {
    field: &'a Positioned<Field>,
    conditions: Vec<&'a str>,
}

impl<'a> Spreader<'a> {
    /// With the fragments of a document, and what its variables stand for.
    pub(super) fn new(query: &'a QueryEnvInner) -> Self {
        Self::of(&query.fragments, &query.operation.node, &query.variables)
    }

    /// With the parts of a document that is not executed yet.
    pub(super) fn of(
        fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
        operation: &'a OperationDefinition,
        variables: &'a Variables,
    ) -> Self {
        Self { fragments, operation, variables, everything: false, fields: 0 }
    }

    /// That it collects what is left out, too.
    pub(super) fn with_what_is_left_out(self) -> Self {
        Self { everything: true, ..self }
    }

    /// All that the operation asks, from its root.
    ///
    /// # Errors
    /// `TooLarge`.
    pub(super) fn whole(mut self) -> Result<Selection<'a>, ReadError> {
        self.selection(&self.operation.selection_set.node)
    }

    /// The fields of a selection in their order, whatever conditions they stand under.
    ///
    /// # Errors
    /// `TooLarge`.
    pub(super) fn fields(&mut self, set: &'a SelectionSet) -> Result<Vec<&'a Positioned<Field>>, ReadError> {
        let found = self.collected(set)?;
        Ok(found.into_iter().map(|found| found.field).collect())
    }

    /// All that the operation asks of the place that `path`, a list of response keys, leads to.
    ///
    /// The library resolves each selection of a field by itself; a planned field must know them all, or the
    /// second of `a { x } a { y }` would be lost.
    ///
    /// # Errors
    /// `ConflictingKey` when the selections on the way are of different fields or arguments, `TooLarge`.
    pub(super) fn at(mut self, path: &[&str]) -> Result<Selection<'a>, ReadError> {
        let mut sets = vec![&self.operation.selection_set.node];
        for key in path {
            let mut same: Vec<Found<'a>> = Vec::new();
            for set in sets {
                let found = self.collected(set)?;
                same.extend(found.into_iter().filter(|found| found.field.node.response_key().node == *key));
            }
            if let Some(first) = same.first()
                && same.iter().any(|other| differ(&first.field.node, &other.field.node))
            {
                return Err(ReadError::ConflictingKey { key: (*key).to_owned() });
            }
            sets = same.iter().map(|found| &found.field.node.selection_set.node).collect();
        }
        let mut selection = Selection::default();
        for set in sets {
            selection.0.extend(self.selection(set)?.0);
        }
        Ok(selection)
    }

    fn selection(&mut self, set: &'a SelectionSet) -> Result<Selection<'a>, ReadError> {
        let found = self.collected(set)?;
        let mut fields = Vec::with_capacity(found.len());
        for Found { field, conditions } in found {
            let Positioned { pos, node: field } = field;
            fields.push(Selected {
                name: &field.name.node,
                key: &field.response_key().node,
                written: written(field),
                given: self.given(field),
                conditions,
                selection: self.selection(&field.selection_set.node)?,
                at: Position { line: pos.line, column: pos.column },
            });
        }
        Ok(Selection(fields))
    }

    /// The arguments with their values. One whose variable stands for nothing is not given.
    fn given(&self, field: &'a Field) -> Vec<(&'a str, Value)> {
        let given = field.arguments.iter();
        given.filter_map(|(name, given)| Some((name.node.as_str(), self.value(&given.node)?))).collect()
    }

    /// What a value stands for; nothing where one of its variables stands for nothing. Defaults stand among the variables by
    /// now.
    fn value(&self, written: &Written) -> Option<Value> {
        match written {
            Written::Variable(name) => serde_json::to_value(self.variables.get(name)?).ok(),
            Written::List(items) => items.iter().map(|item| self.value(item)).collect::<Option<_>>().map(Value::Array),
            Written::Object(members) => {
                let members = members.iter().map(|(name, value)| Some((name.to_string(), self.value(value)?)));
                members.collect::<Option<_>>().map(Value::Object)
            }
            constant => constant.clone().into_const()?.into_json().ok(),
        }
    }

    /// Whether `@skip` or `@include` leaves something out.
    fn excluded(&self, directives: &[Positioned<Directive>]) -> bool {
        !self.everything
            && directives.iter().any(|directive| {
                let leaves_out = match directive.node.name.node.as_str() {
                    "skip" => true,
                    "include" => false,
                    _ => return false,
                };
                let condition = directive.node.get_argument("if").and_then(|given| self.value(&given.node));
                condition == Some(Value::Bool(leaves_out))
            })
    }

    fn collected(&mut self, set: &'a SelectionSet) -> Result<Vec<Found<'a>>, ReadError> {
        let mut found = Vec::new();
        self.collect(set, &[], &mut found)?;
        Ok(found)
    }

    fn collect(
        &mut self,
        set: &'a SelectionSet,
        conditions: &[&'a str],
        found: &mut Vec<Found<'a>>,
    ) -> Result<(), ReadError> {
        for item in &set.items {
            if self.excluded(item.node.directives()) {
                continue;
            }
            match &item.node {
                Item::Field(field) => {
                    self.fields += 1;
                    if self.fields > MOST_FIELDS {
                        return Err(ReadError::TooLarge);
                    }
                    found.push(Found { field, conditions: conditions.to_vec() });
                }
                Item::InlineFragment(inline) => {
                    let on = inline.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    self.collect(&inline.node.selection_set.node, &with(conditions, on), found)?;
                }
                Item::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    let Some(fragment) = self.fragments.get(name).map(|fragment| &fragment.node) else {
                        continue;
                    };
                    let conditions = with(conditions, Some(fragment.type_condition.node.on.node.as_str()));
                    self.collect(&fragment.selection_set.node, &conditions, found)?;
                }
            }
        }
        Ok(())
    }
}

fn with<'a>(conditions: &[&'a str], on: Option<&'a str>) -> Vec<&'a str> {
    let mut all = conditions.to_vec();
    if let Some(on) = on
        && !all.contains(&on)
    {
        all.push(on);
        all.sort_unstable();
    }
    all
}

/// Whether two fields with one key are not the same.
pub(super) fn differ(one: &Field, other: &Field) -> bool {
    one.name.node != other.name.node || written(one) != written(other)
}

/// The arguments as they are written, but for what means nothing: their order, and that of the members of an object.
fn written(field: &Field) -> String {
    let mut text = String::new();
    write_members(field.arguments.iter().map(|(name, value)| (&name.node, &value.node)), &mut text);
    text
}

fn write_members<'v>(members: impl Iterator<Item = (&'v Name, &'v Written)>, text: &mut String) {
    let mut members: Vec<_> = members.collect();
    members.sort_unstable_by_key(|(name, _)| *name);
    for (name, value) in members {
        text.push_str(name);
        text.push(':');
        write_value(value, text);
        text.push(' ');
    }
}

fn write_value(value: &Written, text: &mut String) {
    match value {
        Written::List(items) => {
            text.push('[');
            for item in items {
                write_value(item, text);
                text.push(' ');
            }
            text.push(']');
        }
        Written::Object(members) => {
            text.push('{');
            write_members(members.iter(), text);
            text.push('}');
        }
        // Texts stand in quotes, variables behind their sign. Writing to a String does not fail.
        plain => {
            let _ = write!(text, "{plain}");
        }
    }
}
