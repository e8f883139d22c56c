//! Who asks.

use async_graphql::{Enum, SimpleObject};

/// Who asks, as the server sees it.
/// *Svenska:* Den som frågar, som servern ser det.
#[derive(SimpleObject)]
pub struct Viewer {
    /// As what.
    /// *Svenska:* Som vad.
    kind: ViewerKind,
}

/// As what somebody asks; it decides what is to be seen.
/// *Svenska:* Som vad någon frågar; det avgör vad som syns.
#[derive(Clone, Copy, PartialEq, Eq, Enum)]
pub enum ViewerKind {
    /// Anyone: nobody knows who it is, and what is announced is to be seen.
    /// *Svenska:* Vem som helst: det som är tillkännagivet syns.
    Public,
}

impl Viewer {
    /// Somebody of whom nothing is known.
    pub(super) fn anonymous() -> Self {
        Self { kind: ViewerKind::Public }
    }
}
