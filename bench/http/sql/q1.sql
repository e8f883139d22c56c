-- $1: the procurement's key
SELECT json_build_object(
    'key', p.key,
    'title', json_build_object('sv', p.title_sv),
    'buyer', p.buyer,
    'publishedAt', to_char(to_timestamp(p.published_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'lots', json_build_object('nodes', coalesce((
        SELECT json_agg(json_build_object(
            'key', l.key,
            'title', json_build_object('sv', l.title_sv),
            'stage', upper(l.stage),
            'estimatedValue', trim_scale(l.estimated_value * 0.0001)::text
        ))
        FROM (
            SELECT * FROM lot
            WHERE lot.procurement_id = p.id AND lot.announced_at IS NOT NULL
            ORDER BY lot.position, lot.id
            LIMIT 10
        ) l
    ), '[]'))
)::text
FROM procurement p
WHERE p.key = $1 AND p.announced_at IS NOT NULL
