//! Times of day as minutes of a week, and months as a running number: what passes midnight, Sunday or New Year is
//! plain arithmetic here.

/// Minutes of a week.
const WEEK: u32 = 7 * DAY;
const DAY: u32 = 24 * 60;

/// From the first minute up to, and not with, the second. The end may lie in the next week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Minutes {
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// A part of the day that begins on day `day` of the week; one that ends at or before its beginning ends the next day.
pub(crate) const fn part_of_day(day: u32, from: u32, to: u32) -> Minutes {
    let start = day * DAY + from;
    let length = if to > from { to - from } else { to + DAY - from };
    Minutes { from: start, to: start + length }
}

impl Minutes {
    /// How long it is.
    pub(crate) const fn length(self) -> u32 {
        self.to - self.from
    }

    /// Whether it covers a minute of the week, weeks following each other alike.
    pub(crate) const fn covers(self, minute: u32) -> bool {
        let minute = minute % WEEK;
        (self.from <= minute && minute < self.to) || (self.from <= minute + WEEK && minute + WEEK < self.to)
    }
}

/// `HH:MM` as minutes of the day; `24:00` is not a time.
pub(crate) fn time_of_day(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A month, counted from year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month(pub(crate) u32);

impl Month {
    /// Reads `YYYY-MM`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let (year, month): (u32, u32) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then(|| Self(year * 12 + month - 1))
    }

    /// Whether it is among the `count` months that end with `last`.
    pub(crate) const fn is_within(self, last: Self, count: u32) -> bool {
        self.0 <= last.0 && last.0 - self.0 < count
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Minutes, Month, WEEK, part_of_day, time_of_day};

    #[test]
    fn what_passes_midnight_and_sunday_is_covered() {
        let sunday_night = part_of_day(6, 22 * 60, 7 * 60);
        assert_eq!(sunday_night, Minutes { from: WEEK - 120, to: WEEK + 420 });
        assert!(sunday_night.covers(WEEK - 1) && sunday_night.covers(0) && sunday_night.covers(419));
        assert!(!sunday_night.covers(420) && !sunday_night.covers(WEEK - 121));
    }

    #[test]
    fn a_part_that_ends_where_it_begins_is_a_whole_day() {
        assert_eq!(part_of_day(0, 480, 480).length(), 1_440);
        assert_eq!(part_of_day(2, 420, 960), Minutes { from: 3_300, to: 3_840 });
        assert_eq!(part_of_day(0, 420, 960).length(), 540);
    }

    #[test]
    fn times_and_months_are_read_strictly() {
        assert_eq!(time_of_day("07:30"), Some(450));
        for wrong in ["7:30", "24:00", "07:60", "0730", "-1:00", "+7:00", ""] {
            assert_eq!(time_of_day(wrong), None, "{wrong}");
        }
        for wrong in
            ["2026-13", "2026-00", "2026-1", "2026-1a", "2026-+1", "202a-10", "+026-10", "02026-10", "202610", ""]
        {
            assert_eq!(Month::read(wrong), None, "{wrong}");
        }
        assert_eq!(
            Month::read("2026-01").map(|month| (month.0, month.to_string())),
            Some((24_312, "2026-01".to_owned()))
        );
        assert_eq!(
            Month::read("2026-12").map(|month| (month.0, month.to_string())),
            Some((24_323, "2026-12".to_owned()))
        );
    }

    #[test]
    fn six_months_end_with_the_last() {
        let month = |text: &str| Month::read(text).unwrap_or(Month(0));
        let last = month("2027-02");
        for (text, within) in [("2026-08", false), ("2026-09", true), ("2027-02", true), ("2027-03", false)] {
            assert_eq!(month(text).is_within(last, 6), within, "{text}");
        }
    }
}
