-- $1: the key after which the page begins, '' for the first page
SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
    'key', p.key,
    'title', json_build_object('sv', p.title_sv),
    'lots', json_build_object('nodes', coalesce((
        SELECT json_agg(json_build_object(
            'key', l.key,
            'title', json_build_object('sv', l.title_sv),
            'bids', json_build_object('nodes', coalesce((
                SELECT json_agg(json_build_object(
                    'key', b.key,
                    'supplier', (
                        SELECT json_build_object('name', s.name)
                        FROM supplier s
                        WHERE s.id = b.supplier_id AND EXISTS (
                            SELECT 1 FROM bid v WHERE v.supplier_id = s.id AND EXISTS (
                                SELECT 1 FROM lot w WHERE w.id = v.lot_id AND w.announced_at IS NOT NULL))
                    ),
                    'scores', json_build_object('nodes', coalesce((
                        SELECT json_agg(c)
                        FROM (
                            SELECT score.level, trim_scale(score.amount * 0.000001)::text AS amount, score.unit
                            FROM score
                            WHERE score.bid_id = b.id AND score.current AND score.lot_id = b.lot_id
                            ORDER BY score.position, score.id
                            LIMIT 10
                        ) c
                    ), '[]'))
                ))
                FROM (
                    SELECT * FROM bid
                    WHERE bid.lot_id = l.id
                    ORDER BY bid.key, bid.id
                    LIMIT 10
                ) b
            ), '[]'))
        ))
        FROM (
            SELECT * FROM lot
            WHERE lot.procurement_id = p.id AND lot.announced_at IS NOT NULL
            ORDER BY lot.position, lot.id
            LIMIT 10
        ) l
    ), '[]'))
)), '[]'))::text
FROM (
    SELECT * FROM procurement
    WHERE procurement.key > $1
        AND procurement.announced_at IS NOT NULL
    ORDER BY procurement.key
    LIMIT 20
) p
