-- Every lot announced and no supplier without a bid, so that servers that show every row answer what those that show
-- only what is announced do. Runs on both databases.
UPDATE lot SET stage = 'announced', announced_at = (
    SELECT p.deadline_at + 4320000000 FROM procurement p WHERE p.id = lot.procurement_id
) WHERE announced_at IS NULL;
UPDATE procurement SET announced_at = (SELECT min(l.announced_at) FROM lot l WHERE l.procurement_id = procurement.id);
DELETE FROM submission WHERE NOT EXISTS (SELECT 1 FROM bid WHERE bid.supplier_id = submission.supplier_id);
DELETE FROM supplier WHERE NOT EXISTS (SELECT 1 FROM bid WHERE bid.supplier_id = supplier.id);
