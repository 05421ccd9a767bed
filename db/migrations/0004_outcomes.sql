-- What follows from rows and clock: outcomes, the register in force, authorisation.

-- A notice's outcome at an instant. One microsecond after the close it is final, whether or not a job has run.
CREATE FUNCTION demur.outcome_of(answer text, closes_at timestamptz, authorisation text, notice_required boolean, shown_at timestamptz, at timestamptz)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN answer IS NOT NULL THEN answer
    WHEN at < closes_at THEN 'open'
    WHEN notice_required AND (shown_at IS NULL OR shown_at >= closes_at) THEN 'notice_unproven'
    WHEN authorisation = 'specific' THEN 'not_authorised'
    ELSE 'deemed_accepted'
  END
$$;
--> statement-breakpoint
-- The register in force at an instant: what an import or a started change brought, and no started change has ended.
-- `since`: from when; `change_id`: by which change, null for the first register.
CREATE FUNCTION demur.terms_in_force(at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, since timestamptz, change_id uuid) LANGUAGE sql STABLE AS $$
  SELECT t.id, t.subprocessor_id, coalesce(c.planned_start_at, v.published_at), c.id
  FROM demur.terms t
  LEFT JOIN demur.policy_versions v ON v.id = t.baseline_version_id AND v.published_at <= at
  LEFT JOIN demur.changes c ON c.to_terms_id = t.id AND c.planned_start_at <= at AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
  WHERE (v.id IS NOT NULL OR c.id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM demur.changes e WHERE e.from_terms_id = t.id AND e.planned_start_at <= at AND e.withdrawn_at IS NULL AND e.superseded_at IS NULL)
$$;
--> statement-breakpoint
-- New terms as one notice put them to one subscriber, with all that the answer to "may we?" follows from, but the clock.
-- `withdrawn_until`: the first instant after a temporary withdrawal. `overtaken`: the same change was notified again later.
CREATE VIEW demur.noticed_terms WITH (security_invoker = true) AS
  SELECT n.id AS notice_id, n.subscriber_id, n.change_id, n.given_at, n.closes_at, n.answer, n.shown_at, n.early_start_at,
    c.to_terms_id AS terms_id, t.subprocessor_id, s.category = 'infrastructure' AS infrastructure, c.planned_start_at, c.withdrawn_at,
    p.authorisation, p.notice_required, p.standstill,
    r.id AS resolution_id, r.option, r.service_ids AS withdrawn_services,
    (r.until_day + 1)::timestamp AT TIME ZONE v.zone AS withdrawn_until,
    EXISTS (SELECT FROM demur.corrective_actions a WHERE a.resolution_id = r.id
      AND NOT EXISTS (SELECT FROM demur.action_completions d WHERE d.action_id = a.id)) AS outstanding,
    EXISTS (SELECT FROM demur.notices l WHERE l.change_id = n.change_id AND l.subscriber_id = n.subscriber_id
      AND (l.given_at, l.id) > (n.given_at, n.id)) AS overtaken
  FROM demur.notices n
  JOIN demur.changes c ON c.id = n.change_id
  JOIN demur.terms t ON t.id = c.to_terms_id
  JOIN demur.subprocessors s ON s.id = t.subprocessor_id
  JOIN demur.windows w ON w.id = n.window_id
  JOIN demur.dpa_profiles p ON p.id = w.profile_id
  CROSS JOIN demur.vendor v
  LEFT JOIN demur.objection_progress o ON o.notice_id = n.id AND o.status NOT IN ('retracted', 'late')
  LEFT JOIN demur.resolutions r ON r.objection_id = o.id
    AND NOT EXISTS (SELECT FROM demur.resolutions l WHERE l.objection_id = r.objection_id AND l.supersedes = r.id);
--> statement-breakpoint
-- The services of one subscriber, at an instant, that terms serve: its own and the core ones; all of them for infrastructure.
CREATE FUNCTION demur.services_concerned(p_subscriber uuid, p_terms uuid, p_infrastructure boolean, p_at timestamptz) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  SELECT u.service_id FROM demur.services_in_use u
  WHERE u.subscriber_id = p_subscriber AND u.taken_up_at <= p_at AND (u.dropped_at IS NULL OR u.dropped_at > p_at)
    AND (p_infrastructure OR EXISTS (SELECT FROM demur.terms_services ts WHERE ts.terms_id = p_terms AND ts.service_id = u.service_id))
  UNION
  SELECT s.id FROM demur.services s
  WHERE s.core AND (p_infrastructure OR EXISTS (SELECT FROM demur.terms_services ts WHERE ts.terms_id = p_terms AND ts.service_id = s.id))
$$;
--> statement-breakpoint
-- The same where no decision blocks: what the clock leaves of the outcome.
CREATE FUNCTION demur.judgement_of_outcome(n demur.noticed_terms, outcome text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN outcome = 'notice_unproven' THEN 'on_hold:notice_unproven'
    WHEN outcome = 'not_authorised' THEN 'refused:not_authorised'
    WHEN outcome = 'deemed_accepted' AND n.shown_at IS NULL THEN 'on_hold:notice_not_shown'
    WHEN n.early_start_at IS NOT NULL AND outcome IN ('accepted', 'deemed_accepted') THEN 'authorised:early_start'
    WHEN at < n.closes_at THEN 'pending:window_open'
    WHEN at < n.planned_start_at THEN 'pending:not_started'
    WHEN n.option = 'corrective_action' THEN 'authorised:actions_done'
    WHEN n.option = 'feature_withdrawal' THEN 'authorised:other_services'
    ELSE 'authorised:' || outcome
  END
$$;
--> statement-breakpoint
-- The answer for one service (null: the subscriber uses none that these terms serve) as 'state:reason'.
-- Null: this notice was never answered, or its withdrawal is over, and a later notice on the same change speaks instead.
-- The order is the law: a decision before the clock, a block before a wait, a wait before "authorised".
CREATE FUNCTION demur.judgement(n demur.noticed_terms, service_id uuid, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN n.answer = 'superseded' THEN NULL
    WHEN n.overtaken AND (n.answer IS NULL OR n.answer = 'not_concerned' OR (service_id = ANY (n.withdrawn_services) AND at >= n.withdrawn_until)) THEN NULL
    WHEN n.option = 'cease' THEN 'refused:cease'
    WHEN n.answer = 'change_withdrawn' OR n.withdrawn_at IS NOT NULL THEN 'refused:change_withdrawn'
    WHEN n.answer = 'not_concerned' OR (service_id IS NULL AND NOT n.infrastructure) THEN 'not_applicable:service_not_used'
    WHEN service_id = ANY (n.withdrawn_services) AND at >= n.withdrawn_until THEN 'on_hold:withdrawal_ended'
    WHEN service_id = ANY (n.withdrawn_services) THEN 'not_applicable:feature_withdrawn'
    WHEN n.answer = 'objected' AND n.option IS NULL THEN 'on_hold:objection_unresolved'
    WHEN n.option = 'corrective_action' AND n.outstanding THEN 'on_hold:actions_outstanding'
    ELSE demur.judgement_of_outcome(n, demur.outcome_of(n.answer, n.closes_at, n.authorisation, n.notice_required, n.shown_at, at), at)
  END
$$;
--> statement-breakpoint
-- Of several notices on the same terms the strictest speaks: the smaller the stricter.
CREATE FUNCTION demur.strictness(judgement text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_position(ARRAY['refused', 'on_hold', 'pending', 'not_applicable', 'authorised'], split_part(judgement, ':', 1))
$$;
--> statement-breakpoint
-- Under which terms may each sub-processor process one subscriber's data at an instant? Derived, never stored.
-- A change blocks only its own new terms: those authorised before go on, and stand here beside the blocked ones, until
-- terms that followed from them are authorised for this subscriber, or the sub-processor is removed.
-- `state`: pending | authorised | on_hold | refused | not_applicable; `reason`: the word for why; `service_ids`: the services
-- in use for which it is so; `warning_only`: the profile has no standstill, so pending and on_hold warn and don't block.
-- Without an executed DPA nothing is authorised, and only what was notified is listed.
CREATE FUNCTION demur.authorisations(p_subscriber uuid, p_at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean, service_ids uuid[]) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE dpa AS (
    SELECT d.executed_at FROM demur.dpa_records d WHERE d.subscriber_id = p_subscriber AND d.ended_at IS NULL AND d.executed_at <= p_at
  ), noticed AS (
    SELECT n.notice_id, n.change_id, n.terms_id, n.subprocessor_id, n.standstill, n.answer, n.given_at, u.service_id, demur.judgement(n, u.service_id, p_at) AS judgement
    FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.subscriber_id = p_subscriber AND n.given_at <= p_at
  ), strictest AS (
    SELECT DISTINCT ON (j.terms_id, j.service_id) j.* FROM noticed j WHERE j.judgement IS NOT NULL
    ORDER BY j.terms_id, j.service_id, demur.strictness(j.judgement), j.given_at DESC, j.notice_id
  ), agreed AS (
    -- the register at the DPA's execution, the first register where the DPA is older, and what was authorised with a service
    SELECT f.terms_id, f.subprocessor_id, 'agreed_with_dpa' AS reason FROM dpa CROSS JOIN LATERAL demur.terms_in_force(dpa.executed_at) f
    UNION
    SELECT f.terms_id, f.subprocessor_id, 'agreed_with_dpa' FROM dpa CROSS JOIN LATERAL demur.terms_in_force(p_at) f WHERE f.change_id IS NULL
    UNION
    SELECT f.terms_id, f.subprocessor_id, 'authorised_with_service' FROM dpa CROSS JOIN demur.services_in_use u
    CROSS JOIN LATERAL demur.terms_in_force(u.taken_up_at) f JOIN demur.terms_services ts ON ts.terms_id = f.terms_id AND ts.service_id = u.service_id
    WHERE u.subscriber_id = p_subscriber AND u.taken_up_at <= p_at AND (u.dropped_at IS NULL OR u.dropped_at > p_at)
  ), agreed_once AS (
    -- terms that a notice put to the subscriber are judged by that, unless the notice ended as no concern of it
    SELECT DISTINCT ON (a.terms_id) a.* FROM agreed a
    WHERE NOT EXISTS (SELECT FROM noticed n WHERE n.terms_id = a.terms_id AND n.answer IS DISTINCT FROM 'not_concerned' AND n.answer IS DISTINCT FROM 'superseded')
    ORDER BY a.terms_id, a.reason
  ), answered AS (
    SELECT a.terms_id, a.subprocessor_id,
      CASE WHEN s.category = 'infrastructure' OR u.service_id IS NOT NULL THEN 'authorised:' || a.reason ELSE 'not_applicable:service_not_used' END AS judgement,
      NULL::uuid AS notice_id, NULL::uuid AS change_id, false AS warning_only, u.service_id
    FROM agreed_once a
    JOIN demur.subprocessors s ON s.id = a.subprocessor_id
    LEFT JOIN LATERAL demur.services_concerned(p_subscriber, a.terms_id, s.category = 'infrastructure', p_at) u(service_id) ON true
    UNION ALL
    SELECT j.terms_id, j.subprocessor_id, j.judgement, j.notice_id, j.change_id, NOT j.standstill AND j.judgement ~ '^(pending|on_hold):', j.service_id
    FROM strictest j
    WHERE NOT (j.answer IS NOT DISTINCT FROM 'not_concerned' AND EXISTS (SELECT FROM agreed_once a WHERE a.terms_id = j.terms_id))
  ), started AS (
    SELECT c.from_terms_id, c.to_terms_id, t.subprocessor_id FROM demur.changes c JOIN demur.terms t ON t.id = c.from_terms_id
    WHERE c.planned_start_at <= p_at AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL
  ), followed (terms_id, by_terms_id, removed_id) AS (
    -- which terms followed from which, through any number of changes; a removal (no terms) says of whom
    SELECT from_terms_id, to_terms_id, CASE WHEN to_terms_id IS NULL THEN subprocessor_id END FROM started
    UNION
    SELECT f.terms_id, s.to_terms_id, CASE WHEN s.to_terms_id IS NULL THEN s.subprocessor_id END FROM followed f JOIN started s ON s.from_terms_id = f.by_terms_id
  )
  SELECT a.terms_id, a.subprocessor_id, split_part(a.judgement, ':', 1), split_part(a.judgement, ':', 2), a.notice_id, a.change_id, a.warning_only,
    coalesce(array_agg(a.service_id ORDER BY a.service_id) FILTER (WHERE a.service_id IS NOT NULL), '{}')
  FROM answered a
  WHERE NOT EXISTS (
      SELECT FROM followed f WHERE f.terms_id = a.terms_id
        AND (f.removed_id = a.subprocessor_id OR EXISTS (SELECT FROM answered l WHERE l.terms_id = f.by_terms_id AND l.judgement LIKE 'authorised:%')))
    AND (a.notice_id IS NOT NULL OR a.judgement LIKE 'authorised:%' OR EXISTS (SELECT FROM demur.terms_in_force(p_at) f WHERE f.terms_id = a.terms_id))
  GROUP BY a.terms_id, a.subprocessor_id, a.judgement, a.notice_id, a.change_id, a.warning_only
$$;
--> statement-breakpoint
-- The same for the new terms of one change, in one set: across all whom it was notified to, or those named (a page of them).
CREATE FUNCTION demur.authorisations_of_change(p_change uuid, p_at timestamptz, p_subscribers uuid[] DEFAULT NULL)
RETURNS TABLE (subscriber_id uuid, notice_id uuid, state text, reason text, warning_only boolean, service_ids uuid[]) LANGUAGE sql STABLE AS $$
  WITH faced AS MATERIALIZED (
    SELECT n, u.service_id FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.change_id = p_change AND n.given_at <= p_at AND (p_subscribers IS NULL OR n.subscriber_id = ANY (p_subscribers))
  ), judged AS MATERIALIZED (
    SELECT (f.n).subscriber_id, (f.n).notice_id, (f.n).given_at, (f.n).standstill, f.service_id, demur.judgement(f.n, f.service_id, p_at) AS judgement FROM faced f
  ), strictest AS (
    SELECT DISTINCT ON (j.subscriber_id, j.service_id) j.* FROM judged j WHERE j.judgement IS NOT NULL
    ORDER BY j.subscriber_id, j.service_id, demur.strictness(j.judgement), j.given_at DESC, j.notice_id
  )
  SELECT s.subscriber_id, s.notice_id, split_part(s.judgement, ':', 1), split_part(s.judgement, ':', 2),
    NOT s.standstill AND s.judgement ~ '^(pending|on_hold):',
    coalesce(array_agg(s.service_id ORDER BY s.service_id) FILTER (WHERE s.service_id IS NOT NULL), '{}')
  FROM strictest s
  GROUP BY s.subscriber_id, s.notice_id, s.judgement, s.standstill
$$;
--> statement-breakpoint
-- Whether the new terms of a change are in use for anybody: then it can't be withdrawn, and a removal is the way out.
-- Where a profile has no standstill the vendor was only warned, so that from the planned start on they may be in use.
CREATE FUNCTION demur.change_in_force(p_change uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.change_id = p_change AND n.given_at <= p_at AND (n.planned_start_at <= p_at OR n.early_start_at IS NOT NULL)
      AND (demur.judgement(n, u.service_id, p_at) LIKE 'authorised:%'
        OR (NOT n.standstill AND n.planned_start_at <= p_at AND demur.judgement(n, u.service_id, p_at) ~ '^(pending|on_hold):')))
$$;
