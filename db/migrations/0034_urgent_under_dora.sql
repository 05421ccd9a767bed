-- A service that is critical under DORA, and taken up after the notice of an urgent replacement was given, waits for the
-- close of its window all the same: for such a service new terms are urgent never.
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
    n.urgent,
    CASE WHEN n.urgent THEN ARRAY(SELECT u.service_id FROM demur.services_in_use u
      WHERE u.subscriber_id = n.subscriber_id AND u.dropped_at IS NULL AND u.dora) END AS dora_services
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
  before text := pg_get_functiondef('demur.judgement(demur.noticed_terms,uuid,timestamptz)'::regprocedure);
  after text := replace(before, $a$WHEN n.option = 'corrective_action' AND n.outstanding THEN 'on_hold:actions_outstanding'$a$,
    $b$WHEN n.option = 'corrective_action' AND n.outstanding THEN 'on_hold:actions_outstanding'
    WHEN n.urgent AND service_id = ANY (n.dora_services) AND n.early_start_at IS NULL AND at < n.closes_at THEN 'pending:window_open'$b$);
BEGIN
  IF after = before THEN RAISE EXCEPTION 'the law of one notice is not as it was'; END IF;
  EXECUTE after;
END $$;
