//! Counting a document as text, before it is parsed: tokens, and how deep brackets stand in one another. The parser
//! recurses at each bracket, so a document of nothing but brackets must not reach it.

use async_graphql::Pos;

/// What a document's text counts to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) tokens: usize,
    pub(super) brackets: usize,
}

/// Counts in one pass. Text that is not GraphQL is counted somehow; the parser refuses it where it stops being GraphQL,
/// and up to there both read the same tokens.
pub(super) fn count(text: &str) -> Counted {
    let mut counted = Counted::default();
    let mut open = 0_usize;
    let mut rest = text;
    while let Some(token) = next(rest) {
        rest = &rest[token.end..];
        let token = token.kind;
        match token {
            Kind::Ignored => continue,
            Kind::Open => {
                open += 1;
                counted.brackets = counted.brackets.max(open);
            }
            Kind::Close => open = open.saturating_sub(1),
            Kind::Other => {}
        }
        counted.tokens += 1;
    }
    counted
}

#[derive(Clone, Copy)]
enum Kind {
    Ignored,
    Open,
    Close,
    Other,
}

struct Token {
    kind: Kind,
    /// Bytes up to its end.
    end: usize,
}

/// The first token of a text.
fn next(text: &str) -> Option<Token> {
    let first = text.chars().next()?;
    let (kind, end) = match first {
        ' ' | ',' | '\t' | '\n' | '\r' | '\u{feff}' => (Kind::Ignored, first.len_utf8()),
        '#' => (Kind::Ignored, text.find(['\n', '\r']).unwrap_or(text.len())),
        '{' | '[' | '(' => (Kind::Open, 1),
        '}' | ']' | ')' => (Kind::Close, 1),
        '"' => (Kind::Other, string(text)),
        '.' if text.starts_with("...") => (Kind::Other, 3),
        '0'..='9' | '-' => (Kind::Other, text.find(|c| !is_number(c)).unwrap_or(text.len())),
        _ if is_word(first) => (Kind::Other, text.find(|c| !is_word(c)).unwrap_or(text.len())),
        _ => (Kind::Other, first.len_utf8()),
    };
    Some(Token { kind, end })
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_number(c: char) -> bool {
    is_word(c) || matches!(c, '.' | '+' | '-')
}

/// The length of the string, or block string, that a text begins with; an unfinished one ends with its line or the text.
fn string(text: &str) -> usize {
    if let Some(block) = text.strip_prefix("\"\"\"") {
        let mut at = 0;
        while let Some(found) = block[at..].find("\"\"\"") {
            at += found + 3;
            if !block[..at].ends_with("\\\"\"\"") {
                return 3 + at;
            }
        }
        return text.len();
    }
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' | '\r' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

/// Says what stands where the parser gave up.
pub(super) fn unexpected(text: &str, position: Pos) -> String {
    /// The longest piece of the caller's text that is repeated to the caller, in characters.
    const SHOWN: usize = 24;
    if text.trim().is_empty() {
        return "the document is empty".to_owned();
    }
    let line = text.split('\n').nth(position.line.saturating_sub(1));
    let rest: String = line.unwrap_or_default().chars().skip(position.column.saturating_sub(1)).collect();
    let place = format!("line {}, column {}", position.line, position.column);
    match next(rest.trim_end()) {
        None => format!("the document is not GraphQL: it stops too early, at {place}"),
        Some(token) => {
            let shown: String = rest[..token.end].chars().take(SHOWN).collect();
            format!("the document is not GraphQL: `{shown}` does not belong at {place}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, count};

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let counted = |tokens, brackets| Counted { tokens, brackets };
        assert_eq!(count("{ a(b: [1.5]) ... on C @d }"), counted(15, 3));
        assert_eq!(count("{ a(b: \"}}{\\\"{{\") } # {{{{"), counted(8, 2));
        assert_eq!(count("\"\"\"{ \\\"\"\" \" { \"\"\" {"), counted(2, 1));
        assert_eq!(count("\"\"{\"open {{\n{"), counted(4, 2));
    }
}
