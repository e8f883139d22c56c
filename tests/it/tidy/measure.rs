//! Measures Rust files: what they open with, how long they and their functions are, and whether a list of exceptions
//! still says the truth.

use syn::ext::IdentExt;
use syn::visit::{self, Visit};

/// The length of a named thing.
#[derive(Debug, PartialEq, Eq)]
pub struct Size {
    /// `file` or `file::Type::function`.
    pub name: String,
    /// Its lines.
    pub lines: usize,
}

/// Whether the first line that is not empty is a `//!` with words.
pub fn opens_with_doc(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.and_then(|line| line.strip_prefix("//!")).is_some_and(|words| !words.trim().is_empty())
}

/// Public modules with a body but no docs. One without a body is a file, which opens with `//!`.
pub fn modules_without_docs(path: &str, text: &str) -> Vec<String> {
    let mut modules = Modules(Vec::new());
    modules.visit_file(&parsed(path, text));
    let message = |(line, name): &(usize, String)| format!("{path}:{line}: `pub mod {name}` has no docs");
    modules.0.iter().map(message).collect()
}

struct Modules(Vec<(usize, String)>);

impl<'ast> Visit<'ast> for Modules {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let public = matches!(item.vis, syn::Visibility::Public(_));
        let documented = item.attrs.iter().any(|attribute| attribute.path().is_ident("doc"));
        if public && item.content.is_some() && !documented {
            self.0.push((item.ident.span().start().line, item.ident.to_string()));
        }
        visit::visit_item_mod(self, item);
    }
}

/// Every function and method with a body, from `fn` to the closing brace.
pub fn functions(path: &str, text: &str) -> Vec<Size> {
    let mut functions = Functions { within: vec![path.to_owned()], sizes: Vec::new() };
    functions.visit_file(&parsed(path, text));
    functions.sizes
}

struct Functions {
    within: Vec<String>,
    sizes: Vec<Size>,
}

impl Functions {
    fn function(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = body.brace_token.span.close().end().line;
        let name = format!("{}::{}", self.within.join("::"), signature.ident.unraw());
        self.sizes.push(Size { name, lines: last + 1 - first });
    }

    fn inside(&mut self, name: String, visit: impl FnOnce(&mut Self)) {
        self.within.push(name);
        visit(self);
        self.within.pop();
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.inside(item.ident.to_string(), |this| visit::visit_item_mod(this, item));
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.inside(item.ident.to_string(), |this| visit::visit_item_trait(this, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let last = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        self.inside(last.unwrap_or_else(|| "impl".to_owned()), |this| visit::visit_item_impl(this, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.function(&item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// What a list of exceptions leaves to say: new offenders, listed ones that grew or shrank, entries without need.
pub fn complaints(list: &str, limit: usize, listed: &[(&str, usize)], sizes: &[Size]) -> Vec<String> {
    let new = sizes.iter().filter(|size| size.lines > limit && !listed.iter().any(|(name, _)| *name == size.name));
    let new = new.map(|size| format!("{}: {} lines, at most {limit}: split it by what it does", size.name, size.lines));
    new.chain(listed.iter().filter_map(|(name, lines)| listed_complaint(list, limit, name, *lines, sizes))).collect()
}

fn listed_complaint(list: &str, limit: usize, name: &str, listed: usize, sizes: &[Size]) -> Option<String> {
    let here = "in tests/it/tidy.rs";
    // Two functions of one name in one file (two impls of a trait) share an entry; the longer one counts.
    let Some(now) = sizes.iter().filter(|size| size.name == name).map(|size| size.lines).max() else {
        return Some(format!("{name}: does not exist any more: take it out of {list} {here}"));
    };
    match now {
        now if now <= limit => Some(format!("{name}: fits now with {now} lines: take it out of {list} {here}")),
        now if now > listed => {
            Some(format!("{name}: grew from {listed} to {now} lines: {list} may only shrink, so split it"))
        }
        now if now < listed => {
            Some(format!("{name}: shrank from {listed} to {now} lines: write {now} in {list} {here}"))
        }
        _ => None,
    }
}

fn parsed(path: &str, text: &str) -> syn::File {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{path}:{}: {error}", error.span().start().line))
}

#[test]
fn functions_are_measured_by_their_spans() {
    let text = "//! x\n/// Doc.\n#[test]\nfn a() {\n    1\n}\n\nimpl<T> X<T> {\n    fn b() {}\n}\ntrait Y {\n    fn c();\n    fn d(\n    ) {\n    }\n}\nmod m { fn e() { fn f() {} } }\n";
    let measured: Vec<_> = functions("a.rs", text).into_iter().map(|size| (size.name, size.lines)).collect();
    let expected = [("a.rs::a", 3), ("a.rs::X::b", 1), ("a.rs::Y::d", 3), ("a.rs::m::e", 1), ("a.rs::m::f", 1)];
    assert_eq!(measured, expected.map(|(name, lines)| (name.to_owned(), lines)));
}

#[test]
fn a_list_of_exceptions_may_only_shrink() {
    let complain =
        |listed: &[(&str, usize)], lines| complaints("LIST", 10, listed, &[Size { name: "a".to_owned(), lines }]);
    assert_eq!(complain(&[], 10), Vec::<String>::new());
    assert_eq!(complain(&[("a", 12)], 12), Vec::<String>::new());
    assert!(complain(&[], 11)[0].contains("at most 10"));
    assert!(complain(&[("a", 12)], 13)[0].contains("grew from 12 to 13"));
    assert!(complain(&[("a", 12)], 11)[0].contains("write 11 in LIST"));
    assert!(complain(&[("a", 12)], 9)[0].contains("fits now"));
    assert!(complain(&[("b", 12)], 9)[0].contains("does not exist"));
}

#[test]
fn files_and_modules_without_words_are_found() {
    assert!(opens_with_doc("\n//! What lives here.\n"));
    assert!(!opens_with_doc("//!\nuse a;") && !opens_with_doc("use a;\n//! late") && !opens_with_doc(""));
    let text =
        "//! x\npub mod a;\npub mod b {}\n/// Doc.\npub mod c { pub mod d {} }\nmod e {}\npub mod f { //! Doc.\n}";
    assert_eq!(
        modules_without_docs("a.rs", text),
        ["a.rs:3: `pub mod b` has no docs", "a.rs:5: `pub mod d` has no docs"]
    );
}
