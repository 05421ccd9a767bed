-- The log's writer, set-based: the rows that events stand for are read back table by table, and not one at a time.

-- The query that makes images of rows of one table by id ($1), as canonical JSON, with the salts of each. A row's plain columns
-- stand in it as they are; a sealed one stands as a commitment with a salt of its own. For a hundred thousand rows at once:
-- so text is put together column by column, and jsonb is made only of what has parts.
CREATE FUNCTION demur.image_query(p_table text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
  bound record;
  col record;
  said text;
  plain text[] := '{}';
  sealed text[] := '{}';
  drawn text[] := '{}';
  salts text[] := '{}';
BEGIN
  SELECT * INTO bound FROM demur.bound_tables() b WHERE b.table_name = p_table;
  IF NOT FOUND THEN RAISE EXCEPTION 'the table % is not bound to events', p_table; END IF;
  FOR col IN
    SELECT a.attname AS name, format('t.%I', a.attname) AS ref, t.typcategory = 'A' OR a.atttypid = 'jsonb'::regtype AS has_parts, a.atttypid AS type
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = format('demur.%I', p_table)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'id' AND a.attname <> ALL (bound.left_out)
    ORDER BY a.attname::text COLLATE "C"
  LOOP
    said := CASE
      WHEN col.has_parts THEN format('demur.canonical(to_jsonb(%s))', col.ref)
      WHEN col.type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'uuid'::regtype) THEN format('''"'' || %s || ''"''', col.ref)
      WHEN col.type = 'text'::regtype AND col.name = ANY (bound.sealed) THEN col.ref
      ELSE format('to_json(%s)::text', col.ref)
    END;
    IF col.name = ANY (bound.sealed) THEN
      IF NOT (col.has_parts OR col.type = 'text'::regtype) THEN RAISE EXCEPTION 'a sealed column is text or has parts: %.%', p_table, col.name; END IF;
      drawn := drawn || format('CASE WHEN coalesce(jsonb_typeof(to_jsonb(%s)), ''null'') <> ''null'' THEN uuid_send(gen_random_uuid()) END AS %I', col.ref, col.name);
      salts := salts || format('%L, encode(s.%I, ''hex'')', col.name, col.name);
      sealed := sealed || format('%L || coalesce(''"'' || encode(sha256(s.%I || convert_to(%s, ''UTF8'')), ''hex'') || ''"'', ''null'')', to_json(col.name)::text || ':', col.name, said);
    ELSIF col.type = 'uuid[]'::regtype THEN
      -- most are empty or of one: quicker than by jsonb, and never with a null inside
      plain := plain || format('%L || coalesce(CASE WHEN %2$s = ''{}'' THEN ''[]'' ELSE ''["'' || array_to_string(%2$s, ''","'', ''null'') || ''"]'' END, ''null'')', to_json(col.name)::text || ':', col.ref);
    ELSE
      plain := plain || format('%L || coalesce(%s, ''null'')', to_json(col.name)::text || ':', said);
    END IF;
  END LOOP;
  RETURN format(
    'SELECT t.id, ''{"id":"'' || t.id || ''","plain":{'' || %s || ''},"sealed":{'' || %s || ''},"table":%s}'', jsonb_strip_nulls(jsonb_build_object(%s))
     FROM demur.%I t CROSS JOIN LATERAL (SELECT %s WHERE t.id IS NOT NULL OFFSET 0) s WHERE t.id = ANY ($1)',
    coalesce(array_to_string(plain, ' || '','' || '), ''''''), coalesce(nullif(array_to_string(sealed, ' || '','' || '), ''), ''''''), to_json(p_table),
    array_to_string(salts, ', '), p_table, coalesce(nullif(array_to_string(drawn, ', '), ''), 'NULL'));
END $$;
--> statement-breakpoint
CREATE FUNCTION demur.row_images(p_table text, p_ids uuid[]) RETURNS TABLE (id uuid, image text, salts jsonb)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog SET timezone = 'UTC' AS $$
BEGIN
  RETURN QUERY EXECUTE demur.image_query(p_table) USING p_ids;
END $$;
--> statement-breakpoint
-- An event's canonical bytes, of parts that are canonical already. Without settings of its own, so that it is written out where it is used.
CREATE FUNCTION demur.event_bytes(p_actor text, p_at text, p_case uuid, p_facts text, p_images text, p_subscriber uuid, p_type text) RETURNS bytea
LANGUAGE sql STABLE AS $$
  SELECT convert_to('{"actor":' || p_actor || ',"at":' || p_at || ',"case":' || coalesce('"' || p_case || '"', 'null') || ',"facts":' || p_facts
    || ',"rows":[' || p_images || '],"subscriber":' || coalesce('"' || p_subscriber || '"', 'null') || ',"type":' || p_type || ',"v":"1"}', 'UTF8')
$$;
--> statement-breakpoint
CREATE FUNCTION demur.acting_image() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT '{"role":' || to_json(demur.acting()) || ',"user":' || coalesce(to_json(demur.acting_user())::text, 'null') || '}'
$$;
--> statement-breakpoint
-- As before; the images are made table by table.
CREATE OR REPLACE FUNCTION demur.append_events(p_events jsonb, p_at timestamptz)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' SET enable_seqscan = off AS $$
DECLARE
  event record;
  bound record;
  seen record;
  ordinals integer[];
  named text[];
  ids uuid[];
  belonging integer[];
  images text[] := '{}';
  salted jsonb[] := '{}';
  content bytea;
  contents bytea[] := '{}';
  hashes bytea[] := '{}';
  next integer := 1;
  said text;
  actor CONSTANT text := demur.acting_image();
  at CONSTANT text := to_json(demur.iso(p_at));
  head record;
  before bigint;
BEGIN
  SELECT array_agg(ordinal ORDER BY ordinal), array_agg(table_name ORDER BY ordinal), array_agg(row_id ORDER BY ordinal), array_agg(place ORDER BY ordinal)
  INTO ordinals, named, ids, belonging
  FROM (
    SELECT row_number() OVER (ORDER BY e.place, r.place)::integer AS ordinal, r.bound ->> 'table' AS table_name, (r.bound ->> 'id')::uuid AS row_id, e.place::integer AS place
    FROM jsonb_array_elements(p_events) WITH ORDINALITY AS e (event, place) CROSS JOIN LATERAL jsonb_array_elements(e.event -> 'rows') WITH ORDINALITY AS r (bound, place)
  ) every;
  FOR bound IN SELECT table_name, array_agg(DISTINCT row_id) AS ids FROM unnest(named, ids) AS each (table_name, row_id) GROUP BY table_name LOOP
    FOR seen IN
      SELECT b.ordinal, i.image, i.salts FROM unnest(ordinals, named, ids) AS b (ordinal, table_name, row_id)
      JOIN demur.row_images(bound.table_name, bound.ids) i ON i.id = b.row_id WHERE b.table_name = bound.table_name
    LOOP
      images[seen.ordinal] := seen.image;
      salted[seen.ordinal] := seen.salts;
    END LOOP;
  END LOOP;
  FOR event IN
    SELECT place, e ->> 'type' AS type, (e ->> 'caseId')::uuid AS case_id, (e ->> 'subscriberId')::uuid AS subscriber_id, e -> 'facts' AS facts, jsonb_array_length(e -> 'rows') AS bound
    FROM jsonb_array_elements(p_events) WITH ORDINALITY AS each (e, place) ORDER BY place
  LOOP
    PERFORM demur.refuse_unlawful_event(event.type, event.subscriber_id, p_at);
    IF demur.acting() = 'subscriber' AND event.case_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM demur.notices n WHERE n.id = event.case_id AND n.subscriber_id = demur.own_subscriber()) THEN
      RAISE EXCEPTION 'a subscriber writes on its own cases only';
    END IF;
    said := '';
    FOR ordinal IN next .. next + event.bound - 1 LOOP
      IF images[ordinal] IS NULL THEN RAISE EXCEPTION 'no row % in %', ids[ordinal], named[ordinal]; END IF;
      -- an image is read back past the reader's policies, and a subscriber reads its own events
      IF demur.acting() = 'subscriber' AND images[ordinal]::jsonb #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text THEN
        RAISE EXCEPTION 'a subscriber binds its own rows only';
      END IF;
      said := said || CASE WHEN ordinal > next THEN ',' ELSE '' END || images[ordinal];
    END LOOP;
    contents := contents || demur.event_bytes(actor, at, event.case_id, demur.canonical(event.facts), said, event.subscriber_id, to_json(event.type)::text);
    next := next + event.bound;
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
  SELECT before + b.place, b.table_name, b.row_id, (e.event ->> 'subscriberId')::uuid, b.salts
  FROM unnest(belonging, named, ids, salted) AS b (place, table_name, row_id, salts)
  JOIN jsonb_array_elements(p_events) WITH ORDINALITY AS e (event, place) USING (place) WHERE b.salts <> '{}';
  UPDATE demur.log_head SET count = head.count, hash = head.hash;
  RETURN head.count;
END $$;
--> statement-breakpoint
-- As before. All that does not need the head is made before it is taken.
CREATE OR REPLACE FUNCTION demur.append_notice_events(p_type text, p_notices uuid[], p_at timestamptz, p_facts jsonb)
RETURNS bigint LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' SET enable_seqscan = off AS $$
DECLARE
  head record;
  made record;
  before bigint;
  hashes bytea[] := '{}';
  actor CONSTANT text := demur.acting_image();
  at CONSTANT text := to_json(demur.iso(p_at));
  facts CONSTANT text := demur.canonical(p_facts);
  type CONSTANT text := to_json(p_type);
BEGIN
  IF p_type NOT LIKE 'notice.%' AND p_type <> 'window.closed' THEN RAISE EXCEPTION 'not an event of a notice: %', p_type; END IF;
  IF demur.acting() NOT IN ('privacy_admin', 'worker', 'owner') THEN RAISE EXCEPTION 'only the vendor writes to many notices'; END IF;
  PERFORM demur.refuse_unlawful_event(p_type, NULL, p_at);
  CREATE TEMP TABLE IF NOT EXISTS notice_events (place bigint, notice uuid, subscriber uuid, content bytea, digest bytea, salts jsonb) ON COMMIT DROP;
  TRUNCATE pg_temp.notice_events;
  INSERT INTO pg_temp.notice_events
  SELECT row_number() OVER (ORDER BY id), id, subscriber_id, content, sha256(content), salts FROM (
    SELECT i.id, n.subscriber_id, demur.event_bytes(actor, at, i.id, facts, i.image, n.subscriber_id, type) AS content, i.salts
    FROM demur.row_images('notices', p_notices) i JOIN demur.notices n ON n.id = i.id
  ) each;
  SELECT h.count, h.hash INTO head FROM demur.log_head h FOR UPDATE;
  before := head.count;
  FOR made IN SELECT digest FROM pg_temp.notice_events ORDER BY place LOOP
    head.count := head.count + 1;
    head.hash := sha256(head.hash || int8send(head.count) || made.digest);
    hashes := hashes || head.hash;
  END LOOP;
  INSERT INTO demur.events (position, at, type, case_id, subscriber_id, actor_id, role, content, hash)
  SELECT before + e.place, p_at, p_type, e.notice, e.subscriber, demur.acting_user(), demur.acting(), e.content, h.hash
  FROM pg_temp.notice_events e JOIN unnest(hashes) WITH ORDINALITY AS h (hash, place) USING (place) ORDER BY e.place;
  INSERT INTO demur.salts (position, table_name, row_id, subscriber_id, salts)
  SELECT before + e.place, 'notices', e.notice, e.subscriber, e.salts FROM pg_temp.notice_events e ORDER BY e.place;
  UPDATE demur.log_head SET count = head.count, hash = head.hash;
  RETURN head.count;
END $$;
--> statement-breakpoint
-- References as `new_reference` made them one at a time, as many as are asked for: the year in the vendor's zone, five Crockford
-- characters that are a keyed permutation of a counter, and a check character: the sum of the five digits times x to x^5,
-- polynomials over two elements, reduced twice by x^5 = x^2 + 1.
CREATE FUNCTION demur.new_references(prefix text, at timestamptz, how_many bigint) RETURNS TABLE (place bigint, reference text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT place, prefix || '-' || year || '-' || digit[1 + d1] || digit[1 + d2] || digit[1 + d3] || digit[1 + d4] || digit[1 + d5] || digit[1 + ((p1 & 31) # (p1 >> 5) # (p1 >> 5 << 2))]
  FROM (SELECT to_char(at AT TIME ZONE v.zone, 'YYYY') AS year, k.key::bigint AS key, string_to_array('0123456789ABCDEFGHJKMNPQRSTVWXYZ', NULL) AS digit FROM demur.vendor v, demur.reference_key k) fixed
  CROSS JOIN generate_series(1, how_many) place
  CROSS JOIN LATERAL (SELECT nextval('demur.reference_numbers') & 33554431 # key AS n0 WHERE place > 0 OFFSET 0) counted
  CROSS JOIN LATERAL (SELECT (n0 * 19088743) & 33554431 AS a OFFSET 0) once
  CROSS JOIN LATERAL (SELECT ((a # (a >> 12)) * 11400715) & 33554431 AS b OFFSET 0) twice
  CROSS JOIN LATERAL (SELECT (b # (b >> 13))::integer AS n OFFSET 0) mixed
  CROSS JOIN LATERAL (SELECT n & 31 AS d1, n >> 5 & 31 AS d2, n >> 10 & 31 AS d3, n >> 15 & 31 AS d4, n >> 20 AS d5 OFFSET 0) digits
  CROSS JOIN LATERAL (SELECT (d1 << 1) # (d2 << 2) # (d3 << 3) # (d4 << 4) # (d5 << 5) AS p0 OFFSET 0) sum
  CROSS JOIN LATERAL (SELECT (p0 & 31) # (p0 >> 5) # (p0 >> 5 << 2) AS p1 OFFSET 0) reduced
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION demur.new_reference(prefix text, at timestamptz) RETURNS text
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$ SELECT reference FROM demur.new_references(prefix, at, 1) $$;
--> statement-breakpoint
DROP FUNCTION demur.row_image(text, uuid);
--> statement-breakpoint
DROP FUNCTION demur.event_content(text, uuid, uuid, timestamptz, jsonb, jsonb);
--> statement-breakpoint
DROP FUNCTION demur.flat_canonical(jsonb);
--> statement-breakpoint
DROP FUNCTION demur.times32(integer, integer);
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION demur.new_references(text, timestamptz, bigint), demur.image_query(text), demur.row_images(text, uuid[]), demur.event_bytes(text, text, uuid, text, text, uuid, text), demur.acting_image() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION demur.new_references(text, timestamptz, bigint) TO demur_privacy_admin, demur_worker;
