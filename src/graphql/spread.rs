//! From the library's parsed document to a `Selection`: fragments are spread out, what `@skip` and `@include` exclude is
//! left out, type conditions are kept for the planner.

use crate::read::{Position, ReadError, Selected, Selection};
use async_graphql::context::QueryEnvInner;
use async_graphql::parser::types::{
    Directive, Field, FragmentDefinition, OperationDefinition, Selection as Item, SelectionSet,
};
use async_graphql::{Name, Positioned, Value as Known, Variables};
use serde_json::Value;
use std::collections::HashMap;

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
    conditions: Vec<String>,
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
    pub(super) fn whole(mut self) -> Result<Selection, ReadError> {
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
    pub(super) fn at(mut self, path: &[&str]) -> Result<Selection, ReadError> {
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

    fn selection(&mut self, set: &'a SelectionSet) -> Result<Selection, ReadError> {
        let mut fields = Vec::new();
        for Found { field, conditions } in self.collected(set)? {
            let Positioned { pos, node: field } = field;
            fields.push(Selected {
                name: field.name.node.to_string(),
                key: field.response_key().node.to_string(),
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
    fn given(&self, field: &Field) -> Vec<(String, Value)> {
        let given = field.arguments.iter().filter_map(|(name, given)| {
            let read = given.node.clone().into_const_with(|name| self.variable(&name)).ok()?;
            Some((name.node.to_string(), read.into_json().ok()?))
        });
        given.collect()
    }

    /// What a variable stands for; an error if for nothing. Defaults stand among the variables by now.
    fn variable(&self, name: &Name) -> Result<Known, ()> {
        self.variables.get(name).cloned().ok_or(())
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
                let given = directive.node.get_argument("if").map(|given| given.node.clone());
                let condition = given.map(|given| given.into_const_with(|name| self.variable(&name)));
                condition == Some(Ok(Known::Boolean(leaves_out)))
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
        conditions: &[String],
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

fn with(conditions: &[String], on: Option<&str>) -> Vec<String> {
    let mut all = conditions.to_vec();
    if let Some(on) = on
        && !all.iter().any(|known| known == on)
    {
        all.push(on.to_owned());
        all.sort_unstable();
    }
    all
}

/// Whether two fields with one key are not the same.
pub(super) fn differ(one: &Field, other: &Field) -> bool {
    one.name.node != other.name.node || written(one) != written(other)
}

/// The arguments as they are written, but for what means nothing: their order, and that of the members of an object.
fn written(field: &Field) -> Vec<(String, Value)> {
    // No object that is written has a member of this name.
    let variable = |name: Name| Ok::<_, ()>(Known::Object([(Name::new("$"), Known::String(name.to_string()))].into()));
    let written = field.arguments.iter().filter_map(|(name, value)| {
        let value = value.node.clone().into_const_with(variable).ok()?;
        Some((name.node.to_string(), value.into_json().ok()?))
    });
    let mut written: Vec<_> = written.collect();
    written.sort_by(|(one, _), (other, _)| one.cmp(other));
    written
}
