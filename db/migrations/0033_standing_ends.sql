-- The first instant after the last day of a temporary withdrawal, in the zone in which the window of its notice was counted:
-- another zone of the vendor's, set later, moves no end that stands.
CREATE FUNCTION demur.withdrawal_ends(until_day date, working jsonb) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN until_day IS NOT NULL THEN (until_day + 1)::timestamp AT TIME ZONE (working ->> 'zone') END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.withdrawal_ends(date, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.withdrawal_ends(date, jsonb) TO demur_subscriber, demur_privacy_admin, demur_legal, demur_worker;
--> statement-breakpoint
CREATE OR REPLACE VIEW demur.noticed_terms WITH (security_invoker = true) AS
  SELECT n.id AS notice_id, n.subscriber_id, n.change_id, n.given_at, n.closes_at, n.answer, n.shown_at, n.early_start_at,
    c.to_terms_id AS terms_id, t.subprocessor_id, s.category = 'infrastructure' AS infrastructure, c.planned_start_at, c.withdrawn_at,
    p.authorisation, p.notice_required, p.standstill,
    r.id AS resolution_id, r.option, r.service_ids AS withdrawn_services,
    demur.withdrawal_ends(r.until_day, w.working) AS withdrawn_until,
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
  LEFT JOIN demur.objection_progress o ON o.notice_id = n.id AND o.status NOT IN ('retracted', 'late')
  LEFT JOIN demur.resolutions r ON r.objection_id = o.id
    AND NOT EXISTS (SELECT FROM demur.resolutions l WHERE l.objection_id = r.objection_id AND l.supersedes = r.id);
--> statement-breakpoint
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.api_stands_until(uuid,timestamptz)',
      $a$(SELECT min((r.until_day + 1)::timestamp AT TIME ZONE v.zone) FROM demur.resolutions r CROSS JOIN demur.vendor v
     WHERE r.subscriber_id = p_subscriber AND r.until_day IS NOT NULL AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone > p_at))$a$,
      $b$(SELECT min(demur.withdrawal_ends(r.until_day, w.working)) FROM demur.resolutions r
     JOIN demur.objections o ON o.id = r.objection_id JOIN demur.notices n ON n.id = o.notice_id JOIN demur.windows w ON w.id = n.window_id
     WHERE r.subscriber_id = p_subscriber AND r.until_day IS NOT NULL AND demur.withdrawal_ends(r.until_day, w.working) > p_at))$b$),
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)',
      $a$FROM demur.resolutions r CROSS JOIN demur.vendor v
    JOIN demur.objections o ON o.id = r.objection_id JOIN demur.notices n ON n.id = o.notice_id JOIN about a ON a.change_id = n.change_id
    WHERE r.until_day IS NOT NULL AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone > p_from_at AND (r.until_day + 1)::timestamp AT TIME ZONE v.zone <= p_to_at$a$,
      $b$FROM demur.resolutions r
    JOIN demur.objections o ON o.id = r.objection_id JOIN demur.notices n ON n.id = o.notice_id JOIN about a ON a.change_id = n.change_id
    JOIN demur.windows w ON w.id = n.window_id
    WHERE r.until_day IS NOT NULL AND demur.withdrawal_ends(r.until_day, w.working) > p_from_at AND demur.withdrawal_ends(r.until_day, w.working) <= p_to_at$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put right in %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;
