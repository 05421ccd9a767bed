-- The clock, instants as text, and references.

GRANT USAGE ON SCHEMA demur TO demur_web, demur_worker, demur_public, demur_subscriber, demur_privacy_admin, demur_legal;
--> statement-breakpoint
-- All instants come from here. Only a session opened by the owner itself (the scenario builder) may stand in the past.
CREATE FUNCTION demur.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT CASE
    WHEN session_user = 'demur_owner' AND nullif(current_setting('demur.at', true), '') IS NOT NULL
      THEN current_setting('demur.at')::timestamptz
    ELSE clock_timestamp()
  END
$$;
--> statement-breakpoint
-- An instant as the domain writes it: UTC, fixed width, microseconds, so that text order is time order.
CREATE FUNCTION demur.iso(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
--> statement-breakpoint
CREATE SEQUENCE demur.reference_numbers MINVALUE 0 START 0;
--> statement-breakpoint
-- Makes the order of references unguessable from outside, without ever making the same one twice.
CREATE TABLE demur.reference_key (id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1), key integer NOT NULL);
--> statement-breakpoint
INSERT INTO demur.reference_key (key) VALUES ((random() * 33554431)::integer);
--> statement-breakpoint
-- The product of two elements of the field with 32 elements (x^5 + x^2 + 1).
CREATE FUNCTION demur.times32(a integer, b integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE product integer := 0;
BEGIN
  WHILE b > 0 LOOP
    IF b & 1 = 1 THEN product := product # a; END IF;
    a := a << 1;
    IF a & 32 = 32 THEN a := a # 37; END IF;
    b := b >> 1;
  END LOOP;
  RETURN product;
END $$;
--> statement-breakpoint
-- 'OBJ-2026-7K3M9Q': the year in the vendor's zone, five Crockford characters, and a check character that finds
-- any one wrong character and any two exchanged ones. The five are a keyed permutation of a counter: 100,000
-- random draws of five characters would collide some 150 times.
CREATE FUNCTION demur.new_reference(prefix text, at timestamptz) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  alphabet CONSTANT text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  mask CONSTANT bigint := 33554431;
  n bigint := nextval('demur.reference_numbers') & mask;
  code text := '';
  digit integer;
  tested integer := 0;
  weight integer := 1;
BEGIN
  n := n # (SELECT key FROM demur.reference_key);
  n := (n * 19088743) & mask; n := n # (n >> 12);
  n := (n * 11400715) & mask; n := n # (n >> 13);
  FOR place IN 1..5 LOOP
    digit := (n & 31)::integer;
    n := n >> 5;
    code := code || substr(alphabet, digit + 1, 1);
    weight := demur.times32(weight, 2);
    tested := tested # demur.times32(digit, weight);
  END LOOP;
  RETURN prefix || '-' || to_char(at AT TIME ZONE (SELECT zone FROM demur.vendor), 'YYYY') || '-' || code || substr(alphabet, tested + 1, 1);
END $$;
--> statement-breakpoint
-- A publication stands on the civil day on which its windows were counted. Where that day turns before the commit, the
-- whole is tried again (a serialisation failure to the corridor).
CREATE FUNCTION demur.refuse_turned_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT (NEW.published_at AT TIME ZONE zone)::date <> (demur.now() AT TIME ZONE zone)::date FROM demur.vendor) THEN
    RAISE EXCEPTION 'the day turned while this was published' USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER published_on_its_day AFTER INSERT ON demur.policy_versions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION demur.refuse_turned_day();
