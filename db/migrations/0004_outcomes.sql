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
-- Under which terms may each sub-processor process one subscriber's data at an instant? Derived, never stored.
-- A change blocks only its own new terms: those authorised before go on, and stand here beside the blocked ones.
-- `state`: pending | authorised | on_hold | refused | not_applicable; `reason`: the word for why;
-- `warning_only`: the profile has no standstill, so pending and on_hold warn and don't block.
CREATE FUNCTION demur.authorisations(p_subscriber uuid, p_at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean) LANGUAGE sql STABLE AS $$
  WITH dpa AS (
    SELECT d.executed_at, p.standstill FROM demur.dpa_records d JOIN demur.dpa_profiles p ON p.id = d.profile_id
    WHERE d.subscriber_id = p_subscriber AND d.ended_at IS NULL
  ), used AS (
    SELECT service_id FROM demur.services_in_use WHERE subscriber_id = p_subscriber AND taken_up_at <= p_at AND (dropped_at IS NULL OR dropped_at > p_at)
    UNION SELECT id FROM demur.services WHERE core
  ), decided AS (
    -- the notices on new terms, each with its outcome and, where there is one, its objection and the decision that stands
    SELECT n.*, c.to_terms_id, c.subprocessor_id, c.planned_start_at, c.withdrawn_at, p.standstill,
      demur.outcome_of(n.answer, n.closes_at, p.authorisation, p.notice_required, n.shown_at, p_at) AS outcome,
      o.status, r.id AS resolution_id, r.option, r.until_day,
      EXISTS (SELECT FROM demur.corrective_actions a WHERE a.resolution_id = r.id AND NOT EXISTS (SELECT FROM demur.action_completions d WHERE d.action_id = a.id)) AS outstanding
    FROM demur.notices n
    JOIN demur.changes c ON c.id = n.change_id AND c.to_terms_id IS NOT NULL
    JOIN demur.windows w ON w.id = n.window_id
    JOIN demur.dpa_profiles p ON p.id = w.profile_id
    LEFT JOIN demur.objection_progress o ON o.notice_id = n.id AND o.status NOT IN ('retracted', 'late')
    LEFT JOIN demur.resolutions r ON r.objection_id = o.id AND NOT EXISTS (SELECT FROM demur.resolutions s WHERE s.supersedes = r.id)
    WHERE n.subscriber_id = p_subscriber AND n.given_at <= p_at
  ), judged AS (
    SELECT d.*, CASE
        WHEN d.outcome = 'superseded' THEN NULL
        WHEN d.outcome = 'change_withdrawn' OR d.withdrawn_at IS NOT NULL THEN 'refused:change_withdrawn'
        WHEN d.outcome = 'not_concerned' THEN 'not_applicable:service_not_used'
        WHEN d.outcome = 'open' THEN 'pending:window_open'
        WHEN d.outcome = 'notice_unproven' THEN 'on_hold:notice_unproven'
        WHEN d.outcome = 'not_authorised' THEN 'refused:not_authorised'
        WHEN d.outcome = 'objected' AND d.option IS NULL THEN 'on_hold:objection_unresolved'
        WHEN d.option = 'cease' THEN 'refused:cease'
        WHEN d.option = 'feature_withdrawal' THEN 'not_applicable:feature_withdrawn'
        WHEN d.option = 'corrective_action' AND d.outstanding THEN 'on_hold:actions_outstanding'
        WHEN d.outcome = 'deemed_accepted' AND d.shown_at IS NULL THEN 'on_hold:notice_not_shown'
        WHEN d.early_start_at IS NOT NULL AND d.outcome = 'accepted' THEN 'authorised:early_start'
        WHEN p_at < d.planned_start_at THEN 'pending:not_started'
        WHEN d.outcome = 'accepted' AND p_at < d.closes_at THEN 'pending:window_open'
        WHEN d.option = 'corrective_action' THEN 'authorised:actions_done'
        ELSE 'authorised:' || d.outcome
      END AS judgement
    FROM decided d
  ), agreed AS (
    -- in the register when the DPA was executed, and not since replaced by terms that this subscriber stands under
    SELECT f.terms_id, f.subprocessor_id FROM dpa, demur.terms_in_force(dpa.executed_at) f
    UNION
    SELECT f.terms_id, f.subprocessor_id FROM demur.terms_in_force(p_at) f WHERE f.change_id IS NULL AND EXISTS (SELECT FROM dpa)
  ), standing AS (
    SELECT a.terms_id, a.subprocessor_id FROM agreed a
    WHERE NOT EXISTS (
        SELECT FROM demur.changes c LEFT JOIN judged j ON j.change_id = c.id
        WHERE c.from_terms_id = a.terms_id AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND c.planned_start_at <= p_at
          AND (c.to_terms_id IS NULL OR j.judgement LIKE 'authorised:%'))
      AND NOT EXISTS (SELECT FROM judged j WHERE j.to_terms_id = a.terms_id)
  )
  SELECT s.terms_id, s.subprocessor_id,
    CASE WHEN concerned.yes THEN 'authorised' ELSE 'not_applicable' END,
    CASE WHEN concerned.yes THEN 'agreed_with_dpa' ELSE 'service_not_used' END, NULL::uuid, NULL::uuid, false
  FROM standing s
  CROSS JOIN LATERAL (
    SELECT sp.category = 'infrastructure' OR EXISTS (SELECT FROM demur.terms_services ts JOIN used u USING (service_id) WHERE ts.terms_id = s.terms_id) AS yes
    FROM demur.subprocessors sp WHERE sp.id = s.subprocessor_id
  ) concerned
  UNION ALL
  -- of several notices on the same terms the strictest speaks
  SELECT * FROM (
    SELECT DISTINCT ON (j.to_terms_id) j.to_terms_id, j.subprocessor_id, split_part(j.judgement, ':', 1), split_part(j.judgement, ':', 2), j.id, j.change_id,
      NOT j.standstill AND split_part(j.judgement, ':', 1) IN ('pending', 'on_hold')
    FROM judged j WHERE j.judgement IS NOT NULL
    ORDER BY j.to_terms_id, array_position(ARRAY['refused', 'on_hold', 'pending', 'not_applicable', 'authorised'], split_part(j.judgement, ':', 1)), j.id
  ) strictest
$$;
