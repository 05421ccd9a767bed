-- One answer, quickly: the terms behind a sub-processor are found once for it, each notice is put together once whatever the
-- number of services, and a connection plans the law once.
CREATE OR REPLACE FUNCTION demur.authorisation_of(p_subscriber uuid, p_subprocessor uuid, p_at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean, service_ids uuid[])
LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
DECLARE
  behind CONSTANT uuid[] := coalesce(demur.terms_behind(p_subprocessor), '{}');
BEGIN
  RETURN QUERY SELECT a.* FROM demur.authorisations(p_subscriber, p_at, behind) a WHERE a.subprocessor_id = p_subprocessor;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  before text := pg_get_functiondef('demur.authorisations(uuid,timestamptz,uuid[])'::regprocedure);
  after text := replace(before,
    $a$noticed AS (
    SELECT n.notice_id, n.change_id, n.terms_id, n.subprocessor_id, n.standstill, n.answer, n.given_at, u.service_id, demur.judgement(n, u.service_id, p_at) AS judgement
    FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.subscriber_id = p_subscriber AND n.given_at <= p_at AND (p_terms IS NULL OR n.terms_id = ANY (p_terms))
  )$a$,
    $b$faced AS MATERIALIZED (
    SELECT n FROM demur.noticed_terms n
    WHERE n.subscriber_id = p_subscriber AND n.given_at <= p_at AND (p_terms IS NULL OR n.terms_id = ANY (p_terms))
  ), noticed AS (
    SELECT (f.n).notice_id, (f.n).change_id, (f.n).terms_id, (f.n).subprocessor_id, (f.n).standstill, (f.n).answer, (f.n).given_at, u.service_id,
      demur.judgement(f.n, u.service_id, p_at) AS judgement
    FROM faced f
    LEFT JOIN LATERAL demur.services_concerned(p_subscriber, (f.n).terms_id, (f.n).infrastructure, p_at) u(service_id) ON true
  )$b$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'the law of authorisation is not as it was'; END IF;
  EXECUTE after;
END $$;
--> statement-breakpoint
DROP FUNCTION demur.api_authorisation(bytea, text, text, text);
--> statement-breakpoint
-- When an answer for a subscriber may next become another one by the clock alone: a window closes, a start comes, a temporary
-- withdrawal ends. Null: never. Whatever moves these instants is an event.
CREATE FUNCTION demur.api_stands_until(p_subscriber uuid, p_at timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT least(
    (SELECT min(n.closes_at) FROM demur.notices n WHERE n.subscriber_id = p_subscriber AND n.closes_at > p_at),
    (SELECT min(c.planned_start_at) FROM demur.changes c WHERE c.planned_start_at > p_at),
    (SELECT min((r.until_day + 1)::timestamp AT TIME ZONE v.zone) FROM demur.resolutions r CROSS JOIN demur.vendor v
     WHERE r.subscriber_id = p_subscriber AND r.until_day IS NOT NULL AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone > p_at))
$$;
--> statement-breakpoint
-- May we? For one subscriber and one sub-processor, each named by id or slug; the service too, where one is asked for.
-- Who remembers an answer says as of which position of the log, and until when the clock lets it stand: where nothing about
-- this subscriber, and nothing about all, was recorded since, it is the same. Every change of state is an event, so that is so.
CREATE FUNCTION demur.api_authorisation(p_hash bytea, p_subscriber text, p_subprocessor text, p_service text, p_position bigint, p_until timestamptz,
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
  at := demur.now();
  IF p_position IS NOT NULL AND (p_until IS NULL OR at < p_until)
    AND NOT EXISTS (SELECT FROM demur.events e WHERE e.subscriber_id = subscriber AND e.position > p_position)
    AND NOT EXISTS (SELECT FROM demur.events e WHERE e.subscriber_id IS NULL AND e.position > p_position) THEN
    answer := json_build_object('asOf', demur.iso(at), 'same', true);
    RETURN;
  END IF;
  IF p_subprocessor ~ id_form THEN SELECT s.id INTO subprocessor FROM demur.subprocessors s WHERE s.id = p_subprocessor::uuid;
  ELSE SELECT s.id INTO subprocessor FROM demur.subprocessors s WHERE s.slug = p_subprocessor; END IF;
  IF subprocessor IS NULL THEN refusal := 'subprocessor_unknown'; RETURN; END IF;
  IF p_service IS NOT NULL THEN
    SELECT json_build_object('id', s.id, 'slug', s.slug, 'name', s.name) INTO service FROM demur.services s
    WHERE s.slug = p_service OR s.id::text = p_service;
    IF service IS NULL THEN refusal := 'service_unknown'; RETURN; END IF;
  END IF;
  answer := json_build_object('asOf', demur.iso(at), 'same', false, 'position', (SELECT h.count FROM demur.log_head h),
    'until', demur.iso(demur.api_stands_until(subscriber, at)), 'service', service, 'said', demur.api_answer(subscriber, subprocessor, at));
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.api_stands_until(uuid, timestamptz), demur.api_authorisation(bytea, text, text, text, bigint, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.api_authorisation(bytea, text, text, text, bigint, timestamptz) TO demur_web;
