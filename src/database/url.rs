//! Database URLs: which kind they name, and how they are shown without their password.

use super::DatabaseError;

/// The databases that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

/// The kind that a URL names.
///
/// # Errors
/// `DATABASE_URL` for any other.
pub(super) fn kind(url: &str) -> Result<Kind, DatabaseError> {
    let (scheme, rest) = url.split_once(':').unwrap_or_default();
    match scheme {
        "sqlite" => Ok(Kind::Sqlite),
        "postgres" | "postgresql" if rest.starts_with("//") => Ok(Kind::Postgres),
        "postgres" | "postgresql" => Err(DatabaseError::Url("two slashes are missing behind its kind".to_owned())),
        other => Err(DatabaseError::UnknownKind { scheme: other.to_owned() }),
    }
}

/// What stands where a password stood.
const HIDDEN: &str = "***";

/// The URL as it may be printed: without the password, whether it stands before the host or among the parameters.
#[must_use]
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    // A password may hold any of the signs that end a host, so the last `@` is what ends it.
    let (user, rest) = rest.rsplit_once('@').map_or((None, rest), |(user, rest)| (Some(user), rest));
    let user = user.map(|user| match user.split_once(':') {
        Some((name, _)) => format!("{name}:{HIDDEN}@"),
        None => format!("{user}@"),
    });
    let (place, parameters) = rest.split_once('?').map_or((rest, None), |(place, all)| (place, Some(all)));
    let parameters = parameters.map(|all| {
        let shown = all.split('&').map(|one| match one.split_once('=') {
            Some((name, _)) if name.eq_ignore_ascii_case("password") => format!("{name}={HIDDEN}"),
            _ => one.to_owned(),
        });
        format!("?{}", shown.collect::<Vec<_>>().join("&"))
    });
    format!("{scheme}://{}{place}{}", user.unwrap_or_default(), parameters.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://anna:hemligt@db:5432/anbud", "postgres://anna:***@db:5432/anbud"),
            ("postgres://anna:hem@ligt/?@db/anbud", "postgres://anna:***@db/anbud"),
            (
                "postgres://anna@db/anbud?password=hemligt&sslmode=disable",
                "postgres://anna@db/anbud?password=***&sslmode=disable",
            ),
            ("postgres:///anbud?host=/run/postgresql", "postgres:///anbud?host=/run/postgresql"),
            ("sqlite:anbud.sqlite", "sqlite:anbud.sqlite"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }
}
