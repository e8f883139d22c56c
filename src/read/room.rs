//! Room: how many bytes a question may read, and how many its answer may have. Few things can hold long texts, and what is
//! read once can be written many times.

/// What the questions that one request puts to the read model have together.
const BYTES: usize = 64 << 20;

/// The room of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room(usize);

impl Room {
    /// The room of each question where a request has so many: what there is, shared out evenly.
    #[must_use]
    pub fn shared_by(questions: usize) -> Self {
        Self(BYTES / questions.max(1))
    }

    /// In bytes.
    pub(super) fn bytes(self) -> usize {
        self.0
    }
}

impl Default for Room {
    /// All that there is, for the only question.
    fn default() -> Self {
        Self(BYTES)
    }
}
