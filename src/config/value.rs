//! One value: from what a source holds to what its setting takes.

use super::Read;
use super::table::Kind;
use config::{Value, ValueKind};

/// Reads a value; a file says of itself what is a number, a text or a list, everything else is text.
///
/// # Errors
/// What is wrong, in words that do not hold the value.
pub(super) fn read(kind: Kind, value: ValueKind, is_file: bool) -> Result<Read, String> {
    match (kind, value) {
        (Kind::Whole { least, most }, value) => {
            let number = match value {
                ValueKind::I64(number) => u64::try_from(number).ok(),
                ValueKind::U64(number) => Some(number),
                ValueKind::String(_) if is_file => return Err("is a text and not a whole number".to_owned()),
                ValueKind::String(text) => text.parse().ok(),
                _ => None,
            };
            let number = number.ok_or("is not a whole number")?;
            if (least..=most).contains(&number) {
                Ok(Read::Whole(number))
            } else {
                Err(format!("is {number}, which is not between {least} and {most}"))
            }
        }
        (Kind::Choice(all), ValueKind::String(text)) => {
            if all.contains(&text.as_str()) {
                Ok(Read::Text(text))
            } else {
                Err(format!("{text:?} is none of {}", all.join(", ")))
            }
        }
        (Kind::Text | Kind::Secret, ValueKind::String(text)) if !text.is_empty() => Ok(Read::Text(text)),
        (Kind::Origins, ValueKind::Array(values)) => origins(values.into_iter().map(text).collect::<Option<Vec<_>>>()),
        (Kind::Origins, ValueKind::String(text)) if !is_file => {
            origins(Some(text.split(',').map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()))
        }
        (Kind::Origins, _) => Err("is not a list of texts".to_owned()),
        (_, ValueKind::String(_)) => Err("is empty".to_owned()),
        (_, _) => Err("is not a text".to_owned()),
    }
}

fn text(value: Value) -> Option<String> {
    match value.kind {
        ValueKind::String(text) => Some(text),
        _ => None,
    }
}

fn origins(list: Option<Vec<String>>) -> Result<Read, String> {
    let list = list.ok_or("holds something that is not a text")?;
    match list.iter().find(|origin| !is_origin(origin)) {
        Some(wrong) => Err(format!("holds {wrong:?}, which is not an origin")),
        None => Ok(Read::List(list)),
    }
}

/// Whether a text is an origin as a browser sends it: scheme, host in small letters, and a port, without a path.
fn is_origin(text: &str) -> bool {
    let Some(host) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-:[]".contains(&byte);
    !host.is_empty() && host.bytes().all(plain)
}

/// The number that a text is; one that is none becomes a text, which is then refused.
pub(super) fn number(text: &str) -> ValueKind {
    text.parse().map_or_else(|_| ValueKind::String(text.to_owned()), ValueKind::U64)
}
