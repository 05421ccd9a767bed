-- The API: who holds which token, and the few questions that a token may ask. Each question is one function that checks the
-- token and answers in one statement, under one snapshot. Nothing else opens to the web's own login by it.

ALTER TABLE demur.api_tokens ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.api_tokens FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.api_token_uses ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE demur.api_token_uses FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_works ON demur.api_tokens TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY owner_works ON demur.api_token_uses TO demur_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY desk_works ON demur.api_tokens TO demur_privacy_admin USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY own_token ON demur.api_tokens AS RESTRICTIVE FOR INSERT TO demur_privacy_admin WITH CHECK (created_by = demur.acting_user() AND revoked_at IS NULL);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.api_tokens FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
CREATE POLICY desk_reads ON demur.api_token_uses FOR SELECT TO demur_privacy_admin USING (true);
--> statement-breakpoint
CREATE POLICY legal_reads ON demur.api_token_uses FOR SELECT TO demur_legal USING (true);
--> statement-breakpoint
-- all but the hash
GRANT SELECT (id, name, scopes, created_by, created_at, expires_at, revoked_by, revoked_at) ON demur.api_tokens TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT INSERT, UPDATE (revoked_by, revoked_at) ON demur.api_tokens TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.api_token_uses TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
DO $$
DECLARE
  before text := pg_get_functiondef('demur.bound_tables()'::regprocedure);
  after text := replace(before, $a$('data_statements', '{detail}', '{}')$a$, $b$('data_statements', '{detail}', '{}'),
    ('api_tokens', '{name}', '{token_hash}')$b$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'bound_tables() is not as it was'; END IF;
  EXECUTE after;
END $$;
--> statement-breakpoint
-- Whether a token may ask for what a scope allows, now; null: it may.
CREATE FUNCTION demur.api_token_of(p_hash bytea, p_scope text, OUT token uuid, OUT refusal text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  SELECT t.id, CASE
      WHEN t.revoked_at IS NOT NULL THEN 'token_revoked'
      WHEN t.expires_at <= demur.now() THEN 'token_expired'
      WHEN NOT p_scope = ANY (t.scopes) THEN 'scope_missing'
    END INTO token, refusal
  FROM demur.api_tokens t WHERE t.token_hash = p_hash;
  IF NOT FOUND THEN refusal := 'token_unknown'; END IF;
END $$;
--> statement-breakpoint
-- When tokens were used, from the memory of one web process. Never earlier than known.
CREATE FUNCTION demur.note_api_uses(p_tokens uuid[], p_at timestamptz[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  INSERT INTO demur.api_token_uses AS u (token_id, last_used_at)
  SELECT t.id, max(used.at) FROM unnest(p_tokens, p_at) AS used (id, at) JOIN demur.api_tokens t ON t.id = used.id WHERE used.at <= clock_timestamp()
  GROUP BY t.id ORDER BY t.id
  ON CONFLICT (token_id) DO UPDATE SET last_used_at = excluded.last_used_at WHERE u.last_used_at < excluded.last_used_at
$$;
--> statement-breakpoint
-- What the law says of one subscriber and one sub-processor, with the names and the case. `started`: the planned start is past.
CREATE FUNCTION demur.api_answer(p_subscriber uuid, p_subprocessor uuid, p_at timestamptz) RETURNS json LANGUAGE sql STABLE AS $$
  SELECT json_build_object(
    'subscriber', (SELECT json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) FROM demur.subscribers s WHERE s.id = p_subscriber),
    'subprocessor', (SELECT json_build_object('id', s.id, 'slug', s.slug, 'legalName', s.legal_name) FROM demur.subprocessors s WHERE s.id = p_subprocessor),
    'terms', (
      SELECT coalesce(json_agg(json_build_object(
          'id', a.terms_id, 'purpose', t.purpose, 'state', a.state, 'reason', a.reason, 'warningOnly', a.warning_only,
          'started', c.planned_start_at IS NULL OR c.planned_start_at <= p_at,
          'services', (SELECT coalesce(json_agg(json_build_object('id', v.id, 'slug', v.slug, 'name', v.name) ORDER BY v.slug), '[]')
            FROM demur.services v WHERE v.id = ANY (a.service_ids)),
          'case', CASE WHEN n.id IS NOT NULL THEN json_build_object('reference', n.reference, 'closesAt', demur.iso(n.closes_at),
            'objection', (SELECT json_build_object('reference', o.reference, 'status', g.status)
              FROM demur.objections o JOIN demur.objection_progress g ON g.id = o.id WHERE o.notice_id = n.id
              ORDER BY g.status IN ('retracted', 'late'), o.received_at DESC, o.id DESC LIMIT 1)) END,
          'change', CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'kind', c.kind, 'title', c.title, 'plannedStartOn', c.planned_start_on) END)
        ORDER BY demur.strictness(a.state) DESC, a.terms_id, a.reason, n.reference), '[]')
      FROM demur.authorisation_of(p_subscriber, p_subprocessor, p_at) a
      JOIN demur.terms t ON t.id = a.terms_id
      LEFT JOIN demur.notices n ON n.id = a.notice_id
      LEFT JOIN demur.changes c ON c.id = a.change_id))
$$;
--> statement-breakpoint
-- May we? For one subscriber and one sub-processor, each named by id or slug; the service too, where one is asked for.
CREATE FUNCTION demur.api_authorisation(p_hash bytea, p_subscriber text, p_subprocessor text, p_service text,
  OUT token uuid, OUT refusal text, OUT answer json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan SET jit = off AS $$
DECLARE
  id_form CONSTANT text := '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  subscriber uuid;
  subprocessor uuid;
  service json;
  at timestamptz;
BEGIN
  SELECT t.token, t.refusal INTO token, refusal FROM demur.api_token_of(p_hash, 'authorisations:read') t;
  IF refusal IS NOT NULL THEN RETURN; END IF;
  IF p_subscriber ~ id_form THEN SELECT s.id INTO subscriber FROM demur.subscribers s WHERE s.id = p_subscriber::uuid;
  ELSE SELECT s.id INTO subscriber FROM demur.subscribers s WHERE s.slug = p_subscriber; END IF;
  IF subscriber IS NULL THEN refusal := 'subscriber_unknown'; RETURN; END IF;
  IF p_subprocessor ~ id_form THEN SELECT s.id INTO subprocessor FROM demur.subprocessors s WHERE s.id = p_subprocessor::uuid;
  ELSE SELECT s.id INTO subprocessor FROM demur.subprocessors s WHERE s.slug = p_subprocessor; END IF;
  IF subprocessor IS NULL THEN refusal := 'subprocessor_unknown'; RETURN; END IF;
  IF p_service IS NOT NULL THEN
    SELECT json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) INTO service FROM demur.services s
    WHERE s.slug = p_service OR s.id::text = p_service;
    IF service IS NULL THEN refusal := 'service_unknown'; RETURN; END IF;
  END IF;
  at := demur.now();
  answer := json_build_object('asOf', demur.iso(at), 'service', service, 'said', demur.api_answer(subscriber, subprocessor, at));
END $$;
--> statement-breakpoint
-- Whose answers may have changed between two points of the log and of the clock: (from, to] of both. A subscriber null: every
-- one's; a sub-processor null: on every one. Too much may be listed, never too little: what an event says of a row that this
-- function does not know reaches everything that the event could concern.
CREATE FUNCTION demur.api_reach(p_from bigint, p_from_at timestamptz, p_to bigint, p_to_at timestamptz)
RETURNS TABLE (subscriber_id uuid, subprocessor_id uuid) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE happened AS MATERIALIZED (
    SELECT e.position, e.type, e.case_id, e.subscriber_id, CASE WHEN e.case_id IS NULL THEN convert_from(e.content, 'UTF8')::jsonb -> 'rows' END AS rows
    FROM demur.events e WHERE e.position > p_from AND e.position <= p_to
  ), bound AS MATERIALIZED (
    SELECT h.position, h.subscriber_id, r ->> 'table' AS named, (r ->> 'id')::uuid AS id,
      bool_or(r ->> 'table' = 'changes') OVER (PARTITION BY h.position) AS of_changes
    FROM happened h CROSS JOIN jsonb_array_elements(h.rows) r
  ), about AS MATERIALIZED (
    -- the companies that a change is about
    SELECT c.id AS change_id, c.subprocessor_id FROM demur.changes c
    UNION
    SELECT c.id, t.subprocessor_id FROM demur.changes c JOIN demur.terms t ON t.id IN (c.from_terms_id, c.to_terms_id)
  ), origin (subscriber_id, subprocessor_id) AS (
    -- the log: of a case
    SELECT n.subscriber_id, a.subprocessor_id FROM happened h JOIN demur.notices n ON n.id = h.case_id JOIN about a ON a.change_id = n.change_id
    UNION
    -- of what the register says
    SELECT b.subscriber_id, a.subprocessor_id FROM bound b JOIN about a ON a.change_id = b.id WHERE b.named = 'changes'
    UNION
    SELECT b.subscriber_id, b.id FROM bound b WHERE b.named = 'subprocessors'
    UNION
    SELECT b.subscriber_id, t.subprocessor_id FROM bound b JOIN demur.terms t ON t.id = b.id WHERE b.named = 'terms'
    UNION
    -- of anything else, but what no answer follows from
    SELECT b.subscriber_id, NULL FROM bound b
    WHERE NOT b.of_changes AND b.named NOT IN ('subprocessors', 'terms', 'policy_versions', 'windows', 'users', 'vendor_role_grants', 'memberships',
      'dpa_profiles', 'messages', 'api_tokens', 'attestations', 'certifications', 'evidence_files', 'files')
    UNION
    SELECT h.subscriber_id, NULL FROM happened h
    WHERE h.case_id IS NULL AND jsonb_array_length(h.rows) = 0 AND h.type NOT IN ('case.exported', 'cases.exported', 'log.checked')
    UNION
    -- the clock: windows that closed, as they were opened and as extended
    SELECT n.subscriber_id, a.subprocessor_id FROM demur.windows w JOIN demur.notices n ON n.window_id = w.id JOIN about a ON a.change_id = n.change_id
    WHERE w.closes_at > p_from_at AND w.closes_at <= p_to_at
    UNION
    SELECT n.subscriber_id, a.subprocessor_id FROM demur.extensions x JOIN demur.notices n ON n.id = x.notice_id JOIN about a ON a.change_id = n.change_id
    WHERE x.to_closes_at > p_from_at AND x.to_closes_at <= p_to_at
    UNION
    -- planned starts
    SELECT NULL, a.subprocessor_id FROM demur.changes c JOIN about a ON a.change_id = c.id WHERE c.planned_start_at > p_from_at AND c.planned_start_at <= p_to_at
    UNION
    -- temporary withdrawals of a service that ended
    SELECT r.subscriber_id, a.subprocessor_id FROM demur.resolutions r CROSS JOIN demur.vendor v
    JOIN demur.objections o ON o.id = r.objection_id JOIN demur.notices n ON n.id = o.notice_id JOIN about a ON a.change_id = n.change_id
    WHERE r.until_day IS NOT NULL AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone > p_from_at AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone <= p_to_at
  ), reached (subscriber_id, subprocessor_id) AS (
    -- what becomes of terms bears on those that they followed from
    SELECT o.subscriber_id, o.subprocessor_id FROM origin o
    UNION
    SELECT r.subscriber_id, f.subprocessor_id FROM reached r
    JOIN demur.terms t ON t.subprocessor_id = r.subprocessor_id JOIN demur.changes c ON c.to_terms_id = t.id JOIN demur.terms f ON f.id = c.from_terms_id
  )
  SELECT r.subscriber_id, r.subprocessor_id FROM reached r
$$;
--> statement-breakpoint
-- The present answers of those whose answer may have changed since a point of log and clock (null: of all), in the order of
-- their ids, after one of them. A round ends at the point where it began (`p_to`, null on its first page): what changes
-- meanwhile belongs to the next one. One snapshot: an event that it holds comes with all that it did, and so does each before it.
CREATE FUNCTION demur.api_authorisations(p_hash bytea, p_from bigint, p_from_at timestamptz, p_to bigint, p_to_at timestamptz,
  p_after_subscriber uuid, p_after_subprocessor uuid, p_limit integer, OUT token uuid, OUT refusal text, OUT answer json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog SET plan_cache_mode = force_generic_plan SET jit = off AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  after_subscriber CONSTANT uuid := coalesce(p_after_subscriber, nobody);
  after_subprocessor CONSTANT uuid := coalesce(p_after_subprocessor, nobody);
  head bigint;
  at timestamptz;
  subscribers uuid[];
  subprocessors uuid[];
  for_everyone uuid[];
BEGIN
  SELECT t.token, t.refusal INTO token, refusal FROM demur.api_token_of(p_hash, 'authorisations:read') t;
  IF refusal IS NOT NULL THEN RETURN; END IF;
  SELECT h.count INTO head FROM demur.log_head h;
  at := demur.now();
  -- a point that is still to come is none of this log's
  IF greatest(p_from, p_to) > head OR greatest(p_from_at, p_to_at) > at THEN refusal := 'cursor_unknown'; RETURN; END IF;
  p_to := coalesce(p_to, head);
  p_to_at := coalesce(p_to_at, at);
  IF p_from IS NULL THEN
    for_everyone := ARRAY(SELECT c.id FROM demur.subprocessors c);
  ELSE
    SELECT array_agg(r.subscriber_id), array_agg(r.subprocessor_id) INTO subscribers, subprocessors
    FROM demur.api_reach(p_from, p_from_at, p_to, p_to_at) r WHERE r.subscriber_id IS NULL OR r.subscriber_id >= after_subscriber;
    for_everyone := ARRAY(
      SELECT DISTINCT c.id FROM unnest(subscribers, subprocessors) AS r (subscriber_id, subprocessor_id)
      JOIN demur.subprocessors c ON r.subprocessor_id IS NULL OR c.id = r.subprocessor_id WHERE r.subscriber_id IS NULL);
  END IF;
  WITH reached AS MATERIALIZED (
    (SELECT s.id AS subscriber_id, c AS subprocessor_id FROM demur.subscribers s CROSS JOIN unnest(for_everyone) c
     WHERE s.id >= after_subscriber AND (s.id, c) > (after_subscriber, after_subprocessor) ORDER BY s.id, c LIMIT p_limit + 1)
    UNION
    (SELECT r.subscriber_id, c.id FROM unnest(subscribers, subprocessors) AS r (subscriber_id, subprocessor_id)
     JOIN demur.subprocessors c ON r.subprocessor_id IS NULL OR c.id = r.subprocessor_id
     WHERE r.subscriber_id IS NOT NULL AND (r.subscriber_id, c.id) > (after_subscriber, after_subprocessor))
    ORDER BY 1, 2 LIMIT p_limit + 1
  ), page AS MATERIALIZED (
    SELECT r.* FROM reached r ORDER BY 1, 2 LIMIT p_limit
  )
  SELECT json_build_object('asOf', demur.iso(at), 'position', p_to, 'at', demur.iso(p_to_at),
    'more', (SELECT count(*) > p_limit FROM reached),
    'said', (SELECT coalesce(json_agg(demur.api_answer(p.subscriber_id, p.subprocessor_id, at) ORDER BY p.subscriber_id, p.subprocessor_id), '[]') FROM page p))
  INTO answer;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.api_token_of(bytea, text), demur.note_api_uses(uuid[], timestamptz[]), demur.api_answer(uuid, uuid, timestamptz),
  demur.api_authorisation(bytea, text, text, text), demur.api_reach(bigint, timestamptz, bigint, timestamptz),
  demur.api_authorisations(bytea, bigint, timestamptz, bigint, timestamptz, uuid, uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.api_token_of(bytea, text), demur.note_api_uses(uuid[], timestamptz[]), demur.api_authorisation(bytea, text, text, text),
  demur.api_authorisations(bytea, bigint, timestamptz, bigint, timestamptz, uuid, uuid, integer) TO demur_web;
