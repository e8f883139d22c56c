//! Content negotiation: in which of the two media types of GraphQL over HTTP to answer, whether a body is JSON, and
//! whether an answer may be gzipped.

use axum::http::{HeaderMap, header};

/// The media type of an answer. It decides which status a refused document gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: a refused document is 400.
    GraphqlResponse,
    /// `application/json`: a refused document is 200, as clients of old expect.
    Json,
}

impl Media {
    /// The value of the answer's content-type.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    fn subtype(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "graphql-response+json",
            Self::Json => "json",
        }
    }
}

/// One entry of an Accept header: how exactly it names a type, how much the caller wants it, and where it stands.
struct Range<'a> {
    kind: &'a str,
    subtype: &'a str,
    /// Thousandths; 0 refuses the type.
    quality: u16,
    position: usize,
}

impl<'a> Range<'a> {
    fn read(position: usize, text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (kind, subtype) = parts.next()?.split_once('/')?;
        let quality = parts
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(Some(1000), |(_, value)| thousandths(value.trim()))?;
        Some(Self { kind, subtype, quality, position })
    }

    /// How exactly the range names the type: 3 by name, 2 by `application/*`, 1 by `*/*`; `None` if it does not.
    fn precision(&self, media: Media) -> Option<u8> {
        if (self.kind, self.subtype) == ("*", "*") {
            Some(1)
        } else if !self.kind.eq_ignore_ascii_case("application") {
            None
        } else if self.subtype == "*" {
            Some(2)
        } else {
            let named = self.subtype.eq_ignore_ascii_case(media.subtype());
            named.then_some(3)
        }
    }
}

/// A quality such as `0.8` in thousandths.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(whole, "0" | "1") || fraction.len() > 3 || !digits(fraction) {
        return None;
    }
    let fraction = format!("{fraction:0<3}").parse::<u16>().ok()?;
    let value = if whole == "1" { 1000 } else { 0 } + fraction;
    (value <= 1000).then_some(value)
}

/// The media type to answer in: what the caller wants most; the more exactly named, then the first named, on equal
/// wishes; `application/json` where nothing is said. `None` if the caller accepts neither.
pub(super) fn media(headers: &HeaderMap) -> Option<Media> {
    let mut accept = Vec::new();
    for value in headers.get_all(header::ACCEPT) {
        accept.push(value.to_str().ok()?);
    }
    let accept = accept.join(",");
    if accept.trim().is_empty() {
        return Some(Media::Json);
    }
    let ranges = accept.split(',').enumerate();
    let ranges: Vec<Range> = ranges.filter_map(|(position, text)| Range::read(position, text)).collect();
    let wish = |media: Media| {
        let matching = ranges.iter().filter_map(|range| Some((range.precision(media)?, range)));
        let (precision, range) = matching.max_by_key(|(precision, _)| *precision)?;
        let wish = (range.quality, precision, usize::MAX.saturating_sub(range.position));
        (range.quality > 0).then_some(wish)
    };
    let (graphql, json) = (wish(Media::GraphqlResponse), wish(Media::Json));
    match (graphql, json) {
        (None, None) => None,
        (graphql, json) if graphql > json => Some(Media::GraphqlResponse),
        _ => Some(Media::Json),
    }
}

/// Whether a content-type says JSON in UTF-8: `application/json`, with no charset or with `utf-8`.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE);
    let Some(value) = value.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let json = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
    let utf8 = parts
        .filter_map(|parameter| parameter.split_once('='))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .all(|(_, value)| value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8"));
    json && utf8
}

/// Whether the caller takes gzip: it names it, or names no coding at all.
pub(super) fn takes_gzip(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).peekable();
    if values.peek().is_none() {
        return true;
    }
    let wanted: Vec<(&str, bool)> = values.flat_map(|value| value.split(',')).map(coding).collect();
    let said =
        |name: &str| wanted.iter().find(|(coding, _)| coding.eq_ignore_ascii_case(name)).map(|(_, taken)| *taken);
    said("gzip").or_else(|| said("*")).unwrap_or(false)
}

/// A coding, and whether it is taken at all.
fn coding(text: &str) -> (&str, bool) {
    let (name, quality) = text.split_once(';').unwrap_or((text, "q=1"));
    let quality = quality.trim().strip_prefix("q=").and_then(thousandths);
    (name.trim(), quality.is_some_and(|quality| quality > 0))
}
