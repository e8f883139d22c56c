//! Every name that a file mentions, with its line: `use` trees, paths in types, expressions, patterns and attributes,
//! methods, macros and what stands inside them, float literals. Collects; the judging is in `judge`.

use super::FLOAT_LITERAL;
use super::names::{self, Leaf, Scope};
use super::place::Place;
use super::tokens::{self, Found, Run};
use proc_macro2::TokenStream;
use std::collections::BTreeSet;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};

/// One name mentioned.
#[derive(Debug)]
pub struct Mention {
    /// The line.
    pub line: usize,
    /// As written.
    pub written: String,
    /// As far as it can be followed, see [`names::Meaning`].
    pub meaning: names::Meaning,
    /// Whether it is a leaf of a `use` item, where a crate's bare name is a use of the crate.
    pub in_use: bool,
    /// Whether it stands under `#[cfg(test)]` or `#[test]`.
    pub in_test: bool,
}

/// Everything that a file mentions.
pub fn of(file: &syn::File, place: &Place, outside: &BTreeSet<String>) -> Vec<Mention> {
    let scope = Scope::of(&file.items, place, outside, None);
    let mut collector = Collector {
        place: place.clone(),
        scope,
        outside,
        // `mod tests;` in a file of its own; that it is test code is said where it is declared.
        in_test: place.module.iter().any(|module| module == "tests"),
        mentions: Vec::new(),
    };
    collector.visit_file(file);
    collector.mentions
}

struct Collector<'a> {
    place: Place,
    scope: Scope,
    outside: &'a BTreeSet<String>,
    in_test: bool,
    mentions: Vec<Mention>,
}

impl Collector<'_> {
    fn path(&mut self, segments: &[String], absolute: bool, line: usize) {
        let meaning = names::resolve(segments, absolute, &self.place, &self.scope, self.outside);
        self.push(meaning, written(segments, absolute), line);
    }

    /// Segments that lead nowhere: a method, a literal, a single identifier.
    fn unrooted(&mut self, segments: Vec<String>, written: String, line: usize) {
        self.push(names::Meaning { segments, through_use: 0, known: false }, written, line);
    }

    fn push(&mut self, meaning: names::Meaning, written: String, line: usize) {
        self.mentions.push(Mention { line, written, meaning, in_use: false, in_test: self.in_test });
    }

    /// A `use` item that begins with a crate's name means the crate, also where the item brings in that very name.
    fn leaf(&mut self, leaf: &Leaf) {
        let first = leaf.path.first().map_or("", String::as_str);
        let absolute = leaf.absolute || self.scope.is_crate(first, self.outside);
        let meaning = names::resolve(&leaf.path, absolute, &self.place, &self.scope, self.outside);
        self.push(meaning, written(&leaf.path, leaf.absolute), leaf.line);
        self.mentions.iter_mut().last().into_iter().for_each(|mention| mention.in_use = true);
    }

    fn segments(path: &syn::Path) -> Vec<String> {
        path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect()
    }

    fn syntax_path(&mut self, path: &syn::Path) {
        let segments = Self::segments(path);
        let line = line_of(path);
        self.path(&segments, path.leading_colon.is_some(), line);
    }

    fn tokens(&mut self, tokens: TokenStream, strings_may_be_paths: bool) {
        for found in tokens::walk(tokens) {
            match found {
                Found::Run(run) if run.rooted => self.run(&run),
                Found::Run(run) => self.unrooted(run.segments.clone(), run.segments.join("::"), run.line),
                Found::Float(line, text) => self.unrooted(vec![FLOAT_LITERAL.to_owned()], text, line),
                Found::Text(line, text) if strings_may_be_paths => self.text(&text, line),
                Found::Text(..) => {}
            }
        }
    }

    fn run(&mut self, run: &Run) {
        let lone = run.segments.len() == 1;
        self.path(&run.segments, run.absolute, run.line);
        self.mentions.iter_mut().last().into_iter().for_each(|mention| mention.in_use = lone);
    }

    /// `#[serde(with = "crate::x::y")]`: a string that reads as a type is a path, or a type full of them.
    fn text(&mut self, text: &str, line: usize) {
        if !text.contains("::") && !text.starts_with("f32") && !text.starts_with("f64") && !text.contains('<') {
            return;
        }
        let Ok(kind) = syn::parse_str::<syn::Type>(text) else {
            return;
        };
        let before = self.mentions.len();
        self.visit_type(&kind);
        self.mentions[before..].iter_mut().for_each(|mention| mention.line = line);
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let Some((_, items)) = &item.content else {
            return;
        };
        let mut place = self.place.clone();
        place.module.push(item.ident.unraw().to_string());
        let scope = Scope::of(items, &place, self.outside, Some(&self.scope));
        let outer = (std::mem::replace(&mut self.place, place), std::mem::replace(&mut self.scope, scope));
        items.iter().for_each(|item| self.visit_item(item));
        (self.place, self.scope) = outer;
    }

    /// Visits something that is test code if its attributes say so.
    fn maybe_test(&mut self, attributes: &[syn::Attribute], visit: impl FnOnce(&mut Self)) {
        let outer = self.in_test;
        self.in_test |= attributes.iter().any(is_test);
        visit(self);
        self.in_test = outer;
    }
}

fn written(segments: &[String], absolute: bool) -> String {
    format!("{}{}", if absolute { "::" } else { "" }, segments.join("::"))
}

fn line_of(path: &syn::Path) -> usize {
    path.segments.first().map_or(0, |first| first.ident.span().start().line)
}

fn is_unnamed_float(argument: &syn::FnArg) -> bool {
    let syn::FnArg::Typed(typed) = argument else {
        return false;
    };
    let syn::Type::Path(kind) = &*typed.ty else {
        return false;
    };
    matches!(*typed.pat, syn::Pat::Wild(_)) && (kind.path.is_ident("f64") || kind.path.is_ident("f32"))
}

fn is_test(attribute: &syn::Attribute) -> bool {
    match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        syn::Meta::NameValue(_) => false,
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.maybe_test(&item.attrs, |this| names::leaves(item).iter().for_each(|leaf| this.leaf(leaf)));
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        names::extern_leaf(item).iter().for_each(|leaf| self.leaf(leaf));
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        item.attrs.iter().for_each(|attribute| self.visit_attribute(attribute));
        self.maybe_test(&item.attrs, |this| this.module(item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.maybe_test(&item.attrs, |this| visit::visit_item_fn(this, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.maybe_test(&item.attrs, |this| visit::visit_item_impl(this, item));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.syntax_path(path);
        visit::visit_path(self, path);
    }

    /// `<Instant>::now()` and `<Instant as Clock>::now()` say the same as `Instant::now()`.
    fn visit_expr_path(&mut self, expression: &'ast syn::ExprPath) {
        if let Some(syn::Type::Path(of)) = expression.qself.as_ref().map(|qself| &*qself.ty) {
            let last = expression.path.segments.last().map(|last| last.ident.unraw().to_string());
            let segments: Vec<String> = Self::segments(&of.path).into_iter().chain(last).collect();
            self.path(&segments, of.path.leading_colon.is_some(), line_of(&of.path));
        }
        visit::visit_expr_path(self, expression);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = format!(".{}", call.method.unraw());
        self.unrooted(vec![name.clone()], name, call.method.span().start().line);
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let mut segments = Self::segments(&call.path);
        if let Some(last) = segments.last_mut() {
            last.push('!');
        }
        self.path(&segments, call.path.leading_colon.is_some(), line_of(&call.path));
        self.tokens(call.tokens.clone(), false);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        let path = attribute.path();
        if path.is_ident("doc") {
            return;
        }
        if path.is_ident("path") {
            self.unrooted(vec!["#[path]".to_owned()], "#[path]".to_owned(), line_of(path));
        }
        self.syntax_path(path);
        match &attribute.meta {
            syn::Meta::List(list) => self.tokens(list.tokens.clone(), true),
            syn::Meta::NameValue(pair) => visit::visit_expr(self, &pair.value),
            syn::Meta::Path(_) => {}
        }
    }

    /// `pub(crate)` is no use of the root; `pub(in crate::x)` names one's own ancestors only.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    /// `fn visit_f64(self, _: f64)`: a value without a name computes nothing. It is how a reader refuses floats.
    fn visit_fn_arg(&mut self, argument: &'ast syn::FnArg) {
        if !is_unnamed_float(argument) {
            visit::visit_fn_arg(self, argument);
        }
    }

    fn visit_lit_float(&mut self, literal: &'ast syn::LitFloat) {
        self.unrooted(vec![FLOAT_LITERAL.to_owned()], literal.to_string(), literal.span().start().line);
    }

    /// `1_f64` is read as an integer with a suffix.
    fn visit_lit_int(&mut self, literal: &'ast syn::LitInt) {
        if literal.suffix().starts_with('f') {
            self.unrooted(vec![FLOAT_LITERAL.to_owned()], literal.to_string(), literal.span().start().line);
        }
    }
}
