-- Changes in flight: urgent replacements, what a corrected change makes of an objection, and when a change is in force.

-- The terms that a notice puts to a subscriber, and now whether they may start while its window is open.
CREATE OR REPLACE VIEW demur.noticed_terms WITH (security_invoker = true) AS
  SELECT n.id AS notice_id, n.subscriber_id, n.change_id, n.given_at, n.closes_at, n.answer, n.shown_at, n.early_start_at,
    c.to_terms_id AS terms_id, t.subprocessor_id, s.category = 'infrastructure' AS infrastructure, c.planned_start_at, c.withdrawn_at,
    p.authorisation, p.notice_required, p.standstill,
    r.id AS resolution_id, r.option, r.service_ids AS withdrawn_services,
    (r.until_day + 1)::timestamp AT TIME ZONE v.zone AS withdrawn_until,
    EXISTS (SELECT FROM demur.corrective_actions a WHERE a.resolution_id = r.id
      AND NOT EXISTS (SELECT FROM demur.action_completions d WHERE d.action_id = a.id)) AS outstanding,
    EXISTS (SELECT FROM demur.notices l WHERE l.change_id = n.change_id AND l.subscriber_id = n.subscriber_id
      AND (l.given_at, l.id) > (n.given_at, n.id)) AS overtaken,
    n.urgent
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
-- What the clock leaves of the outcome where no decision blocks. An urgent replacement waits for its start and not for the
-- close: while the window is open its terms are authorised as urgent ones, and from the close on as the outcome says.
CREATE OR REPLACE FUNCTION demur.judgement_of_outcome(n demur.noticed_terms, outcome text, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN outcome = 'notice_unproven' THEN 'on_hold:notice_unproven'
    WHEN outcome = 'not_authorised' THEN 'refused:not_authorised'
    WHEN outcome = 'deemed_accepted' AND n.shown_at IS NULL THEN 'on_hold:notice_not_shown'
    WHEN n.early_start_at IS NOT NULL AND outcome IN ('accepted', 'deemed_accepted') THEN 'authorised:early_start'
    WHEN at < n.closes_at AND NOT n.urgent THEN 'pending:window_open'
    WHEN at < n.planned_start_at THEN 'pending:not_started'
    WHEN n.option = 'corrective_action' THEN 'authorised:actions_done'
    WHEN n.option = 'feature_withdrawal' THEN 'authorised:other_services'
    WHEN outcome = 'open' THEN 'authorised:urgent_replacement'
    ELSE 'authorised:' || outcome
  END
$$;
--> statement-breakpoint
-- The register in force at an instant: what an import or a started change brought, and no started change has ended. A change
-- that was withdrawn after its planned start stood in the register until then.
CREATE OR REPLACE FUNCTION demur.terms_in_force(at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, since timestamptz, change_id uuid) LANGUAGE sql STABLE AS $$
  SELECT t.id, t.subprocessor_id, coalesce(c.planned_start_at, v.published_at), c.id
  FROM demur.terms t
  LEFT JOIN demur.policy_versions v ON v.id = t.baseline_version_id AND v.published_at <= at
  LEFT JOIN demur.changes c ON c.to_terms_id = t.id AND c.planned_start_at <= at AND (c.withdrawn_at IS NULL OR c.withdrawn_at > at) AND c.superseded_at IS NULL
  WHERE (v.id IS NOT NULL OR c.id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM demur.changes e WHERE e.from_terms_id = t.id AND e.planned_start_at <= at
      AND (e.withdrawn_at IS NULL OR e.withdrawn_at > at) AND e.superseded_at IS NULL)
$$;
--> statement-breakpoint
-- Whether the new terms of a change are in use for anybody: then it can't be withdrawn, and a removal is the way out.
-- Where a profile has no standstill the vendor was only warned, so that from the planned start on they may be in use.
-- A removal is carried out when it starts. Who has executed a DPA, or taken up a service, since the start stands under them.
CREATE OR REPLACE FUNCTION demur.change_in_force(p_change uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.change_id = p_change AND n.given_at <= p_at AND (n.planned_start_at <= p_at OR n.early_start_at IS NOT NULL)
      AND (demur.judgement(n, u.service_id, p_at) LIKE 'authorised:%'
        OR (NOT n.standstill AND n.planned_start_at <= p_at AND demur.judgement(n, u.service_id, p_at) ~ '^(pending|on_hold):')))
  OR EXISTS (
    SELECT FROM demur.changes c
    LEFT JOIN demur.terms t ON t.id = c.to_terms_id
    LEFT JOIN demur.subprocessors s ON s.id = t.subprocessor_id
    WHERE c.id = p_change AND c.planned_start_at <= p_at AND (c.to_terms_id IS NULL
      OR EXISTS (SELECT FROM demur.dpa_records d WHERE d.ended_at IS NULL AND d.executed_at BETWEEN c.planned_start_at AND p_at
        AND NOT EXISTS (SELECT FROM demur.notices n WHERE n.change_id = c.id AND n.subscriber_id = d.subscriber_id)
        AND (s.category = 'infrastructure' OR EXISTS (SELECT FROM demur.services_concerned(d.subscriber_id, t.id, false, p_at))))
      OR EXISTS (SELECT FROM demur.services_in_use u JOIN demur.terms_services ts ON ts.service_id = u.service_id AND ts.terms_id = t.id
        JOIN demur.dpa_records d ON d.subscriber_id = u.subscriber_id AND d.ended_at IS NULL
        WHERE u.dropped_at IS NULL AND u.taken_up_at BETWEEN c.planned_start_at AND p_at
          AND NOT EXISTS (SELECT FROM demur.notices n WHERE n.change_id = c.id AND n.subscriber_id = u.subscriber_id AND n.answer IS DISTINCT FROM 'not_concerned'))))
$$;
--> statement-breakpoint
-- The objection that was first filed, for one that stands on under corrected notices; itself for every other.
CREATE FUNCTION demur.first_filed(p_objection uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE back (id, carried_from) AS (
    SELECT o.id, o.carried_from FROM demur.objections o WHERE o.id = p_objection
    UNION ALL
    SELECT o.id, o.carried_from FROM back b JOIN demur.objections o ON o.id = b.carried_from
  )
  SELECT id FROM back WHERE carried_from IS NULL
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.first_filed(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.first_filed(uuid) TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
-- Two functions are put right in one place each, and stand otherwise as they are.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    -- the reason for urgency is free text
    ('demur.bound_tables()', '{title,reason,withdrawal_reason', '{title,reason,urgent_reason,withdrawal_reason'),
    -- under a DPA older than the first register its terms stand until others took their place for this subscriber, and not
    -- only while no change that has started is about them
    ('demur.authorisations(uuid,timestamptz,uuid[])',
      $a$SELECT f.terms_id, f.subprocessor_id, 'agreed_with_dpa' FROM dpa CROSS JOIN LATERAL demur.terms_in_force(p_at) f WHERE f.change_id IS NULL AND (p_terms IS NULL OR f.terms_id = ANY (p_terms))$a$,
      $b$SELECT t.id, t.subprocessor_id, 'agreed_with_dpa' FROM dpa JOIN demur.policy_versions v ON v.published_at BETWEEN dpa.executed_at AND p_at
    JOIN demur.terms t ON t.baseline_version_id = v.id WHERE p_terms IS NULL OR t.id = ANY (p_terms)$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put right in %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;
