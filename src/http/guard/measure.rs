//! Measuring a parsed document as if every fragment were written out, without writing any out: each fragment is
//! measured once and its numbers are added, saturating, wherever it is spread.

use super::{DIRECTIVES, INTROSPECTION_LISTS, NESTING, check};
use crate::http::answer::{Code, Refusal};
use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned, Value};
use std::collections::HashMap;
use std::convert::Infallible;

/// What a selection, with all below it, counts to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    pub(super) fields: u64,
    pub(super) selections: u64,
    pub(super) aliases: u64,
    pub(super) depth: u64,
    pub(super) nesting: u64,
    pub(super) introspections: u64,
    pub(super) variable_uses: u64,
    /// Fields below one another that would be lists of types or fields, were this inside `__schema`.
    lists: u64,
}

impl Measure {
    /// Two selections of one set: counts add up, depths do not.
    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            selections: self.selections.saturating_add(other.selections),
            aliases: self.aliases.saturating_add(other.aliases),
            depth: self.depth.max(other.depth),
            nesting: self.nesting.max(other.nesting),
            introspections: self.introspections.saturating_add(other.introspections),
            variable_uses: self.variable_uses.saturating_add(other.variable_uses),
            lists: self.lists.max(other.lists),
        }
    }
}

/// Measures all operations of a document together.
pub(super) fn measure(document: &ExecutableDocument) -> Result<Measure, Refusal> {
    let mut meter = Meter { document, fragments: HashMap::new() };
    let mut total = Measure::default();
    // Definitions as they stand in the text: the parser keeps them in hash order, and a refusal must not depend on it.
    let mut operations: Vec<_> = document.operations.iter().map(|(_, it)| it).collect();
    operations.sort_by_key(|operation| (operation.pos.line, operation.pos.column));
    for operation in operations {
        total = total.beside(meter.operation(&operation.node)?);
    }
    // Fragments that no operation uses are left to validation, but even they must not contain themselves.
    let mut fragments: Vec<_> = document.fragments.iter().collect();
    fragments.sort_by_key(|(_, fragment)| (fragment.pos.line, fragment.pos.column));
    for (name, fragment) in fragments {
        directives(&fragment.node.directives)?;
        meter.fragment(name, fragment.pos, 0)?;
    }
    Ok(total)
}

struct Meter<'a> {
    document: &'a ExecutableDocument,
    /// Fragments measured; `None` while one is being measured.
    fragments: HashMap<&'a str, Option<Measure>>,
}

impl<'a> Meter<'a> {
    fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Measure, Refusal> {
        let mut variable_uses = directives(&operation.directives)?;
        for variable in &operation.variable_definitions {
            variable_uses += directives(&variable.node.directives)?;
        }
        let measure = self.set(&operation.selection_set.node, 0)?;
        Ok(Measure { variable_uses: measure.variable_uses.saturating_add(variable_uses), ..measure })
    }

    /// `level` is how deep the walk itself is; it bounds the stack.
    fn set(&mut self, set: &'a SelectionSet, level: u64) -> Result<Measure, Refusal> {
        check("levels of fields and fragments", level, NESTING)?;
        if set.items.is_empty() {
            return Ok(Measure::default());
        }
        let mut sum = Measure::default();
        for selection in &set.items {
            sum = sum.beside(self.selection(&selection.node, level)?);
        }
        sum.nesting += 1;
        Ok(sum)
    }

    fn selection(&mut self, selection: &'a Selection, level: u64) -> Result<Measure, Refusal> {
        let variable_uses = directives(selection.directives())?;
        let below = match selection {
            Selection::Field(field) => self.field(&field.node, level)?,
            Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node, spread.pos, level)?,
            Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node, level + 1)?,
        };
        Ok(Measure {
            selections: below.selections.saturating_add(1),
            variable_uses: below.variable_uses.saturating_add(variable_uses),
            ..below
        })
    }

    fn field(&mut self, field: &'a Field, level: u64) -> Result<Measure, Refusal> {
        let below = self.set(&field.selection_set.node, level + 1)?;
        let name = field.name.node.as_str();
        let introspection = matches!(name, "__schema" | "__type");
        if introspection {
            check("lists inside __schema or __type", below.lists, INTROSPECTION_LISTS)?;
        }
        let list = matches!(name, "fields" | "inputFields" | "interfaces" | "possibleTypes");
        let uses: u64 = field
            .arguments
            .iter()
            .map(|(_, value)| uses(|variable| drop(value.node.clone().into_const_with(variable))))
            .sum();
        Ok(Measure {
            fields: below.fields.saturating_add(1),
            aliases: below.aliases.saturating_add(u64::from(field.alias.is_some())),
            depth: below.depth + 1,
            introspections: below.introspections.saturating_add(u64::from(introspection)),
            variable_uses: below.variable_uses.saturating_add(uses),
            lists: if introspection { 0 } else { below.lists + u64::from(list) },
            ..below
        })
    }

    /// The measure of a fragment that is spread at a position, from memory if it was measured before.
    fn fragment(&mut self, name: &'a Name, at: Pos, level: u64) -> Result<Measure, Refusal> {
        let invalid = |fault: &str| {
            let message = format!("the fragment \"{name}\" {fault}");
            Refusal::new(Code::GraphqlValidationFailed, message).at([at])
        };
        match self.fragments.get(name.as_str()) {
            Some(Some(measure)) => return Ok(*measure),
            Some(None) => return Err(invalid("contains itself")),
            None => {}
        }
        let document = self.document;
        let Some(fragment) = document.fragments.get(name) else {
            return Err(invalid("is not defined"));
        };
        self.fragments.insert(name, None);
        let measure = self.set(&fragment.node.selection_set.node, level + 1)?;
        self.fragments.insert(name, Some(measure));
        Ok(measure)
    }
}

/// Refuses too many directives at one place; returns how often they use a variable.
fn directives(directives: &[Positioned<Directive>]) -> Result<u64, Refusal> {
    check("directives at one place", directives.len() as u64, DIRECTIVES as u64)?;
    let arguments = directives.iter().flat_map(|directive| &directive.node.arguments);
    Ok(arguments.map(|(_, value)| uses(|variable| drop(value.node.clone().into_const_with(variable)))).sum())
}

/// How often a value uses a variable: the value is asked to fill its variables in, and the questions are counted.
fn uses(fill: impl FnOnce(&mut dyn FnMut(Name) -> Result<Value, Infallible>)) -> u64 {
    let mut uses = 0;
    fill(&mut |_| {
        uses += 1;
        Ok(Value::Null)
    });
    uses
}
