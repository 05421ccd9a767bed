-- Legal has a password too, and changing it is on the record; no answer follows from it. What the log keeps of a user is as
-- before, so no row stands behind that entry.
DO $$
DECLARE
  put text;
  before text;
  after text;
BEGIN
  FOREACH put IN ARRAY ARRAY['demur.refuse_unlawful_event(text,uuid,timestamptz)', 'demur.api_reach(bigint,timestamptz,bigint,timestamptz)'] LOOP
    before := pg_get_functiondef(put::regprocedure);
    after := replace(before, $a$'cases.exported', 'log.checked'$a$, $b$'cases.exported', 'log.checked', 'user.password_changed'$b$);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put into %', put; END IF;
    EXECUTE after;
  END LOOP;
END $$;
