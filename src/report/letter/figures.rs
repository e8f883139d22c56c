//! Looks figures up: steps of the trace, placements, criteria with their scales. Computes nothing but differences and
//! sums of what stands there.

use super::Letter;
use scoring::document::{Assessor, Criterion, Scale};
use scoring::{PlacementDocument, ScoreDocument, StepDocument};
use values::{Exact, Key, Text};

/// The exact value of a text of the outcome.
pub(super) fn exact(text: &str) -> Exact {
    text.parse().unwrap_or(Exact::ZERO)
}

impl<'a> Letter<'a> {
    /// A bid's step about the whole bid, by the quantity's name.
    pub(super) fn step(&self, bid: &Key, name: &str) -> Option<&'a StepDocument> {
        let wanted = |step: &&StepDocument| step.name == name && step.bid.as_ref() == Some(bid);
        self.outcome.trace.iter().find(wanted)
    }

    /// A bid's value as it goes on: rounded, where the model rounds it.
    pub(super) fn stage(&self, bid: &Key, name: &str) -> Option<&'a StepDocument> {
        self.step(bid, &format!("rounded_{name}")).or_else(|| self.step(bid, name))
    }

    /// What a value of this bid was before it was rounded, where rounding changed it.
    pub(super) fn before_rounding(&self, name: &str) -> Option<Exact> {
        let step = self.step(self.bid, &format!("rounded_{name}"))?;
        let before = exact(&step.from.first()?.value);
        (before != exact(&step.value)).then_some(before)
    }

    /// A bid's step about a price line.
    pub(super) fn line_step(&self, line: &Key, name: &str) -> Option<&'a StepDocument> {
        let of = |step: &&StepDocument| step.bid.as_ref() == Some(self.bid) && step.line.as_ref() == Some(line);
        self.outcome.trace.iter().filter(of).find(|step| step.name == name)
    }

    /// A step that is the same for all bids.
    pub(super) fn shared_step(&self, name: &str, criterion: Option<&Key>) -> Option<&'a StepDocument> {
        let wanted =
            |step: &&StepDocument| step.name == name && step.bid.is_none() && step.criterion.as_ref() == criterion;
        self.outcome.trace.iter().find(wanted)
    }

    /// What was measured from the bid's plan for a criterion.
    pub(super) fn measured(&self, criterion: &Key) -> Option<&'a StepDocument> {
        let of =
            |step: &&StepDocument| step.bid.as_ref() == Some(self.bid) && step.criterion.as_ref() == Some(criterion);
        self.outcome.trace.iter().filter(of).find(|step| step.name == "measured")
    }

    pub(super) fn placement(&self, bid: &Key) -> Option<(usize, &'a PlacementDocument)> {
        self.outcome.placements.iter().enumerate().find(|(_, placement)| placement.bid == *bid)
    }

    pub(super) fn supplier(&self, bid: &Key) -> &'a str {
        self.names.get(bid).map_or("", String::as_str)
    }

    /// A criterion or group of the model.
    pub(super) fn criterion(&self, key: &Key) -> Option<&'a Criterion> {
        find(&self.model.document().criteria, key)
    }

    /// Key and title: `A1 Utbildningsnivå`.
    pub(super) fn titled(&self, key: &Key) -> String {
        let title = self.criterion(key).map(|criterion| self.words().language.of(&criterion.title).into_owned());
        format!("{key} {}", cell(&title.unwrap_or_default()))
    }

    /// The published words of a level.
    pub(super) fn level_text(&self, key: &Key, level: u32) -> String {
        let text = self.criterion(key).and_then(|criterion| level_of(criterion, level));
        text.map(|text| cell(&self.words().language.of(text))).unwrap_or_default()
    }

    /// The sum of the amounts of a criterion or of all in a group.
    pub(super) fn group_amount(&self, placement: &PlacementDocument, key: &Key) -> (Vec<Exact>, Exact) {
        let leaves = self.criterion(key).map(leaves).unwrap_or_default();
        let of = |score: &&ScoreDocument| leaves.contains(&&score.criterion);
        let parts: Vec<Exact> = placement.scores.iter().filter(of).map(|score| exact(&score.amount)).collect();
        let sum = parts.iter().fold(Exact::ZERO, |sum, part| &sum + part);
        (parts, sum)
    }
}

/// Who or what gives an answer to a criterion.
pub(super) fn assessor(criterion: &Criterion) -> Option<&Assessor> {
    Some(match criterion.scale.as_ref()? {
        Scale::SteppedTable(table) => &table.assessed_by,
        Scale::DescribedLevels(levels) => &levels.assessed_by,
    })
}

/// The unit of an answer that is a number.
pub(super) fn unit(criterion: &Criterion) -> Option<&Key> {
    match criterion.scale.as_ref()? {
        Scale::SteppedTable(table) => Some(&table.unit),
        Scale::DescribedLevels(_) => None,
    }
}

/// A text as a cell of a table or a part of a line: nothing of it makes a new column.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn level_of(criterion: &Criterion, level: u32) -> Option<&Text> {
    let level = level as usize;
    match criterion.scale.as_ref()? {
        Scale::SteppedTable(table) => table.levels.get(level).map(|level| &level.text),
        Scale::DescribedLevels(levels) => levels.levels.get(level).map(|level| &level.text),
    }
}

fn find<'a>(criteria: &'a [Criterion], key: &Key) -> Option<&'a Criterion> {
    criteria.iter().find_map(|one| if one.key == *key { Some(one) } else { find(&one.children, key) })
}

fn leaves(criterion: &Criterion) -> Vec<&Key> {
    if criterion.children.is_empty() {
        return vec![&criterion.key];
    }
    criterion.children.iter().flat_map(leaves).collect()
}
