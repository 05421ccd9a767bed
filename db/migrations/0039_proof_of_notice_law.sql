-- A notice counts as shown by what proves it: a reading, or a letter that our relay took over and that has not come back.

-- A reading proves it anew; a hand-over or a bounce is the worker's to record.
GRANT UPDATE (unproven_since) ON demur.notices TO demur_subscriber;
--> statement-breakpoint
GRANT UPDATE (shown_at, unproven_since) ON demur.notices TO demur_worker;
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
    n.urgent,
    CASE WHEN n.urgent THEN ARRAY(SELECT u.service_id FROM demur.services_in_use u
      WHERE u.subscriber_id = n.subscriber_id AND u.dropped_at IS NULL AND u.dora) END AS dora_services,
    n.unproven_since
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
    ('demur.judgement_of_outcome(demur.noticed_terms,text,timestamptz)',
      $a$WHEN outcome = 'deemed_accepted' AND n.shown_at IS NULL THEN$a$,
      $b$WHEN outcome = 'deemed_accepted' AND (n.shown_at IS NULL OR n.unproven_since IS NOT NULL) THEN$b$),
    -- a subscriber takes no proof away
    ('demur.refuse_vendors_answer()',
      $a$OR OLD.shown_at IS NOT NULL AND NEW.shown_at IS DISTINCT FROM OLD.shown_at$a$,
      $b$OR OLD.shown_at IS NOT NULL AND NEW.shown_at IS DISTINCT FROM OLD.shown_at
    OR NEW.unproven_since IS NOT NULL AND NEW.unproven_since IS DISTINCT FROM OLD.unproven_since$b$),
    -- no answer follows from a letter, but from what it shows
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)',
      $a$SELECT n.subscriber_id, a.subprocessor_id FROM happened h JOIN demur.notices n ON n.id = h.case_id JOIN about a ON a.change_id = n.change_id$a$,
      $b$SELECT n.subscriber_id, a.subprocessor_id FROM happened h JOIN demur.notices n ON n.id = h.case_id JOIN about a ON a.change_id = n.change_id
    WHERE h.type NOT LIKE 'letter.%'$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;
