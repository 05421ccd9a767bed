-- Three tables stand in what binds rows to events again, and a subscriber's event binds the window of its own notice again:
-- these functions were written anew from a text in which they did not. Each is put right in its place and stands otherwise as it is.
DO $$
DECLARE
  put record;
  before text;
  after text;
BEGIN
  FOR put IN SELECT * FROM (VALUES
    ('demur.bound_tables()', $a$('services_in_use', '{}', '{}'),$a$, $b$('services_in_use', '{instruction}', '{}'),$b$),
    ('demur.bound_tables()', $a$('policy_versions', '{note}', '{snapshot}'),$a$,
      $b$('service_authorisations', '{}', '{}'),
    ('policy_versions', '{note}', '{snapshot}'),$b$),
    ('demur.bound_tables()', $a$('data_statements', '{detail}', '{}'),$a$,
      $b$('data_statements', '{detail}', '{}'),
    ('api_tokens', '{name}', '{token_hash}'),$b$),
    ('demur.append_events(jsonb,timestamptz)', $a$images[ordinal]::jsonb #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text THEN$a$,
      $b$images[ordinal]::jsonb #>> '{plain,subscriber_id}' IS DISTINCT FROM demur.own_subscriber()::text
        AND NOT (named[ordinal] = 'windows' AND EXISTS (SELECT FROM demur.notices n WHERE n.window_id = ids[ordinal] AND n.subscriber_id = demur.own_subscriber())) THEN$b$)
  ) AS puts (function, old, new) LOOP
    before := pg_get_functiondef(put.function::regprocedure);
    after := replace(before, put.old, put.new);
    IF after = before THEN RAISE EXCEPTION 'there is nothing to put right in %', put.function; END IF;
    EXECUTE after;
  END LOOP;
END $$;
