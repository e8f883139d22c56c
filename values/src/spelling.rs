//! Which known word somebody meant: near spellings, for the hints of faults.

/// Words longer than this are nobody's misspelling.
const LONGEST: usize = 64;

/// The known word that is nearest, if one is near: a third of its letters may differ, at most three.
#[must_use]
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let near = known.into_iter().filter_map(|word| {
        let differs = distance(&folded(written), &folded(word));
        (differs <= (word.chars().count() / 3).min(3)).then_some((differs, word))
    });
    near.min().map(|(_, word)| word)
}

/// Words in a sentence: `a`, `b` and `c`.
#[must_use]
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// `Award-Limit` and `awardLimit` are spelled like `award_limit`, but for the stroke that is missing.
fn folded(word: &str) -> Vec<char> {
    word.chars().map(|letter| if letter == '-' || letter == ' ' { '_' } else { letter.to_ascii_lowercase() }).collect()
}

/// How many letters must be added, removed, changed or swapped with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for (i, letter) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in right.iter().enumerate() {
            let changed = rows[i][j] + usize::from(letter != other);
            let mut least = changed.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == right[j - 1] && left[i - 1] == *other {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, listed, nearest};

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let known = ["weight", "title", "tax_basis", "award_limit"];
        for (written, meant) in
            [("wieght", "weight"), ("Title", "title"), ("tax-basis", "tax_basis"), ("awardLimit", "award_limit")]
        {
            assert_eq!(nearest(written, known), Some(meant));
        }
        for stranger in ["", "note", "w", "comment"] {
            assert_eq!(nearest(stranger, known), None, "{stranger}");
        }
    }

    #[test]
    fn words_stand_in_a_sentence() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` and `c`");
    }

    #[test]
    fn a_third_of_the_letters_may_differ_and_three_at_most() {
        for (written, word, is_near) in [
            ("abc", "abd", true),
            ("ab", "ax", false),
            ("abcdef", "abcdxy", true),
            ("abcdef", "abcxyz", false),
            ("abcdefghijkl", "abcdefghixyz", true),
            ("abcdefghijkl", "abcdefghwxyz", false),
            ("abcdefghijklmno", "abcdefghijkwxyz", false),
            ("bacdef", "abcdef", true),
            ("badcfe", "abcdef", false),
            ("abcdefg", "abcdef", true),
            ("bcdef", "abcdef", true),
        ] {
            assert_eq!(nearest(written, [word]).is_some(), is_near, "{written} for {word}");
        }
        assert_eq!(nearest("title", ["titel", "titles"]), Some("titel"), "the first of two that are as near");
        assert_eq!(nearest("weigth", ["height", "weight"]), Some("weight"), "the nearer one");
        let long = "x".repeat(64);
        assert_eq!(nearest(&long, [long.as_str()]), Some(long.as_str()));
        let longer = "x".repeat(65);
        assert_eq!(nearest(&longer, [longer.as_str()]), None);
    }

    #[test]
    fn a_swap_of_neighbours_is_one_slip() {
        let letters = |word: &str| word.chars().collect::<Vec<_>>();
        for (left, right, slips) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("ab", "ba", 1),
            ("xab", "xba", 1),
            ("abx", "bax", 1),
            ("abc", "cab", 2),
            ("abcd", "badc", 2),
            ("aab", "aba", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(&letters(left), &letters(right)), slips, "{left} {right}");
        }
    }
}
