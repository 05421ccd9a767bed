-- The law of authorisation, for all terms or for those that the answer on one sub-processor follows from.

-- Under which terms may each sub-processor process one subscriber's data at an instant? Derived, never stored.
-- A change blocks only its own new terms: those authorised before go on, and stand here beside the blocked ones, until
-- terms that followed from them are authorised for this subscriber, or the sub-processor is removed.
-- `state`: pending | authorised | on_hold | refused | not_applicable; `reason`: the word for why; `service_ids`: the services
-- in use for which it is so; `warning_only`: the profile has no standstill, so pending and on_hold warn and don't block.
-- Without an executed DPA nothing is authorised, and only what was notified is listed.
-- `p_terms`: of these terms only, which must be closed under "what followed from them" (`terms_behind`); null: of all.
CREATE FUNCTION demur.authorisations(p_subscriber uuid, p_at timestamptz, p_terms uuid[])
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean, service_ids uuid[]) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE dpa AS (
    SELECT d.executed_at FROM demur.dpa_records d WHERE d.subscriber_id = p_subscriber AND d.ended_at IS NULL AND d.executed_at <= p_at
  ), noticed AS (
    SELECT n.notice_id, n.change_id, n.terms_id, n.subprocessor_id, n.standstill, n.answer, n.given_at, u.service_id, demur.judgement(n, u.service_id, p_at) AS judgement
    FROM demur.noticed_terms n
    LEFT JOIN LATERAL demur.services_concerned(n.subscriber_id, n.terms_id, n.infrastructure, p_at) u(service_id) ON true
    WHERE n.subscriber_id = p_subscriber AND n.given_at <= p_at AND (p_terms IS NULL OR n.terms_id = ANY (p_terms))
  ), strictest AS (
    SELECT DISTINCT ON (j.terms_id, j.service_id) j.* FROM noticed j WHERE j.judgement IS NOT NULL
    ORDER BY j.terms_id, j.service_id, demur.strictness(j.judgement), j.given_at DESC, j.notice_id
  ), agreed AS (
    -- the register at the DPA's execution, the first register where the DPA is older, and what was authorised with a service
    SELECT f.terms_id, f.subprocessor_id, 'agreed_with_dpa' AS reason FROM dpa CROSS JOIN LATERAL demur.terms_in_force(dpa.executed_at) f WHERE (p_terms IS NULL OR f.terms_id = ANY (p_terms))
    UNION
    SELECT f.terms_id, f.subprocessor_id, 'agreed_with_dpa' FROM dpa CROSS JOIN LATERAL demur.terms_in_force(p_at) f WHERE f.change_id IS NULL AND (p_terms IS NULL OR f.terms_id = ANY (p_terms))
    UNION
    SELECT f.terms_id, f.subprocessor_id, 'authorised_with_service' FROM dpa CROSS JOIN demur.services_in_use u
    CROSS JOIN LATERAL demur.terms_in_force(u.taken_up_at) f JOIN demur.terms_services ts ON ts.terms_id = f.terms_id AND ts.service_id = u.service_id
    WHERE u.subscriber_id = p_subscriber AND u.taken_up_at <= p_at AND (u.dropped_at IS NULL OR u.dropped_at > p_at) AND (p_terms IS NULL OR f.terms_id = ANY (p_terms))
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
    WHERE c.planned_start_at <= p_at AND c.withdrawn_at IS NULL AND c.superseded_at IS NULL AND (p_terms IS NULL OR c.from_terms_id = ANY (p_terms))
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
CREATE OR REPLACE FUNCTION demur.authorisations(p_subscriber uuid, p_at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean, service_ids uuid[]) LANGUAGE sql STABLE AS $$
  SELECT * FROM demur.authorisations(p_subscriber, p_at, NULL)
$$;
--> statement-breakpoint
-- The terms that the answer on one sub-processor follows from: its own, and all that any change, started or not, put in their
-- place, through any number of changes and companies.
CREATE FUNCTION demur.terms_behind(p_subprocessor uuid) RETURNS uuid[] LANGUAGE sql STABLE AS $$
  WITH RECURSIVE behind (terms_id) AS (
    SELECT t.id FROM demur.terms t WHERE t.subprocessor_id = p_subprocessor
    UNION
    SELECT c.to_terms_id FROM behind b JOIN demur.changes c ON c.from_terms_id = b.terms_id WHERE c.to_terms_id IS NOT NULL
  )
  SELECT array_agg(terms_id) FROM behind
$$;
--> statement-breakpoint
-- What demur.authorisations says of one sub-processor, without looking at the others.
CREATE FUNCTION demur.authorisation_of(p_subscriber uuid, p_subprocessor uuid, p_at timestamptz)
RETURNS TABLE (terms_id uuid, subprocessor_id uuid, state text, reason text, notice_id uuid, change_id uuid, warning_only boolean, service_ids uuid[]) LANGUAGE sql STABLE AS $$
  SELECT a.* FROM demur.authorisations(p_subscriber, p_at, coalesce(demur.terms_behind(p_subprocessor), '{}')) a WHERE a.subprocessor_id = p_subprocessor
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.authorisations(uuid, timestamptz, uuid[]), demur.terms_behind(uuid), demur.authorisation_of(uuid, uuid, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.authorisations(uuid, timestamptz, uuid[]), demur.terms_behind(uuid), demur.authorisation_of(uuid, uuid, timestamptz)
  TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
