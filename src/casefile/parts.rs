//! A case taken apart into the documents that are stored, each canonical and under its own digest, and put together
//! again. The head holds the digests of all others, so that its digest stands for the whole case.

use super::{Case, CaseFormat, CaseLot, Opened, Submission};
use procedure::document::{Envelope, LotTerms, Mandate, Organisation, Procurement, Supplier};
use scoring::document::{BidDocument, Draw, Examination, ModelDocument, PanelScore};
use scoring::{InputsDocument, Model};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use values::{Digest, Faults, Key, Text, canonical};

/// The head of a stored procurement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The format.
    pub format: HeadFormat,
    /// Whether it is invented.
    pub fictional: bool,
    /// Remarks.
    pub remarks: Vec<Text>,
    /// The procurement.
    pub procurement: Procurement,
    /// Its lots, with the digests of what belongs to them.
    pub lots: Vec<HeadLot>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Mandates.
    pub mandates: Vec<Mandate>,
    /// Suppliers.
    pub suppliers: Vec<Supplier>,
    /// Envelopes, with the digests of their contents.
    pub submissions: Vec<HeadSubmission>,
}

/// The format's name and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeadFormat {
    /// The first format.
    #[serde(rename = "anbud-procurement/1")]
    V1,
}

/// A lot in the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLot {
    /// Its key.
    pub key: Key,
    /// Its title.
    pub title: Text,
    /// Its values and milestones.
    pub terms: LotTerms,
    /// Digest of its model.
    pub model: String,
    /// Digest of its assessment.
    pub assessment: String,
}

/// An envelope in the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSubmission {
    /// The envelope.
    pub envelope: Envelope,
    /// Digest of the content, if it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// What people decided about the bids of one lot: examination and panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The examination's decisions.
    pub examinations: Vec<Examination>,
    /// The panel's scores.
    pub panel_scores: Vec<PanelScore>,
    /// Drawings of lots.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub draws: Vec<Draw>,
}

/// A document with its canonical text and digest.
#[derive(Clone, Debug)]
pub struct Sealed<T> {
    /// The document.
    pub document: T,
    /// Its canonical text.
    pub text: String,
    /// Digest of the text.
    pub digest: Digest,
}

impl<T: Serialize> Sealed<T> {
    fn new(document: T) -> Result<Self, Faults> {
        let text = canonical::to_text(&document)?;
        let digest = Digest::of(text.as_bytes());
        Ok(Self { document, text, digest })
    }
}

impl<T: DeserializeOwned> Sealed<T> {
    /// Reads a text that was sealed.
    ///
    /// # Errors
    /// If it is not the text of such a document.
    pub fn read(text: &str) -> Result<Self, Faults> {
        let document = canonical::read(text).and_then(canonical::from_tree)?;
        Ok(Self { document, text: text.to_owned(), digest: Digest::of(text.as_bytes()) })
    }
}

/// A case in its parts.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The head.
    pub head: Sealed<Head>,
    /// Models, lot by lot.
    pub models: Vec<Sealed<ModelDocument>>,
    /// Assessments, lot by lot.
    pub assessments: Vec<Sealed<Assessment>>,
    /// Contents, submission by submission; none where it was not opened.
    pub contents: Vec<Option<Sealed<Opened>>>,
}

impl Case {
    /// The case in the parts that are stored. The expected results are not among them.
    ///
    /// # Errors
    /// If a part has no canonical form.
    pub fn into_parts(self) -> Result<Parts, Faults> {
        let mut models = Vec::new();
        let mut assessments = Vec::new();
        let mut lots = Vec::new();
        for lot in &self.lots {
            let model = Sealed::new(lot.model.clone())?;
            let assessment = Sealed::new(self.assessment(&lot.key))?;
            lots.push(HeadLot {
                key: lot.key.clone(),
                title: lot.title.clone(),
                terms: lot.terms.clone(),
                model: model.digest.to_string(),
                assessment: assessment.digest.to_string(),
            });
            models.push(model);
            assessments.push(assessment);
        }
        let mut contents = Vec::new();
        let mut submissions = Vec::new();
        for submission in self.submissions {
            let content = submission.content.map(Sealed::new).transpose()?;
            let digest = content.as_ref().map(|content| content.digest.to_string());
            submissions.push(HeadSubmission { envelope: submission.envelope, content: digest });
            contents.push(content);
        }
        let head = Head {
            format: HeadFormat::V1,
            fictional: self.fictional,
            remarks: self.remarks,
            procurement: self.procurement,
            lots,
            organisations: self.organisations,
            mandates: self.mandates,
            suppliers: self.suppliers,
            submissions,
        };
        Ok(Parts { head: Sealed::new(head)?, models, assessments, contents })
    }

    /// What people decided about the bids of one lot, in the order of the file.
    fn assessment(&self, lot: &Key) -> Assessment {
        let bids: BTreeSet<&Key> = self.bids(lot).map(|bid| &bid.key).collect();
        Assessment {
            examinations: self.examinations.iter().filter(|one| bids.contains(&one.bid)).cloned().collect(),
            panel_scores: self.panel_scores.iter().filter(|one| bids.contains(&one.bid)).cloned().collect(),
            draws: self.draws.iter().filter(|draw| draw.order.iter().any(|bid| bids.contains(bid))).cloned().collect(),
        }
    }

    /// The opened bids of one lot.
    pub fn bids<'a>(&'a self, lot: &'a Key) -> impl Iterator<Item = &'a BidDocument> {
        self.submissions.iter().flat_map(Submission::bids).filter(move |bid| bid.lot == *lot)
    }

    /// What the engine is given for one lot.
    ///
    /// # Errors
    /// Bids, decisions or scores that are there twice.
    pub fn inputs(&self, lot: &Key) -> Result<InputsDocument, Faults> {
        let assessment = self.assessment(lot);
        let Assessment { examinations, panel_scores, draws } = assessment;
        InputsDocument::collect(self.bids(lot).cloned(), examinations, panel_scores, draws)
    }
}

impl CaseLot {
    /// The checked model, or its faults.
    ///
    /// # Errors
    /// Every fault of the model.
    pub fn read_model(&self) -> Result<Model, Faults> {
        Model::read(self.model.clone())
    }

    /// Keys of the price lines or products.
    #[must_use]
    pub fn lines(&self) -> BTreeSet<&Key> {
        self.model.lines().into_iter().map(|line| line.key).collect()
    }
}

impl Submission {
    /// The bids, none if it was never opened.
    #[must_use]
    pub fn bids(&self) -> &[BidDocument] {
        self.content.as_ref().map_or(&[], |content| &content.bids)
    }
}

impl Parts {
    /// The case put together again.
    #[must_use]
    pub fn into_case(self) -> Case {
        let head = self.head.document;
        let mut all = Assessment { examinations: Vec::new(), panel_scores: Vec::new(), draws: Vec::new() };
        for sealed in self.assessments {
            all.examinations.extend(sealed.document.examinations);
            all.panel_scores.extend(sealed.document.panel_scores);
            all.draws.extend(sealed.document.draws);
        }
        let lots = head.lots.into_iter().zip(self.models);
        let submissions = head.submissions.into_iter().zip(self.contents);
        Case {
            format: CaseFormat::V1,
            fictional: head.fictional,
            remarks: head.remarks,
            procurement: head.procurement,
            lots: lots
                .map(|(lot, model)| CaseLot { key: lot.key, title: lot.title, terms: lot.terms, model: model.document })
                .collect(),
            organisations: head.organisations,
            mandates: head.mandates,
            suppliers: head.suppliers,
            submissions: submissions
                .map(|(submission, content)| Submission {
                    envelope: submission.envelope,
                    content: content.map(|sealed| sealed.document),
                })
                .collect(),
            examinations: all.examinations,
            panel_scores: all.panel_scores,
            draws: all.draws,
            expected: BTreeMap::new(),
        }
    }
}
