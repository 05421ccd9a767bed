-- Webhooks: who sees them, and how the log is made into messages. The log is the queue: it is gapless, and an entry is committed
-- with its cause, so whatever is in it is told once and whatever is not in it never was.

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['webhook_endpoints', 'webhook_secrets', 'webhook_cursor', 'webhook_messages', 'webhook_deliveries', 'webhook_tries', 'webhook_health'] LOOP
    EXECUTE format('ALTER TABLE demur.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE demur.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_works ON demur.%I TO demur_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['webhook_endpoints', 'webhook_secrets', 'webhook_messages', 'webhook_deliveries', 'webhook_tries', 'webhook_health'] LOOP
    EXECUTE format('CREATE POLICY worker_works ON demur.%I TO demur_worker USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY desk_works ON demur.%I TO demur_privacy_admin USING (true) WITH CHECK (true)', t);
    EXECUTE format('GRANT SELECT ON demur.%I TO demur_worker', t);
  END LOOP;
  -- what the log answers for
  FOREACH t IN ARRAY ARRAY['webhook_endpoints', 'webhook_secrets'] LOOP
    EXECUTE format('CREATE POLICY legal_reads ON demur.%I FOR SELECT TO demur_legal USING (true)', t);
    EXECUTE format('CREATE TRIGGER never_removed BEFORE DELETE ON demur.%I FOR EACH ROW EXECUTE FUNCTION demur.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.%I FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (name, url, kinds, changed_at, paused_at, disabled_at, ended_by, ended_at) ON demur.webhook_endpoints TO demur_privacy_admin;
--> statement-breakpoint
GRANT SELECT ON demur.webhook_endpoints TO demur_legal;
--> statement-breakpoint
GRANT UPDATE (disabled_at, changed_at) ON demur.webhook_endpoints TO demur_worker;
--> statement-breakpoint
-- all but the secret itself
GRANT SELECT (id, endpoint_id, made_at, works_until) ON demur.webhook_secrets TO demur_privacy_admin, demur_legal;
--> statement-breakpoint
GRANT INSERT, UPDATE (works_until) ON demur.webhook_secrets TO demur_privacy_admin;
--> statement-breakpoint
-- a test, and what is sent again
GRANT SELECT, INSERT ON demur.webhook_messages, demur.webhook_deliveries TO demur_privacy_admin;
--> statement-breakpoint
CREATE POLICY asked_for ON demur.webhook_deliveries AS RESTRICTIVE FOR INSERT TO demur_privacy_admin WITH CHECK (requested_by = demur.acting_user());
--> statement-breakpoint
GRANT SELECT ON demur.webhook_tries, demur.webhook_health TO demur_privacy_admin;
--> statement-breakpoint
GRANT INSERT ON demur.webhook_health TO demur_privacy_admin;
--> statement-breakpoint
GRANT UPDATE (next_try_at, tries, delivered_at, code, answer, failed_at) ON demur.webhook_deliveries TO demur_worker;
--> statement-breakpoint
GRANT INSERT ON demur.webhook_tries TO demur_worker;
--> statement-breakpoint
GRANT UPDATE (failing_since) ON demur.webhook_health TO demur_worker;
--> statement-breakpoint
-- what is old goes, with its deliveries and tries
GRANT DELETE ON demur.webhook_messages TO demur_worker;
--> statement-breakpoint
INSERT INTO demur.webhook_cursor (position, reach_position, reach_at) SELECT count, count, clock_timestamp() FROM demur.log_head;
--> statement-breakpoint
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.bound_tables()', $a$('data_statements', '{detail}', '{}'),$a$,
      $b$('data_statements', '{detail}', '{}'),
    ('webhook_endpoints', '{name,url}', '{}'),
    ('webhook_secrets', '{}', '{sealed}'),$b$),
    -- what a window's end is recorded as, the clock had made of it before
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)', $a$WHERE h.type NOT LIKE 'letter.%'$a$,
      $b$WHERE h.type NOT LIKE 'letter.%' AND h.type <> 'window.closed'$b$),
    ('demur.api_reach(bigint,timestamptz,bigint,timestamptz)', $a$'dpa_profiles', 'messages', $a$,
      $b$'dpa_profiles', 'messages', 'webhook_endpoints', 'webhook_secrets', $b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;
--> statement-breakpoint
-- One is told what happens after it was recorded. While there is none, nothing is made into messages: the first one sets the
-- cursor to where the log ends.
CREATE FUNCTION demur.begin_webhook() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM FROM demur.webhook_cursor FOR UPDATE;
  SELECT h.count INTO NEW.after_position FROM demur.log_head h;
  IF NOT EXISTS (SELECT FROM demur.webhook_endpoints w WHERE w.ended_at IS NULL) THEN
    UPDATE demur.webhook_cursor SET position = NEW.after_position, reach_position = NEW.after_position, reach_at = NEW.recorded_at;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER begins_here BEFORE INSERT ON demur.webhook_endpoints FOR EACH ROW EXECUTE FUNCTION demur.begin_webhook();
--> statement-breakpoint
-- Wakes the worker where somebody listens. Of letters nobody is told, and they are many.
CREATE FUNCTION demur.wake_webhooks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT FROM demur.webhook_endpoints w WHERE w.ended_at IS NULL AND w.paused_at IS NULL AND w.disabled_at IS NULL)
    AND (SELECT e.type NOT LIKE 'letter.%' FROM demur.events e ORDER BY e.position DESC LIMIT 1) THEN
    PERFORM demur.enqueue('webhooks');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER something_happened AFTER INSERT ON demur.events FOR EACH STATEMENT EXECUTE FUNCTION demur.wake_webhooks();
--> statement-breakpoint
CREATE TRIGGER asked_for AFTER INSERT ON demur.webhook_deliveries FOR EACH STATEMENT WHEN (current_user = 'demur_privacy_admin')
  EXECUTE FUNCTION demur.wake_worker('webhooks');
--> statement-breakpoint
-- A subscriber, a sub-processor, a change and a case, as the API names them.
CREATE FUNCTION demur.webhook_case(n demur.notices) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object(
    'case', jsonb_build_object('id', n.id, 'reference', n.reference),
    'subscriber', (SELECT jsonb_build_object('id', s.id, 'slug', s.slug) FROM demur.subscribers s WHERE s.id = n.subscriber_id),
    'subprocessor', jsonb_build_object('id', p.id, 'slug', p.slug),
    'change', jsonb_build_object('id', c.id, 'kind', c.kind))
  FROM demur.changes c JOIN demur.subprocessors p ON p.id = c.subprocessor_id WHERE c.id = n.change_id
$$;
--> statement-breakpoint
-- Makes so many entries of the log into messages, and one delivery of each to every endpoint that wants it. Once the log is told to
-- its end, also whose authorisations may have changed since the last time, by the log or by the clock: where that is everybody's, or
-- more than a thousand at once, it is said in one message. One worker at a time; the other waits for these few seconds.
CREATE FUNCTION demur.dispatch_webhooks(p_entries integer, OUT made integer, OUT more boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' SET jit = off AS $$
DECLARE
  crowd CONSTANT integer := 1000;
  cursor record;
  head bigint;
  upto bigint;
  at timestamptz;
  wanted text[];
  told integer;
BEGIN
  made := 0;
  more := false;
  SELECT * INTO cursor FROM demur.webhook_cursor FOR UPDATE;
  SELECT array_agg(DISTINCT kind) INTO wanted FROM demur.webhook_endpoints w CROSS JOIN unnest(w.kinds) kind WHERE w.ended_at IS NULL;
  IF wanted IS NULL THEN RETURN; END IF;
  SELECT h.count INTO head FROM demur.log_head h;
  at := demur.now();
  upto := least(cursor.position + p_entries, head);
  WITH happened AS MATERIALIZED (
    SELECT e.position, e.type, e.at, k.kind, e.case_id, CASE WHEN k.kind <> 'notice.given' THEN convert_from(e.content, 'UTF8')::jsonb -> 'rows' END AS rows
    FROM demur.events e JOIN (VALUES
      ('notice.given', 'notice.given'), ('objection.filed', 'objection.filed'), ('objection.filed_late', 'objection.filed'),
      ('objection.recorded', 'objection.filed'), ('objection.carried_over', 'objection.filed'),
      ('objection.resolved', 'objection.resolved'), ('resolution.superseded', 'objection.resolved')) AS k (type, kind) ON k.type = e.type
    WHERE e.position > cursor.position AND e.position <= upto AND k.kind = ANY (wanted)
  ), saying AS (
    SELECT h.position, h.kind, h.at, demur.webhook_case(n) || jsonb_build_object('position', h.position) || CASE h.kind
      WHEN 'notice.given' THEN jsonb_build_object('notice', jsonb_build_object('occasion', n.occasion, 'givenAt', demur.iso(n.given_at), 'closesAt', demur.iso(n.closes_at)))
      ELSE jsonb_build_object('objection', (
        SELECT jsonb_build_object('id', o.id, 'reference', o.reference, 'receivedAt', demur.iso(o.received_at), 'late', o.late)
        FROM demur.objections o WHERE o.id = coalesce(
          (SELECT (r ->> 'id')::uuid FROM jsonb_array_elements(h.rows) r WHERE r ->> 'table' = 'objections' LIMIT 1),
          (SELECT s.objection_id FROM jsonb_array_elements(h.rows) r JOIN demur.resolutions s ON s.id = (r ->> 'id')::uuid WHERE r ->> 'table' = 'resolutions' LIMIT 1)))) END
      || CASE h.kind
      WHEN 'objection.filed' THEN jsonb_build_object('how', CASE h.type WHEN 'objection.filed' THEN 'filed' WHEN 'objection.filed_late' THEN 'filed_late'
        WHEN 'objection.recorded' THEN 'recorded' ELSE 'carried_over' END)
      WHEN 'objection.resolved' THEN jsonb_build_object('resolution', (
        SELECT jsonb_build_object('id', s.id, 'option', s.option, 'resolvedAt', demur.iso(s.resolved_at), 'supersedes', s.supersedes)
        FROM jsonb_array_elements(h.rows) r JOIN demur.resolutions s ON s.id = (r ->> 'id')::uuid WHERE r ->> 'table' = 'resolutions' LIMIT 1))
      ELSE '{}' END AS data
    FROM happened h JOIN demur.notices n ON n.id = h.case_id
  ), message AS (
    INSERT INTO demur.webhook_messages (kind, position, at, data) SELECT s.kind, s.position, s.at, s.data FROM saying s ORDER BY s.position
    RETURNING id, kind, position
  )
  INSERT INTO demur.webhook_deliveries (message_id, endpoint_id, created_at, next_try_at)
  SELECT m.id, w.id, at, at FROM message m JOIN demur.webhook_endpoints w ON w.ended_at IS NULL AND m.kind = ANY (w.kinds) AND m.position > w.after_position
  ORDER BY m.position;
  GET DIAGNOSTICS made = ROW_COUNT;
  UPDATE demur.webhook_cursor SET position = upto;
  more := upto < head;
  IF more THEN RETURN; END IF;
  IF 'authorisation.changed' = ANY (wanted) THEN
    WITH reached AS MATERIALIZED (
      SELECT DISTINCT r.subscriber_id, r.subprocessor_id FROM demur.api_reach(cursor.reach_position, cursor.reach_at, head, at) r
    ), everything AS MATERIALIZED (
      SELECT coalesce(bool_or(r.subscriber_id IS NULL AND r.subprocessor_id IS NULL), false) OR count(*) FILTER (WHERE r.subprocessor_id IS NULL) > crowd AS "all" FROM reached r
    ), company AS MATERIALIZED (
      SELECT r.subprocessor_id, bool_or(r.subscriber_id IS NULL) OR count(*) > crowd AS "all" FROM reached r WHERE r.subprocessor_id IS NOT NULL GROUP BY 1
    ), told AS (
      SELECT NULL::uuid AS subscriber_id, NULL::uuid AS subprocessor_id FROM everything e WHERE e."all"
      UNION ALL
      SELECT NULL, c.subprocessor_id FROM company c CROSS JOIN everything e WHERE c."all" AND NOT e."all"
      UNION ALL
      SELECT r.subscriber_id, r.subprocessor_id FROM reached r CROSS JOIN everything e LEFT JOIN company c ON c.subprocessor_id = r.subprocessor_id
      WHERE NOT e."all" AND r.subscriber_id IS NOT NULL AND c."all" IS NOT TRUE
        AND (r.subprocessor_id IS NULL OR NOT EXISTS (SELECT FROM reached o WHERE o.subscriber_id = r.subscriber_id AND o.subprocessor_id IS NULL))
    ), message AS (
      INSERT INTO demur.webhook_messages (kind, at, data)
      SELECT 'authorisation.changed', at, jsonb_build_object(
        'subscriber', (SELECT jsonb_build_object('id', s.id, 'slug', s.slug) FROM demur.subscribers s WHERE s.id = t.subscriber_id),
        'subprocessor', (SELECT jsonb_build_object('id', p.id, 'slug', p.slug) FROM demur.subprocessors p WHERE p.id = t.subprocessor_id),
        'position', head)
      FROM told t RETURNING id
    )
    INSERT INTO demur.webhook_deliveries (message_id, endpoint_id, created_at, next_try_at)
    SELECT m.id, w.id, at, at FROM message m JOIN demur.webhook_endpoints w ON w.ended_at IS NULL AND 'authorisation.changed' = ANY (w.kinds);
    GET DIAGNOSTICS told = ROW_COUNT;
    made := made + told;
  END IF;
  UPDATE demur.webhook_cursor SET reach_position = head, reach_at = at;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.begin_webhook(), demur.wake_webhooks(), demur.webhook_case(demur.notices), demur.dispatch_webhooks(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.dispatch_webhooks(integer) TO demur_worker;
