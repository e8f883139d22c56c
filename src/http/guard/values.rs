//! Counting the values of a JSON text before it is read: each becomes many times its length in memory.

/// How many values and names a text holds, at most: one more than its commas, colons and opening brackets outside
/// strings. Text that is not JSON is counted somehow.
pub(in crate::http) fn count(text: &str) -> usize {
    let (mut values, mut inside, mut escaped) = (1, false, false);
    for byte in text.bytes() {
        if inside {
            match byte {
                b'"' if !escaped => inside = false,
                _ => escaped = byte == b'\\' && !escaped,
            }
        } else {
            match byte {
                b'"' => inside = true,
                b',' | b':' | b'[' | b'{' => values += 1,
                _ => {}
            }
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn what_stands_in_strings_is_no_value() {
        assert_eq!(count(""), 1);
        assert_eq!(count("17"), 1);
        assert_eq!(count(r#"{"a": [1, 2, {"b": null}]}"#), 1 + 7);
        assert_eq!(count(r#"["a,b\"[[[", "\\", ":"]"#), 4);
        assert_eq!(count(&"[".repeat(30)), 31);
    }
}
