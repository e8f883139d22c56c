//! SHA-256 digests of canonical documents, as `sha256:` and 64 hex digits: `sha256sum` gives the same.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::fmt::Write as _;

/// A SHA-256 digest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(String);

impl Digest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut text = String::with_capacity(71);
        text.push_str("sha256:");
        for byte in Sha256::digest(bytes) {
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// The digest as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = text.strip_prefix("sha256:").unwrap_or_default();
        if digits.len() == 64 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return Ok(Self(text));
        }
        Err(D::Error::custom("write `sha256:` and 64 hex digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn the_digest_of_abc_is_the_published_one() {
        assert_eq!(
            Digest::of(b"abc").as_str(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_digest_is_shown_and_written_as_its_text() {
        let digest = Digest::of(b"abc");
        assert_eq!(digest.to_string(), digest.as_str());
        assert_eq!(serde_json::to_value(&digest).ok(), Some(digest.as_str().into()));
        assert_ne!(Digest::of(b"abd"), digest);
    }

    #[test]
    fn only_the_text_of_a_digest_is_read_as_one() {
        let read = |text: &str| serde_json::from_value::<Digest>(text.into()).ok();
        let digest = Digest::of(b"abc");
        let text = digest.as_str();
        assert_eq!(read(text), Some(digest.clone()));
        let hex = &text["sha256:".len()..];
        for wrong in [hex, &text[..70], &format!("{text}0"), &format!("sha512:{hex}"), &text.to_uppercase(), ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(read(&format!("sha256:{}g", &hex[1..])), None);
    }
}
