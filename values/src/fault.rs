//! Faults: what is wrong with something that was handed in, where, and what to write instead. Part of the public
//! API: codes are stable, places are RFC 6901 pointers, and all faults of a document come at once.

use crate::text::visible;
use serde::Serialize;
use std::fmt;

/// A place in a document: an RFC 6901 pointer. The empty pointer is the whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Place(String);

impl Place {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The place of a member or an item below this one.
    #[must_use]
    pub fn at(&self, step: impl fmt::Display) -> Self {
        let mut pointer = format!("{}/{step}", self.0);
        let from = self.0.len() + 1;
        if pointer[from..].contains(['~', '/']) {
            let escaped = pointer[from..].replace('~', "~0").replace('/', "~1");
            pointer.replace_range(from.., &escaped);
        }
        Self(pointer)
    }

    /// The steps of the pointer, unescaped.
    pub fn steps(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(whole document)" } else { &self.0 })
    }
}

/// The most characters of somebody's text that a message repeats.
const SHOWN: usize = 40;

/// Somebody's text as a message shows it: in quotes, and shortened when it is long.
#[must_use]
pub fn shown(text: &str) -> String {
    if text.len() <= SHOWN || text.chars().nth(SHOWN).is_none() {
        return format!("{text:?}");
    }
    let start: String = text.chars().take(SHOWN).collect();
    format!("{start:?}… ({} characters)", text.chars().count())
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Stable code, such as `model.weights_sum`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub cause: String,
    /// The way out.
    pub hint: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        let [place, cause, hint] = [&place, &self.cause, &self.hint].map(|text| visible(text));
        write!(f, "{} at {place}\n  {cause}\n  way out: {hint}", self.code)
    }
}

/// Faults found together, in the order of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// No faults yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A single fault.
    #[must_use]
    pub fn one(code: &'static str, place: &Place, cause: impl Into<String>, hint: impl Into<String>) -> Self {
        let mut faults = Self::none();
        faults.add(code, place, cause, hint);
        faults
    }

    /// Adds a fault.
    pub fn add(&mut self, code: &'static str, place: &Place, cause: impl Into<String>, hint: impl Into<String>) {
        self.0.push(Fault { code, place: place.clone(), cause: cause.into(), hint: hint.into() });
    }

    /// Adds all faults of another check, its places moved below `place`.
    pub fn extend_below(&mut self, place: &Place, others: Self) {
        for mut fault in others.0 {
            fault.place = Place(format!("{}{}", place.0, fault.place.0));
            self.0.push(fault);
        }
    }

    /// Adds all faults of another check of the same document.
    pub fn join(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The same faults, each at the place that its own becomes.
    #[must_use]
    pub fn placed(self, mut place: impl FnMut(Place) -> Place) -> Self {
        Self(self.0.into_iter().map(|fault| Fault { place: place(fault.place), ..fault }).collect())
    }

    /// The faults in the order that a key of their places gives; those of one place stay as they were found.
    #[must_use]
    pub fn ordered_by<K: Ord>(mut self, key: impl Fn(&Place) -> K) -> Self {
        self.0.sort_by_cached_key(|fault| key(&fault.place));
        self
    }

    /// `value` if nothing was found.
    ///
    /// # Errors
    /// The faults, if any.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.0.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults.
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.0
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::{Faults, Place, shown};

    #[test]
    fn a_long_text_is_shortened_and_says_how_long_it_was() {
        assert_eq!(shown("1e3"), "\"1e3\"");
        let forty = "å".repeat(40);
        assert_eq!(shown(&forty), format!("\"{forty}\""));
        assert_eq!(shown(&"å".repeat(41)), format!("\"{forty}\"… (41 characters)"));
    }

    fn two() -> Faults {
        let mut faults = Faults::one("a.one", &Place::root(), "it is wrong", "write it right");
        assert!(!faults.is_empty());
        faults.add("a.two", &Place::root().at("x/y").at(0), "so is this", "and this");
        faults
    }

    #[test]
    fn faults_read_as_code_place_cause_and_way_out() {
        let text = "a.one at (whole document)\n  it is wrong\n  way out: write it right\n\na.two at /x~1y/0\n  so is this\n  way out: and this";
        assert_eq!(two().to_string(), text);
        assert_eq!(two().list()[1].to_string(), text.split_once("\n\n").map(|(_, second)| second).unwrap_or_default());
        assert_eq!(Faults::none().to_string(), "");
    }

    #[test]
    fn faults_of_parts_come_together_at_their_places() {
        let mut faults = Faults::none();
        assert!(faults.is_empty());
        assert_eq!(faults.clone().or(7), Ok(7));
        faults.extend_below(&Place::root().at("lots").at(1), two());
        faults.join(two());
        let places = |faults: &Faults| faults.list().iter().map(|fault| fault.place.to_string()).collect::<Vec<_>>();
        assert_eq!(places(&faults), ["/lots/1", "/lots/1/x~1y/0", "(whole document)", "/x~1y/0"]);
        let ordered = faults.clone().ordered_by(|place| place.as_str().len());
        assert_eq!(places(&ordered), ["(whole document)", "/lots/1", "/x~1y/0", "/lots/1/x~1y/0"]);
        let moved = faults.clone().placed(|place| place.at("end"));
        assert_eq!(places(&moved)[..3], ["/lots/1/end", "/lots/1/x~1y/0/end", "/end"]);
        assert_eq!(moved.list()[0].cause, "it is wrong");
        assert_eq!(faults.clone().or(7), Err(faults));
    }

    #[test]
    fn a_place_is_a_pointer_whose_steps_come_back() {
        let place = Place::root().at("a~b/c").at(7).at("");
        assert_eq!(place.as_str(), "/a~0b~1c/7/");
        assert_eq!(place.steps().collect::<Vec<_>>(), ["a~b/c", "7", ""]);
        assert_eq!(Place::root().as_str(), "");
        assert_eq!(Place::root().steps().count(), 0);
    }
}
