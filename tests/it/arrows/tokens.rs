//! Paths in token streams, which is all that a macro's input or an attribute's arguments are: `ident :: ident` runs,
//! `path::{a, b}` groups, methods behind a dot, macros, float literals. Finds them; does not say what they mean.

use proc_macro2::{Delimiter, Literal, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt;

/// A run of segments found in tokens.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// The segments; a glob ends in `*`, a macro in `name!`, a method is `.name`.
    pub segments: Vec<String>,
    /// Where it begins.
    pub line: usize,
    /// Whether the first segment may be a crate or `crate`, `self`, `super`.
    pub rooted: bool,
    /// Whether it begins with `::`.
    pub absolute: bool,
}

/// What the walk finds.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A path, a lone name, a method or a macro.
    Run(Run),
    /// A float literal.
    Float(usize, String),
    /// A string literal, which in an attribute may hold a path.
    Text(usize, String),
}

/// Everything that these tokens name, groups included.
pub fn walk(tokens: TokenStream) -> Vec<Found> {
    walk_as(tokens, Kind::Any)
}

fn walk_as(tokens: TokenStream, kind: Kind) -> Vec<Found> {
    let mut walker = Walker { kind, trees: tokens.into_iter().collect(), at: 0, found: Vec::new() };
    walker.all();
    walker.found
}

/// What kind of tokens these are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Any,
    /// Inside the braces of `path::{...}`.
    UseGroup,
}

struct Walker {
    kind: Kind,
    trees: Vec<TokenTree>,
    at: usize,
    found: Vec<Found>,
}

impl Walker {
    fn all(&mut self) {
        while let Some(tree) = self.trees.get(self.at).cloned() {
            match tree {
                // A new name is no path.
                TokenTree::Ident(ident) if ident == "as" && self.kind == Kind::UseGroup => self.at += 2,
                TokenTree::Ident(_) => self.path(),
                TokenTree::Group(group) => self.step(walk(group.stream())),
                // In tokens `pair.0.1` holds the literal `0.1`.
                TokenTree::Literal(_) if self.behind(self.at) == Behind::Dot => self.at += 1,
                TokenTree::Literal(literal) => self.step(literal_found(&literal)),
                TokenTree::Punct(_) => self.at += 1,
            }
        }
    }

    fn step(&mut self, found: Vec<Found>) {
        self.found.extend(found);
        self.at += 1;
    }

    /// A run that begins at the identifier here.
    fn path(&mut self) {
        let start = self.at;
        let line = self.trees[start].span().start().line;
        let behind = self.behind(start);
        let mut segments = vec![self.ident(start).unwrap_or_default()];
        self.at += 1;
        while self.colons(self.at) {
            let Some(next) = self.ident(self.at + 2) else {
                break;
            };
            segments.push(next);
            self.at += 3;
        }
        if segments.len() == 1 && behind == Behind::Dot && self.is_called() {
            segments[0].insert(0, '.');
        }
        let rooted = matches!(behind, Behind::Nothing | Behind::Colons | Behind::Use) || segments[0] == "crate";
        let lone = segments.len() == 1 && behind != Behind::Use;
        let run = Run { segments, line, rooted: rooted && !lone, absolute: behind == Behind::Colons };
        self.end(run);
    }

    /// What ends a run: a group or glob of a use tree, the mark of a macro, or nothing.
    fn end(&mut self, mut run: Run) {
        if self.colons(self.at) {
            match self.trees.get(self.at + 2) {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inner = walk_as(group.stream(), Kind::UseGroup);
                    self.found.extend(inner.into_iter().map(|found| below(&run, found)));
                    self.at += 3;
                    return;
                }
                // `crate::$layer` can become any path, so it counts as one that goes through what stands before it.
                Some(TokenTree::Punct(dollar)) if dollar.as_char() == '$' => {
                    run = Run { segments: [run.segments, vec!["$".to_owned()]].concat(), rooted: true, ..run };
                    self.at += 3;
                }
                Some(TokenTree::Punct(star)) if star.as_char() == '*' => {
                    run = Run { segments: [run.segments, vec!["*".to_owned()]].concat(), rooted: true, ..run };
                    self.at += 3;
                }
                _ => {}
            }
        } else if self.is_macro() {
            run.segments.iter_mut().last().into_iter().for_each(|last| last.push('!'));
        }
        self.found.push(Found::Run(run));
    }

    fn behind(&self, start: usize) -> Behind {
        let before = |steps: usize| start.checked_sub(steps);
        if before(2).is_some_and(|at| self.colons(at)) {
            let turbofish = before(3).is_some_and(|at| self.is_punct(at, '>'));
            return if turbofish { Behind::Other } else { Behind::Colons };
        }
        let Some(at) = before(1) else {
            return Behind::Nothing;
        };
        match &self.trees[at] {
            TokenTree::Punct(punct)
                if punct.as_char() == '.' && !before(2).is_some_and(|at| self.is_punct(at, '.')) =>
            {
                Behind::Dot
            }
            TokenTree::Punct(punct) if punct.as_char() == '$' => Behind::Other,
            TokenTree::Ident(ident) if ident == "use" || (ident == "crate" && self.extern_at(at)) => Behind::Use,
            _ => Behind::Nothing,
        }
    }

    /// Whether arguments follow, so that a name behind a dot is a method and not a field.
    fn is_called(&self) -> bool {
        let group = matches!(self.trees.get(self.at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        group || self.colons(self.at)
    }

    fn is_macro(&self) -> bool {
        self.is_punct(self.at, '!') && matches!(self.trees.get(self.at + 1), Some(TokenTree::Group(_)))
    }

    fn extern_at(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.ident(at).as_deref() == Some("extern"))
    }

    fn ident(&self, at: usize) -> Option<String> {
        match self.trees.get(at)? {
            TokenTree::Ident(ident) => Some(ident.unraw().to_string()),
            _ => None,
        }
    }

    fn colons(&self, at: usize) -> bool {
        let joint = matches!(self.trees.get(at), Some(TokenTree::Punct(first)) if first.spacing() == Spacing::Joint);
        joint && self.is_punct(at, ':') && self.is_punct(at + 1, ':')
    }

    fn is_punct(&self, at: usize, mark: char) -> bool {
        matches!(self.trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
    }
}

/// What stands before an identifier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Nothing,
    Colons,
    Dot,
    Use,
    Other,
}

/// A path found inside the braces of `outer::{...}`.
fn below(outer: &Run, found: Found) -> Found {
    match found {
        Found::Run(inner) => {
            let kept = inner.segments.into_iter().filter(|segment| segment != "self");
            let segments = outer.segments.iter().cloned().chain(kept).collect();
            Found::Run(Run {
                segments,
                line: inner.line,
                rooted: outer.rooted || outer.segments.len() == 1,
                absolute: outer.absolute,
            })
        }
        other => other,
    }
}

fn literal_found(literal: &Literal) -> Vec<Found> {
    let line = literal.span().start().line;
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Float(float) => vec![Found::Float(line, float.to_string())],
        syn::Lit::Int(int) if int.suffix().starts_with('f') => {
            vec![Found::Float(line, int.to_string())]
        }
        syn::Lit::Str(text) => vec![Found::Text(line, text.value())],
        _ => Vec::new(),
    }
}
