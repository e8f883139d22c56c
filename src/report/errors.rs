//! docs/errors.md: the register of fault codes as a page.

use std::fmt::Write;
use values::codes::AREAS;

/// Every fault code with its meaning and the way out, in English and Swedish, as Markdown.
#[must_use]
pub fn errors() -> String {
    let mut page = String::from(
        "# Errors\n\n\
         Every fault has a stable code, a place (an RFC 6901 pointer), a cause and the way out. All faults of a case come\n\
         at once: `anbud lint FILE` lists them. This page is printed from `values/src/codes/` by `anbud schema errors`.\n",
    );
    for (title, codes) in AREAS {
        let _ = write!(page, "\n## {}\n\n*{}*\n", title.en, title.sv);
        for code in codes {
            let (meaning, way_out) = (code.meaning, code.way_out);
            let _ = write!(
                page,
                "\n### `{}`\n\n{} {}\n\n*{} {}*\n",
                code.code, meaning.en, way_out.en, meaning.sv, way_out.sv
            );
        }
    }
    page
}
