-- $1: the profile; $2 and $3: when the last one before the page was published, in milliseconds, and its id
SELECT json_build_object(
    'totalCount', (
        SELECT count(*) FROM procurement q
        WHERE q.profile = lower($1) AND q.announced_at IS NOT NULL
    ),
    'nodes', coalesce(json_agg(json_build_object(
        'key', p.key,
        'title', json_build_object('sv', p.title_sv),
        'buyer', p.buyer,
        'publishedAt', to_char(to_timestamp(p.published_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'deadlineAt', to_char(to_timestamp(p.deadline_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    )), '[]')
)::text
FROM (
    SELECT * FROM procurement
    WHERE procurement.profile = lower($1)
        AND (procurement.published_at < $2::bigint
            OR procurement.published_at = $2::bigint AND procurement.id > $3::uuid)
        AND procurement.announced_at IS NOT NULL
    ORDER BY procurement.published_at DESC, procurement.id
    LIMIT 20
) p
