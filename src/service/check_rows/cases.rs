//! The cases that the history tells of, read from their documents and projected into rows.

use super::super::project_case::{Known, Projected, project_case};
use super::super::write_case::CASE_FILE;
use super::history::{About, Told};
use crate::casefile::{Case, Head, Parts, Sealed};
use crate::store::{self, Comparison, EvaluationRow, Ids, Received, Rows, Run, SubmissionRow};
use scoring::{Inputs, Model, OutcomeDocument};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use values::{Digest, Instant, Key};

/// All cases, as far as the history has been told.
pub(super) struct Cases<'a> {
    texts: &'a HashMap<String, String>,
    ids: &'a dyn Ids,
    /// The documents that there have to be, and of which kind.
    documents: BTreeMap<String, &'static str>,
    known: Known,
    cases: BTreeMap<String, Past>,
}

/// What one case has been through.
#[derive(Default)]
struct Past {
    /// What documents call its row, once they have made it.
    id: Uuid,
    /// The rows that its events refer to.
    stands_at: BTreeSet<Uuid>,
    head: Option<Sealed<Head>>,
    evaluations: Vec<Evaluation>,
    /// A document or a payload is not there, or is another.
    is_torn: bool,
}

/// An evaluation that is kept.
struct Evaluation {
    lot: Key,
    number: i32,
    outcome: Sealed<OutcomeDocument>,
    at: Instant,
    run: Run,
}

impl<'a> Cases<'a> {
    pub(super) fn new(texts: &'a HashMap<String, String>, ids: &'a dyn Ids) -> Self {
        Self { texts, ids, documents: BTreeMap::new(), known: Known::default(), cases: BTreeMap::new() }
    }

    /// What documents call the row of a procurement.
    pub(super) fn id(&self, procurement: &str) -> Uuid {
        self.cases.get(procurement).map(|case| case.id).unwrap_or_default()
    }

    /// Takes in what happened next. Organisations and suppliers are those of whoever named them first.
    pub(super) fn tell(&mut self, rows: &mut Rows, told: &Told) {
        let mut case = self.cases.remove(&told.procurement).unwrap_or_default();
        case.stands_at.insert(told.stands_at);
        let read = match &told.about {
            None => None,
            Some(About::Imported { procurement, file }) => {
                self.file(file.as_ref());
                self.head(rows, &mut case, procurement)
            }
            Some(About::Version { before, procurement, file }) => {
                self.file(file.as_ref());
                self.version(rows, &mut case, (before, procurement))
            }
            Some(About::Evaluated { lot, number, outcome }) => {
                self.evaluation(&mut case, (lot, *number), (outcome, told.at))
            }
        };
        case.is_torn |= read.is_none();
        self.cases.insert(told.procurement.clone(), case);
    }

    /// The file that a case came in, if it came in one.
    fn file(&mut self, digest: Option<&String>) {
        self.documents.extend(digest.map(|digest| (digest.clone(), CASE_FILE)));
    }

    fn head(&mut self, rows: &mut Rows, case: &mut Past, digest: &str) -> Option<()> {
        self.documents.insert(digest.to_owned(), "anbud-procurement/1");
        let head = self.sealed::<Head>(digest)?;
        for lot in &head.document.lots {
            self.documents.insert(lot.model.clone(), "anbud-model/1");
            self.documents.insert(lot.assessment.clone(), "anbud-assessment/1");
        }
        store::organisations(rows, self.ids, &head.document.organisations, &mut self.known.organisations);
        store::suppliers(rows, self.ids, &head.document.suppliers, &mut self.known.suppliers);
        case.head = Some(head);
        Some(())
    }

    /// The contents of a version that was replaced are kept among the documents, and evaluations that the new one does
    /// not bear out are history.
    fn version(&mut self, rows: &mut Rows, case: &mut Past, (before, digest): (&str, &str)) -> Option<()> {
        let replaced = case.head.as_ref().filter(|head| head.digest.as_str() == before)?;
        let contents = replaced.document.submissions.iter().filter_map(|one| one.content.clone());
        self.documents.extend(contents.map(|digest| (digest, "anbud-submission/1")));
        self.head(rows, case, digest)?;
        let mut current = case.evaluations.iter_mut().filter(|one| one.run == Run::Current).peekable();
        if current.peek().is_none() {
            return Some(());
        }
        let now = self.parts(case.head.as_ref()?)?.into_case();
        for evaluation in current {
            if inputs_digest(&now, &evaluation.lot)? != evaluation.outcome.document.inputs {
                evaluation.run = Run::Earlier;
            }
        }
        Some(())
    }

    fn evaluation(
        &mut self,
        case: &mut Past,
        (lot, number): (&Key, i32),
        (outcome, at): (&str, Instant),
    ) -> Option<()> {
        self.documents.insert(outcome.to_owned(), "anbud-outcome/1");
        case.evaluations.iter_mut().filter(|one| one.lot == *lot).for_each(|one| one.run = Run::Earlier);
        let outcome = self.sealed(outcome)?;
        case.evaluations.push(Evaluation { lot: lot.clone(), number, outcome, at, run: Run::Current });
        Some(())
    }

    /// Makes the rows of all documents and all cases. Cases of which something cannot be read are set aside, and their
    /// keys come back.
    pub(super) fn project(&mut self, rows: &mut Rows, comparison: &mut Comparison) -> Vec<String> {
        for (digest, kind) in &self.documents {
            store::document(rows, kind, digest, digest);
        }
        let mut set_aside = Vec::new();
        let mut cases = std::mem::take(&mut self.cases);
        for (key, case) in &mut cases {
            case.id = self.case(rows, case).unwrap_or_else(|| {
                let id = self.ids.random();
                case.stands_at.iter().for_each(|stored| comparison.set_aside(*stored, (id, key)));
                self.envelopes(rows, case, id);
                set_aside.push(key.clone());
                id
            });
        }
        self.cases = cases;
        set_aside
    }

    fn case(&mut self, rows: &mut Rows, case: &Past) -> Option<Uuid> {
        let head = case.head.as_ref().filter(|_| !case.is_torn)?;
        let parts = self.parts(head)?;
        let models = parts.models.iter().map(|sealed| Model::read(sealed.document.clone()).ok());
        let models: Vec<Model> = models.collect::<Option<_>>()?;
        let models: Vec<&Model> = models.iter().collect();
        let Projected { procurement, lots, bids } = project_case(rows, self.ids, &parts, &models, &mut self.known);
        for evaluation in &case.evaluations {
            let lot = head.document.lots.iter().find(|lot| lot.key == evaluation.lot)?;
            let row = EvaluationRow {
                lot: lots.get(&lot.key)?,
                number: evaluation.number,
                run: evaluation.run,
                award_limit: lot.terms.award_limit,
                outcome: &evaluation.outcome.document,
                outcome_digest: evaluation.outcome.digest.as_str(),
                at: evaluation.at,
            };
            store::evaluation(rows, self.ids, &row, &bids);
        }
        Some(procurement)
    }

    /// The submissions of a case that is set aside: the digests of their contents are known without reading them.
    fn envelopes(&mut self, rows: &mut Rows, case: &Past, procurement: Uuid) {
        let Some(head) = case.head.as_ref().map(|head| &head.document) else { return };
        let submissions = head.submissions.iter().map(|one| SubmissionRow {
            envelope: &one.envelope,
            content: one.content.as_deref().map(|digest| (digest, digest, &[][..])),
        });
        let submissions: Vec<SubmissionRow<'_>> = submissions.collect();
        let suppliers = store::suppliers(rows, self.ids, &head.suppliers, &mut self.known.suppliers);
        let deadline_at = head.procurement.deadline_at;
        let received = Received { procurement, deadline_at, rows: &submissions, standing: None };
        store::submissions(rows, self.ids, received, &suppliers, &BTreeMap::new());
    }

    /// The parts of a case. Texts of contents are compared by their digests, which stand in their place.
    fn parts(&self, head: &Sealed<Head>) -> Option<Parts> {
        let Head { lots, submissions, .. } = &head.document;
        let content = |digest: &String| {
            let sealed = self.sealed(digest)?;
            Some(Sealed { text: sealed.digest.to_string(), ..sealed })
        };
        let contents = submissions.iter().map(|one| match &one.content {
            None => Some(None),
            Some(digest) => content(digest).map(Some),
        });
        Some(Parts {
            head: head.clone(),
            models: lots.iter().map(|lot| self.sealed(&lot.model)).collect::<Option<_>>()?,
            assessments: lots.iter().map(|lot| self.sealed(&lot.assessment)).collect::<Option<_>>()?,
            contents: contents.collect::<Option<_>>()?,
        })
    }

    fn sealed<T: DeserializeOwned>(&self, digest: &str) -> Option<Sealed<T>> {
        Sealed::read(self.texts.get(digest)?).ok()
    }
}

/// The key of the procurement whose document an act was about.
pub(super) fn key_of(texts: &HashMap<String, String>, about: &About) -> Option<String> {
    let (About::Imported { procurement, .. } | About::Version { procurement, .. }) = about else { return None };
    let head: Sealed<Head> = Sealed::read(texts.get(procurement)?).ok()?;
    Some(head.document.procurement.key.to_string())
}

fn inputs_digest(case: &Case, key: &Key) -> Option<Digest> {
    let model = case.lots.iter().find(|lot| lot.key == *key)?.read_model().ok()?;
    Some(Inputs::read(&model, &case.inputs(key).ok()?).ok()?.digest().clone())
}
