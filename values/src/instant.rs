//! A moment: milliseconds since 1970 in UTC. Documents write it in RFC 3339 with an offset, or Z.

use jiff::{Timestamp, Unit as JiffUnit};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A moment in milliseconds UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The form of a moment in a JSON Schema.
    pub const FORMAT: &str = "date-time";

    /// From milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// The moment as a Swedish reader's clock shows it, with its offset: `2026-11-17 00:04:12 +01:00`.
    #[must_use]
    pub fn in_sweden(self) -> String {
        let moment = Timestamp::from_millisecond(self.0).ok();
        let zoned = moment.and_then(|moment| moment.in_tz("Europe/Stockholm").ok());
        zoned.map_or_else(|| self.to_string(), |zoned| zoned.strftime("%Y-%m-%d %H:%M:%S %:z").to_string())
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }
}

impl FromStr for Instant {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const HOW: &str =
            "write a moment as RFC 3339 with an offset, whole milliseconds at most, such as 2026-11-16T23:59:00+01:00";
        let moment = Timestamp::from_str(text).map_err(|_| HOW)?;
        let whole = moment.round(JiffUnit::Millisecond).map_err(|_| HOW)?;
        if whole != moment {
            return Err(HOW);
        }
        Ok(Self(moment.as_millisecond()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(moment) => write!(f, "{moment}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "format": Self::FORMAT,
            "description": "A moment, RFC 3339 with an offset, whole milliseconds at most"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Instant;
    use schemars::JsonSchema;

    #[test]
    fn winter_and_summer_have_their_own_offset() {
        let shown = |text: &str| text.parse::<Instant>().map(Instant::in_sweden);
        assert_eq!(shown("2026-11-16T23:04:12Z").as_deref(), Ok("2026-11-17 00:04:12 +01:00"));
        assert_eq!(shown("2026-06-30T22:00:00Z").as_deref(), Ok("2026-07-01 00:00:00 +02:00"));
    }

    #[test]
    fn a_moment_is_read_with_its_offset_and_written_in_utc() {
        let moment = "2026-11-16T23:59:00.123+01:00".parse::<Instant>();
        assert_eq!(moment.map(Instant::millis), Ok(1_794_869_940_123));
        assert_eq!(moment.map(|moment| moment.to_string()).as_deref(), Ok("2026-11-16T22:59:00.123Z"));
        assert_eq!(moment, Ok(Instant::from_millis(1_794_869_940_123)));
        for text in ["2026-11-16", "2026-11-16T23:59:00", "2026-11-16T23:59:00.1234Z", "yesterday", ""] {
            assert!(text.parse::<Instant>().is_err_and(|how| how.starts_with("write a moment")), "{text}");
        }
        assert_eq!(Instant::from_millis(i64::MAX).to_string(), format!("{} ms", i64::MAX), "no calendar reaches there");
    }

    #[test]
    fn documents_hold_a_moment_as_text() {
        let read = |text: &str| serde_json::from_value::<Instant>(text.into()).ok();
        assert_eq!(read("1970-01-01T01:00:01+01:00"), Some(Instant::from_millis(1_000)));
        assert_eq!(read("1970"), None);
        assert_eq!(serde_json::to_value(Instant::from_millis(1_000)).ok(), Some("1970-01-01T00:00:01Z".into()));
        assert_eq!(schemars::schema_for!(Instant).as_value()["format"], Instant::FORMAT);
        assert_eq!(Instant::schema_name(), "Instant");
    }
}
