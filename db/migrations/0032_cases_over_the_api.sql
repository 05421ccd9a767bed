-- The list of cases for the vendor's own programs: metadata, and no text that anybody wrote.

-- A page of cases, the latest notice first, after one of them; one more than asked for where there are further ones. What
-- is not asked for (null) falls out of the plan, and so does every outcome but the one: each is a range of columns here,
-- so that an index can find it. Not a definer's, so that it is planned as part of whatever asks it.
CREATE FUNCTION demur.api_cases_page(p_at timestamptz, p_subscriber uuid, p_outcome text, p_after_at timestamptz, p_after_id uuid, p_limit integer)
RETURNS TABLE (given_at timestamptz, id uuid, said json) LANGUAGE sql STABLE AS $$
  SELECT n.given_at, n.id, json_build_object(
    'reference', n.reference,
    'subscriber', json_build_object('id', s.id, 'slug', s.slug, 'name', s.name),
    'subprocessor', json_build_object('id', b.id, 'slug', b.slug, 'legalName', b.legal_name),
    'change', json_build_object('id', c.id, 'kind', c.kind, 'title', c.title, 'plannedStartOn', c.planned_start_on),
    'outcome', n.outcome,
    'givenAt', demur.iso(n.given_at),
    'closesAt', demur.iso(n.closes_at),
    'objection', CASE WHEN o.id IS NOT NULL THEN json_build_object('reference', o.reference, 'status', o.status) END,
    'resolution', r.option)
  FROM (
    SELECT n.*, demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, p_at) AS outcome
    FROM demur.notices n
    JOIN demur.windows w ON w.id = n.window_id
    JOIN demur.dpa_profiles p ON p.id = w.profile_id
    WHERE (p_subscriber IS NULL OR n.subscriber_id = p_subscriber)
      AND (p_after_id IS NULL OR (n.given_at, n.id) < (p_after_at, p_after_id))
      AND (p_outcome IS NULL OR p_outcome IN ('open', 'notice_unproven', 'not_authorised', 'deemed_accepted') OR n.answer = p_outcome)
      -- no notice given before the first window that is open, or was extended to be, can be open: there the list may end
      AND (p_outcome IS DISTINCT FROM 'open' OR (n.answer IS NULL AND n.closes_at > p_at AND n.given_at >= least(
        (SELECT min(i.starts_at) FROM demur.windows i WHERE i.closes_at > p_at),
        (SELECT min(i.given_at) FROM demur.extensions e JOIN demur.notices i ON i.id = e.notice_id WHERE e.to_closes_at > p_at))))
      AND (p_outcome IS NULL OR p_outcome NOT IN ('notice_unproven', 'not_authorised', 'deemed_accepted') OR (n.answer IS NULL AND n.closes_at <= p_at))
      -- where no profile asks for proof, nobody looks for it
      AND (p_outcome IS DISTINCT FROM 'notice_unproven' OR ((SELECT bool_or(q.notice_required) FROM demur.dpa_profiles q)
        AND p.notice_required AND (n.shown_at IS NULL OR n.shown_at >= n.closes_at)))
      AND (p_outcome IS NULL OR p_outcome NOT IN ('not_authorised', 'deemed_accepted')
        OR NOT (p.notice_required AND (n.shown_at IS NULL OR n.shown_at >= n.closes_at)))
      AND (p_outcome IS DISTINCT FROM 'not_authorised' OR p.authorisation = 'specific')
      AND (p_outcome IS DISTINCT FROM 'deemed_accepted' OR p.authorisation = 'general')
    ORDER BY n.given_at DESC, n.id DESC LIMIT p_limit + 1
  ) n
  JOIN demur.changes c ON c.id = n.change_id
  JOIN demur.subprocessors b ON b.id = c.subprocessor_id
  JOIN demur.subscribers s ON s.id = n.subscriber_id
  -- of several objections: the one that stands, else the latest
  LEFT JOIN LATERAL (
    SELECT o.id, o.reference, g.status FROM demur.objections o JOIN demur.objection_progress g ON g.id = o.id
    WHERE o.notice_id = n.id ORDER BY g.status IN ('retracted', 'late'), o.received_at DESC, o.id DESC LIMIT 1
  ) o ON true
  LEFT JOIN demur.resolutions r ON r.objection_id = o.id
    AND NOT EXISTS (SELECT FROM demur.resolutions l WHERE l.objection_id = r.objection_id AND l.supersedes = r.id)
$$;
--> statement-breakpoint
-- Which cases are there? All, those of one subscriber (by id or slug), those with an outcome as of now; after a case, by
-- its reference. Planned anew each time: what is asked for decides by which index.
CREATE FUNCTION demur.api_cases(p_hash bytea, p_subscriber text, p_outcome text, p_after text, p_limit integer,
  OUT token uuid, OUT refusal text, OUT answer json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog SET plan_cache_mode = force_custom_plan SET jit = off AS $$
DECLARE
  subscriber uuid;
  after_at timestamptz;
  after_id uuid;
  at timestamptz;
BEGIN
  SELECT t.token, t.refusal INTO token, refusal FROM demur.api_token_of(p_hash, 'cases:read') t;
  IF refusal IS NOT NULL THEN RETURN; END IF;
  IF p_subscriber IS NOT NULL THEN
    IF p_subscriber ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN
      SELECT s.id INTO subscriber FROM demur.subscribers s WHERE s.id = p_subscriber::uuid;
    ELSE SELECT s.id INTO subscriber FROM demur.subscribers s WHERE s.slug = p_subscriber; END IF;
    IF subscriber IS NULL THEN refusal := 'subscriber_unknown'; RETURN; END IF;
  END IF;
  IF p_after IS NOT NULL THEN
    SELECT n.given_at, n.id INTO after_at, after_id FROM demur.notices n WHERE n.reference = p_after;
    IF after_id IS NULL THEN refusal := 'cursor_unknown'; RETURN; END IF;
  END IF;
  at := demur.now();
  SELECT json_build_object('asOf', demur.iso(at), 'more', count(*) > p_limit,
    'cases', coalesce(json_agg(c.said ORDER BY c.given_at DESC, c.id DESC) FILTER (WHERE c.place <= p_limit), '[]'))
  INTO answer
  FROM (SELECT p.*, row_number() OVER (ORDER BY p.given_at DESC, p.id DESC) AS place
    FROM demur.api_cases_page(at, subscriber, p_outcome, after_at, after_id, p_limit) p) c;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.api_cases_page(timestamptz, uuid, text, timestamptz, uuid, integer), demur.api_cases(bytea, text, text, text, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.api_cases(bytea, text, text, text, integer) TO demur_web;
