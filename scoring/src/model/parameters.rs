//! The published parameters of a model. A parameter may be counted from another one; then the values of the whole
//! chain are added up. Every value is read once, however many rules point at it.

use crate::document::Parameter;
use crate::reading::{Range, Reading};
use crate::trace::Term;
use crate::trace::unit::Measure;
use values::money::MEASURE_SCALE;
use values::spelling::listed;
use values::{Key, Place};

/// The parameters of a model, read.
#[derive(Debug)]
pub(crate) struct Parameters<'a> {
    documents: &'a [Parameter],
    /// The values that make up each parameter, its own first; nothing where the chain is broken.
    chains: Vec<Option<Vec<Term<Measure>>>>,
}

/// Where a chain of references ends.
enum End {
    Sound(Vec<usize>),
    Unknown,
    /// Which parameters the circle holds.
    Circle(Vec<usize>),
}

impl<'a> Parameters<'a> {
    pub(super) fn read(documents: &'a [Parameter], place: &Place, reading: &mut Reading) -> Self {
        reading.unique(documents.iter().enumerate().map(|(i, item)| (&item.key, place.at(i))));
        let mut terms = Vec::with_capacity(documents.len());
        for (index, parameter) in documents.iter().enumerate() {
            let place = place.at(index);
            reading.text(&parameter.title, &place.at("title"));
            terms.push(reading.number(&parameter.value, &place.at("value"), MEASURE_SCALE, Range::ZeroOrAbove));
            if let Some(other) = &parameter.relative_to
                && position(documents, other, &parameter.unit).is_none()
            {
                refuse_unknown(other, &parameter.unit, documents, &place, reading);
            }
        }
        let mut chains = Vec::with_capacity(documents.len());
        for index in 0..documents.len() {
            chains.push(match follow(documents, index) {
                End::Sound(chain) => Some(chain.into_iter().map(|index| terms[index].clone()).collect()),
                End::Unknown => None,
                End::Circle(circle) => {
                    // Told once, at the first of the circle in the document.
                    if circle.iter().min() == Some(&index) {
                        refuse_circle(&circle, documents, &place.at(index), reading);
                    }
                    None
                }
            });
        }
        Self { documents, chains }
    }

    /// The values that make up the parameter that a rule at `place` is relative to; none, and a fault, if the model
    /// has no such parameter in this unit; none if what it is counted from is broken.
    pub(crate) fn resolve(
        &self,
        key: &Key,
        unit: &Key,
        place: &Place,
        reading: &mut Reading,
    ) -> Option<Vec<Term<Measure>>> {
        match position(self.documents, key, unit) {
            Some(index) => self.chains[index].clone(),
            None => {
                refuse_unknown(key, unit, self.documents, place, reading);
                None
            }
        }
    }
}

fn position(documents: &[Parameter], key: &Key, unit: &Key) -> Option<usize> {
    documents.iter().position(|parameter| &parameter.key == key && &parameter.unit == unit)
}

/// Follows the references from one parameter on, its own place first.
fn follow(documents: &[Parameter], start: usize) -> End {
    let mut chain = vec![start];
    let mut parameter = &documents[start];
    while let Some(other) = &parameter.relative_to {
        let Some(index) = position(documents, other, &parameter.unit) else {
            return End::Unknown;
        };
        if let Some(first) = chain.iter().position(|before| *before == index) {
            return End::Circle(chain.split_off(first));
        }
        chain.push(index);
        parameter = &documents[index];
    }
    End::Sound(chain)
}

fn refuse_unknown(key: &Key, unit: &Key, documents: &[Parameter], place: &Place, reading: &mut Reading) {
    let fitting = documents.iter().filter(|parameter| &parameter.unit == unit).map(|parameter| parameter.key.as_str());
    let fitting = listed(fitting);
    reading.faults.add(
        "model.parameter_unknown",
        &place.at("relative_to"),
        format!("the model has no parameter {key} in the unit {unit}"),
        match fitting.is_empty() {
            true => format!("publish the parameter in the unit {unit}, or leave `relative_to` out"),
            false => format!("point at a parameter that has the unit {unit}: {fitting}"),
        },
    );
}

fn refuse_circle(circle: &[usize], documents: &[Parameter], place: &Place, reading: &mut Reading) {
    let keys: Vec<&str> = circle.iter().chain(circle.first()).map(|index| documents[*index].key.as_str()).collect();
    reading.faults.add(
        "model.circular_reference",
        &place.at("relative_to"),
        format!("this parameter is counted from itself: {}", keys.join(" -> ")),
        "leave `relative_to` out of one of them, and write its whole value there",
    );
}
