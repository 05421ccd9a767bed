import type pg from 'pg';

/** A row that changed without an event naming it, or that an event names although it did not change. */
export interface Unaccounted {
  transaction: string;
  table: string;
  row: string;
  what: 'changed without an event' | 'named without a change';
}

/**
 * Notes from now on every row that is inserted or updated in a table which events bind, with its transaction. Files count
 * once they are filed, evidence once something names it: until then they are no part of the record.
 */
export async function watchRows(superuser: pg.Pool): Promise<void> {
  await superuser.query(`
    CREATE SCHEMA watched;
    CREATE TABLE watched.rows (xid bigint, table_name text, row_id uuid);
    CREATE FUNCTION watched.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF coalesce(to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'files' THEN 'filed_at' WHEN 'evidence_files' THEN 'attached_at' ELSE 'id' END, '') <> '' THEN
        INSERT INTO watched.rows VALUES ((pg_current_xact_id()::text::numeric % 4294967296)::bigint, TG_TABLE_NAME, NEW.id);
      END IF;
      RETURN NULL;
    END $$;
    CREATE TABLE watched.since AS SELECT count FROM demur.log_head;
    DO $$ DECLARE name text; BEGIN
      FOR name IN SELECT table_name FROM demur.bound_tables() LOOP
        EXECUTE format('CREATE TRIGGER watched AFTER INSERT OR UPDATE ON demur.%I FOR EACH ROW EXECUTE FUNCTION watched.note()', name);
      END LOOP;
    END $$`);
}

/** Where the rows that changed and the rows that the events of the same transactions name are not the same. */
export async function unaccounted(superuser: pg.Pool): Promise<Unaccounted[]> {
  const { rows } = await superuser.query<Unaccounted>(`
    WITH changed AS (SELECT DISTINCT xid, table_name, row_id FROM watched.rows),
    named AS (
      SELECT DISTINCT e.xmin::text::bigint AS xid, r ->> 'table' AS table_name, (r ->> 'id')::uuid AS row_id
      FROM demur.events e, jsonb_array_elements(convert_from(e.content, 'UTF8')::jsonb -> 'rows') r
      WHERE e.position > (SELECT count FROM watched.since)
    )
    SELECT coalesce(c.xid, n.xid)::text AS transaction, coalesce(c.table_name, n.table_name) AS "table", coalesce(c.row_id, n.row_id) AS row,
      CASE WHEN n.xid IS NULL THEN 'changed without an event' ELSE 'named without a change' END AS what
    FROM changed c FULL JOIN named n USING (xid, table_name, row_id)
    WHERE c.xid IS NULL OR n.xid IS NULL
    ORDER BY 1, 2`);
  return rows;
}
