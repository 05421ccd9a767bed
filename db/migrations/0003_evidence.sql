-- The evidence log: one writer, canonical bytes, salted commitments, a gapless chain.

INSERT INTO demur.log_head (count, hash) VALUES (0, sha256(convert_to('demur log', 'UTF8')));
--> statement-breakpoint
-- RFC 8785, with numbers as strings (so that no reader's floating point can change them).
-- Keys here are ASCII, for which "C" order is the order of UTF-16 code units that the RFC asks for.
CREATE FUNCTION demur.canonical(j jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  CASE jsonb_typeof(j)
    WHEN 'object' THEN RETURN '{' || coalesce((SELECT string_agg(to_json(key)::text || ':' || demur.canonical(value), ',' ORDER BY key COLLATE "C") FROM jsonb_each(j)), '') || '}';
    WHEN 'array' THEN RETURN '[' || coalesce((SELECT string_agg(demur.canonical(value), ',' ORDER BY place) FROM jsonb_array_elements(j) WITH ORDINALITY AS e(value, place)), '') || ']';
    WHEN 'number' THEN RETURN to_json(j #>> '{}')::text;
    ELSE RETURN j::text;
  END CASE;
END $$;
--> statement-breakpoint
-- What a commitment is taken over: a text as it is, anything else in canonical form.
CREATE FUNCTION demur.commitment(salt bytea, value jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(salt || convert_to(CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' ELSE demur.canonical(value) END, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- For each table that an event may bind: the columns that hold names, addresses or free text (sealed), and those left out.
-- A table not listed can't be bound. Everything else of a row stands in the event as it is.
CREATE FUNCTION demur.bound_tables() RETURNS TABLE (table_name text, sealed text[], left_out text[]) LANGUAGE sql IMMUTABLE AS $$
  VALUES
    ('vendor_role_grants', '{}'::text[], '{}'::text[]),
    ('services', '{slug,name}', '{}'),
    ('users', '{email,name}', '{password_hash}'),
    ('subscribers', '{slug,name}', '{}'),
    ('memberships', '{}', '{}'),
    ('dpa_profiles', '{name,objection_clause,termination_clause,emergency_clause}', '{}'),
    ('dpa_records', '{reference,version}', '{}'),
    ('services_in_use', '{}', '{}'),
    ('policy_versions', '{note}', '{snapshot}'),
    ('subprocessors', '{slug,legal_name,group_name,address,contact,website,certifications}', '{}'),
    ('terms', '{description,purpose,locations,customer_data,platform_data,data_subjects,transfers,retention,encryption,key_holder}', '{}'),
    ('changes', '{title,reason,withdrawal_reason}', '{}'),
    ('windows', '{working}', '{}'),
    ('notices', '{dpa_reference}', '{}'),
    ('readings', '{}', '{}'),
    ('acceptances', '{}', '{}'),
    ('extensions', '{reason}', '{}'),
    ('objections', '{filer_name,capacity,on_behalf_of,grounds_text,data_categories}', '{}'),
    ('objection_progress', '{}', '{}'),
    ('files', '{name}', '{}'),
    ('requested_actions', '{text}', '{}'),
    ('messages', '{body,author_name}', '{}'),
    ('grounds_assessed', '{note}', '{}'),
    ('retractions', '{}', '{}'),
    ('admissions', '{reason,data_already_sent}', '{}'),
    ('proposals', '{actions,core_conditions,reasons}', '{}'),
    ('resolutions', '{reasons,data_plan,core_conditions}', '{}'),
    ('corrective_actions', '{text,owner}', '{}'),
    ('action_completions', '{evidence,dispute}', '{}'),
    ('data_statements', '{detail}', '{}')
$$;
--> statement-breakpoint
-- One row as an event holds it, read back from the table so that what is committed to is what is stored.
CREATE FUNCTION demur.row_image(p_table text, p_row uuid, OUT image jsonb, OUT row_salts jsonb)
LANGUAGE plpgsql VOLATILE SET timezone = 'UTC' AS $$
DECLARE
  bound record;
  stored jsonb;
  plain jsonb := '{}';
  sealed jsonb := '{}';
  col text;
  salt bytea;
BEGIN
  SELECT * INTO bound FROM demur.bound_tables() b WHERE b.table_name = p_table;
  IF NOT FOUND THEN RAISE EXCEPTION 'the table % is not bound to events', p_table; END IF;
  EXECUTE format('SELECT to_jsonb(t) FROM demur.%I t WHERE id = $1', p_table) INTO stored USING p_row;
  IF stored IS NULL THEN RAISE EXCEPTION 'no row % in %', p_row, p_table; END IF;
  row_salts := '{}';
  plain := stored - bound.sealed - bound.left_out - 'id';
  FOREACH col IN ARRAY bound.sealed LOOP
    IF jsonb_typeof(stored -> col) = 'null' THEN
      sealed := sealed || jsonb_build_object(col, NULL);
    ELSE
      salt := uuid_send(gen_random_uuid());
      row_salts := row_salts || jsonb_build_object(col, encode(salt, 'hex'));
      sealed := sealed || jsonb_build_object(col, demur.commitment(salt, stored -> col));
    END IF;
  END LOOP;
  image := jsonb_build_object('id', p_row, 'table', p_table, 'plain', plain, 'sealed', sealed);
END $$;
--> statement-breakpoint
-- Who acts, as set when the transaction began.
CREATE FUNCTION demur.acting() RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(current_setting('demur.acting', true), ''), 'owner') $$;
--> statement-breakpoint
CREATE FUNCTION demur.acting_user() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('demur.user', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION demur.own_subscriber() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('demur.subscriber', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION demur.refuse_unlawful_event(p_type text, p_subscriber uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- the owner's scenarios stand in the past; nobody else can date an event
  IF session_user <> 'demur_owner' AND (p_at > clock_timestamp() OR p_at < transaction_timestamp()) THEN
    RAISE EXCEPTION 'an event is dated by the clock of its own transaction';
  END IF;
  IF demur.acting() = 'public' THEN RAISE EXCEPTION 'the public changes nothing'; END IF;
  IF demur.acting() = 'legal' AND p_type NOT IN ('case.exported', 'cases.exported', 'log.checked') THEN
    RAISE EXCEPTION 'legal changes nothing';
  END IF;
  IF demur.acting() = 'subscriber' AND p_subscriber IS DISTINCT FROM demur.own_subscriber() THEN
    RAISE EXCEPTION 'a subscriber writes its own events only';
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION demur.event_content(p_type text, p_case uuid, p_subscriber uuid, p_at timestamptz, p_facts jsonb, p_rows jsonb) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT demur.canonical(jsonb_build_object(
    'v', '1', 'type', p_type, 'at', demur.iso(p_at), 'case', p_case, 'subscriber', p_subscriber,
    'actor', jsonb_build_object('role', demur.acting(), 'user', demur.acting_user()),
    'facts', p_facts, 'rows', p_rows))
$$;
--> statement-breakpoint
-- The writer of a decision's events, in their order. `p_events`: [{"type", "caseId", "subscriberId", "facts", "rows"}],
-- where `rows` are those that the event stands for: [{"table": …, "id": …}].
-- Called last in a transaction: from taking the head to the commit it holds the log. The head is written once, since each
-- further version of that one row within a transaction would make the next one dearer.
-- Sequential scans are off because a session plans the check of the foreign key on `events` once, and that plan must
-- stand when a log of ten events has grown by a hundred thousand in one transaction.
CREATE FUNCTION demur.append_events(p_events jsonb, p_at timestamptz)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' SET enable_seqscan = off AS $$
DECLARE
  event record;
  bound record;
  image record;
  images jsonb;
  content bytea;
  contents bytea[] := '{}';
  hashes bytea[] := '{}';
  salted integer[] := '{}';
  kept jsonb[] := '{}';
  head record;
  before bigint;
BEGIN
  FOR event IN
    SELECT place, e ->> 'type' AS type, (e ->> 'caseId')::uuid AS case_id, (e ->> 'subscriberId')::uuid AS subscriber_id, e -> 'facts' AS facts, e -> 'rows' AS rows
    FROM jsonb_array_elements(p_events) WITH ORDINALITY AS each (e, place) ORDER BY place
  LOOP
    PERFORM demur.refuse_unlawful_event(event.type, event.subscriber_id, p_at);
    IF demur.acting() = 'subscriber' AND event.case_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM demur.notices n WHERE n.id = event.case_id AND n.subscriber_id = demur.own_subscriber()) THEN
      RAISE EXCEPTION 'a subscriber writes on its own cases only';
    END IF;
    images := '[]';
    FOR bound IN SELECT r ->> 'table' AS table_name, (r ->> 'id')::uuid AS row_id FROM jsonb_array_elements(event.rows) WITH ORDINALITY AS e(r, place) ORDER BY place LOOP
      image := demur.row_image(bound.table_name, bound.row_id);
      -- an image is read back past the reader's policies, and a subscriber reads its own events
      IF demur.acting() = 'subscriber' AND image.image #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text THEN
        RAISE EXCEPTION 'a subscriber binds its own rows only';
      END IF;
      images := images || image.image;
      IF image.row_salts <> '{}' THEN
        salted := salted || event.place::integer;
        kept := kept || jsonb_build_object('table', bound.table_name, 'id', bound.row_id, 'subscriber', event.subscriber_id, 'salts', image.row_salts);
      END IF;
    END LOOP;
    contents := contents || convert_to(demur.event_content(event.type, event.case_id, event.subscriber_id, p_at, event.facts, images), 'UTF8');
  END LOOP;
  SELECT h.count, h.hash INTO head FROM demur.log_head h FOR UPDATE;
  before := head.count;
  FOREACH content IN ARRAY contents LOOP
    head.count := head.count + 1;
    head.hash := sha256(head.hash || int8send(head.count) || sha256(content));
    hashes := hashes || head.hash;
  END LOOP;
  INSERT INTO demur.events (position, at, type, case_id, subscriber_id, actor_id, role, content, hash)
  SELECT before + place, p_at, e ->> 'type', (e ->> 'caseId')::uuid, (e ->> 'subscriberId')::uuid, demur.acting_user(), demur.acting(), made.content, made.hash
  FROM jsonb_array_elements(p_events) WITH ORDINALITY AS each (e, place) JOIN unnest(contents, hashes) WITH ORDINALITY AS made (content, hash, place) USING (place);
  INSERT INTO demur.salts (position, table_name, row_id, subscriber_id, salts)
  SELECT before + s.place, s.kept ->> 'table', (s.kept ->> 'id')::uuid, (s.kept ->> 'subscriber')::uuid, s.kept -> 'salts' FROM unnest(salted, kept) AS s (place, kept);
  UPDATE demur.log_head SET count = head.count, hash = head.hash;
  RETURN head.count;
END $$;
--> statement-breakpoint
-- Set-based: one event of one type for each of many notices, their images made before the head is taken.
-- Writes what append_events would write for each, in the order of the ids.
CREATE FUNCTION demur.append_notice_events(p_type text, p_notices uuid[], p_at timestamptz, p_facts jsonb)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' SET enable_seqscan = off AS $$
DECLARE
  head record;
  made record;
  before bigint;
  hashes bytea[] := '{}';
BEGIN
  IF p_type NOT LIKE 'notice.%' AND p_type <> 'window.closed' THEN RAISE EXCEPTION 'not an event of a notice: %', p_type; END IF;
  IF demur.acting() NOT IN ('privacy_admin', 'worker', 'owner') THEN RAISE EXCEPTION 'only the vendor writes to many notices'; END IF;
  PERFORM demur.refuse_unlawful_event(p_type, NULL, p_at);
  CREATE TEMP TABLE IF NOT EXISTS notice_events (notice uuid, subscriber uuid, content bytea, digest bytea, salts jsonb) ON COMMIT DROP;
  TRUNCATE pg_temp.notice_events;
  WITH image AS (
    SELECT n.id, n.subscriber_id, to_jsonb(n) AS stored, uuid_send(gen_random_uuid()) AS salt FROM demur.notices n WHERE n.id = ANY (p_notices)
  ), content AS (
    SELECT id, subscriber_id, salt, convert_to(
      '{"actor":{"role":' || to_json(demur.acting()) || ',"user":' || coalesce(to_json(demur.acting_user())::text, 'null') || '},"at":' || to_json(demur.iso(p_at))
      || ',"case":"' || id || '","facts":' || demur.canonical(p_facts)
      || ',"rows":[{"id":"' || id || '","plain":' || demur.flat_canonical(stored - 'id' - 'dpa_reference')
      || ',"sealed":{"dpa_reference":"' || encode(sha256(salt || convert_to(stored ->> 'dpa_reference', 'UTF8')), 'hex') || '"},"table":"notices"}]'
      || ',"subscriber":"' || subscriber_id || '","type":' || to_json(p_type) || ',"v":"1"}', 'UTF8') AS content
    FROM image
  )
  INSERT INTO pg_temp.notice_events
  SELECT id, subscriber_id, content, sha256(content), jsonb_build_object('dpa_reference', encode(salt, 'hex')) FROM content;
  SELECT h.count, h.hash INTO head FROM demur.log_head h FOR UPDATE;
  before := head.count;
  FOR made IN SELECT digest FROM pg_temp.notice_events ORDER BY notice LOOP
    head.count := head.count + 1;
    head.hash := sha256(head.hash || int8send(head.count) || made.digest);
    hashes := hashes || head.hash;
  END LOOP;
  INSERT INTO demur.events (position, at, type, case_id, subscriber_id, actor_id, role, content, hash)
  SELECT before + place, p_at, p_type, e.notice, e.subscriber, demur.acting_user(), demur.acting(), e.content, h.hash
  FROM (SELECT *, row_number() OVER (ORDER BY notice) AS place FROM pg_temp.notice_events) e
  JOIN unnest(hashes) WITH ORDINALITY AS h (hash, place) USING (place);
  INSERT INTO demur.salts (position, table_name, row_id, subscriber_id, salts)
  SELECT before + row_number() OVER (ORDER BY notice), 'notices', notice, subscriber, salts FROM pg_temp.notice_events;
  UPDATE demur.log_head SET count = head.count, hash = head.hash;
  RETURN head.count;
END $$;
--> statement-breakpoint
-- canonical() for an object without nested objects: a tenth of the cost, for 100,000 rows at once.
CREATE FUNCTION demur.flat_canonical(j jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '{' || string_agg(to_json(key)::text || ':' || CASE jsonb_typeof(value)
    WHEN 'number' THEN to_json(value #>> '{}')::text
    WHEN 'array' THEN demur.canonical(value)
    ELSE value::text END, ',' ORDER BY key COLLATE "C") || '}' FROM jsonb_each(j)
$$;
--> statement-breakpoint
CREATE FUNCTION demur.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['events', 'policy_versions', 'terms', 'terms_services', 'windows', 'dpa_profiles', 'readings', 'extensions', 'objections',
    'objection_files', 'requested_actions', 'messages', 'grounds_assessed', 'retractions', 'admissions', 'resolutions', 'corrective_actions', 'data_statements', 'letters'] LOOP
    EXECUTE format('CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON demur.%I FOR EACH ROW EXECUTE FUNCTION demur.refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON demur.%I FOR EACH STATEMENT EXECUTE FUNCTION demur.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Late is what the database says it is, whoever filed and however.
CREATE FUNCTION demur.mark_late() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  SELECT NEW.received_at >= n.closes_at INTO STRICT NEW.late FROM demur.notices n WHERE n.id = NEW.notice_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER late_by_the_clock BEFORE INSERT ON demur.objections FOR EACH ROW EXECUTE FUNCTION demur.mark_late();
