//! What amounts are counted in: one currency and one tax basis for a whole model.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Decimals of an amount of money in a database column: integers of 10^-4 of the currency.
pub const MONEY_SCALE: u32 = 4;
/// Decimals of a measure in a database column: integers of 10^-6 of its unit.
pub const MEASURE_SCALE: u32 = 6;

/// An ISO 4217 currency code, such as `SEK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The form of a currency code in a JSON Schema.
    pub const PATTERN: &str = "^[A-Z]{3}$";

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err("write a currency as three capital letters, such as SEK"),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

impl JsonSchema for Currency {
    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": Self::PATTERN, "description": "ISO 4217 currency code"})
    }
}

/// Whether the amounts of a model include value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxBasis {
    /// Amounts are without value added tax.
    Excluding,
    /// What is bought is exempt from value added tax.
    Exempt,
    /// Amounts include value added tax.
    Including,
}

impl TaxBasis {
    /// The word that documents and columns use.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Excluding => "excluding",
            Self::Exempt => "exempt",
            Self::Including => "including",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Currency, TaxBasis};
    use schemars::JsonSchema;

    #[test]
    fn a_currency_is_three_capital_letters_wherever_it_is_read() {
        for text in ["SEK", "EUR"] {
            let read = text.parse::<Currency>();
            assert_eq!(read.as_ref().map(Currency::as_str), Ok(text));
            assert_eq!(read.map(|currency| currency.to_string()).as_deref(), Ok(text));
            let parsed = serde_json::from_value::<Currency>(text.into()).ok();
            assert_eq!((parsed, parsed.and_then(|one| serde_json::to_value(one).ok())), (read.ok(), Some(text.into())));
        }
        for text in ["sek", "SE", "SEKK", "S3K", "", "kr", "ÅKR"] {
            assert!(text.parse::<Currency>().is_err_and(|how| how.starts_with("write a currency")), "{text}");
            assert!(serde_json::from_value::<Currency>(text.into()).is_err(), "{text}");
        }
        assert_eq!(schemars::schema_for!(Currency).as_value()["pattern"], Currency::PATTERN);
        assert_eq!(Currency::schema_name(), "Currency");
    }

    #[test]
    fn a_tax_basis_has_the_word_of_the_documents() {
        for basis in [TaxBasis::Excluding, TaxBasis::Exempt, TaxBasis::Including] {
            assert_eq!(serde_json::to_value(basis).ok(), Some(basis.as_str().into()));
        }
    }
}
