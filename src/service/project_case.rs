//! The rows that the documents of a case make: the one projection, for whoever writes rows and whoever checks them.

use crate::casefile::{Assessment, Parts};
use crate::store::{
    self, Ids, KnownOrganisations, KnownSuppliers, LotIds, LotRow, ProcurementRow, Received, Rows, Standing,
    SubmissionIds, SubmissionRow,
};
use scoring::Model;
use std::collections::BTreeMap;
use uuid::Uuid;
use values::Key;

/// Under which ids things are known already: organisations and suppliers, which outlive the cases that name them, and
/// what stays of the version that the case takes the place of.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) organisations: KnownOrganisations,
    pub(super) suppliers: KnownSuppliers,
    pub(super) standing: Option<Standing>,
}

/// Under which ids the parts of a case are kept.
#[derive(Clone, Debug)]
pub(super) struct Projected {
    pub(super) procurement: Uuid,
    pub(super) lots: BTreeMap<Key, LotIds>,
    pub(super) bids: SubmissionIds,
}

/// The rows of a case. `models` are those of its parts, read.
pub(super) fn project_case(
    rows: &mut Rows,
    ids: &dyn Ids,
    parts: &Parts,
    models: &[&Model],
    known: &mut Known,
) -> Projected {
    let head = &parts.head.document;
    let (document, digest) = (&head.procurement, parts.head.digest.as_str());
    let standing = known.standing.as_ref();
    let announced_at = head.lots.iter().filter_map(|lot| lot.terms.announced_at).min();
    let row = ProcurementRow { document, fictional: head.fictional, announced_at, digest };
    let procurement = store::procurement(rows, ids, &row, standing);
    let mut lots = BTreeMap::new();
    for (position, (lot, model)) in (0..).zip(head.lots.iter().zip(models)) {
        let (key, title, terms) = (&lot.key, &lot.title, &lot.terms);
        let row = LotRow { procurement, position, key, title, terms, assessment: &lot.assessment };
        lots.insert(key.clone(), store::lot(rows, ids, &row, model, standing));
    }
    store::organisations(rows, ids, &head.organisations, &mut known.organisations);
    let given = (&known.organisations, head.mandates.as_slice());
    store::mandates(rows, ids, (procurement, document), given, &lots);
    let suppliers = store::suppliers(rows, ids, &head.suppliers, &mut known.suppliers);
    let submissions = submissions(parts);
    let received = Received { procurement, deadline_at: document.deadline_at, rows: &submissions, standing };
    let bids = store::submissions(rows, ids, received, &suppliers, &lots);
    for (lot, assessment) in head.lots.iter().zip(&parts.assessments) {
        if let Some(lot) = lots.get(&lot.key) {
            let Assessment { examinations, panel_scores, draws } = &assessment.document;
            store::assessment(rows, ids, lot, &bids, (examinations, panel_scores, draws));
        }
    }
    Projected { procurement, lots, bids }
}

/// Envelopes with their contents. The digest is the one that the head tells.
fn submissions(parts: &Parts) -> Vec<SubmissionRow<'_>> {
    let received = parts.head.document.submissions.iter().zip(&parts.contents);
    received
        .map(|(submission, content)| SubmissionRow {
            envelope: &submission.envelope,
            content: submission
                .content
                .as_deref()
                .zip(content.as_ref())
                .map(|(digest, sealed)| (digest, sealed.text.as_str(), sealed.document.bids.as_slice())),
        })
        .collect()
}
