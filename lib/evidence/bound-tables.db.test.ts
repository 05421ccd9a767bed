import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { boundTables } from './bound-tables.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** The columns of text that stand in events as they are. Each holds a stored word, a code, or a reference that the database made. */
const plainText = [
  'api_tokens.scopes',
  'attestations.item',
  'changes.kind',
  'data_statements.statement',
  'deliveries.message_id',
  'dpa_profiles.authorisation',
  'dpa_profiles.country',
  'dpa_profiles.region',
  'dpa_profiles.rule',
  'dpa_profiles.unit',
  'evidence_files.media_type',
  'files.media_type',
  'files.side',
  'grounds_assessed.assessment',
  'grounds_assessed.category',
  'letter_texts.language',
  'memberships.right',
  'messages.kind',
  'messages.side',
  'notices.answer',
  'notices.applies_because',
  'notices.occasion',
  'notices.recorded_outcome',
  'notices.reference',
  'objection_progress.status',
  'objections.acting_as',
  'objections.channel',
  'objections.ground_categories',
  'objections.reference',
  'preferences.language',
  'preferences.muted',
  'proposals.answer',
  'proposals.duration',
  'proposals.option',
  'publication_approvals.answer',
  'resolutions.cease_scope',
  'resolutions.option',
  'resolutions.withdrawal_basis',
  'resolutions.withdrawal_duration',
  'subprocessors.category',
  'subscribers.country',
  'vendor_role_grants.role',
  'webhook_endpoints.kinds',
];

describe('the tables that the log answers for', () => {
  it('are the same in SQL and here', async () => {
    const { rows } = await database.owner.query<{ table_name: string }>('select table_name from demur.bound_tables()');
    expect(Object.keys(boundTables).sort()).toEqual(rows.map((row) => row.table_name).sort());
  });

  it('have a uuid named id, and seal or leave out only columns that they have', async () => {
    const { rows } = await database.owner.query<{ table_name: string; data_type: string; unknown: string[] }>(`
      select b.table_name, c.data_type, array(
        select unnest(b.sealed || b.left_out) except select column_name from information_schema.columns x
        where x.table_schema = 'demur' and x.table_name = b.table_name) as unknown
      from demur.bound_tables() b
      left join information_schema.columns c on c.table_schema = 'demur' and c.table_name = b.table_name and c.column_name = 'id'`);
    for (const row of rows) expect(row).toEqual({ table_name: row.table_name, data_type: 'uuid', unknown: [] });
  });

  it('seal every column of free text, names and addresses: what is plain is an id, a word, a number, an instant or a hash', async () => {
    const { rows } = await database.owner.query<{ name: string }>(`
      select c.table_name || '.' || c.column_name as name from demur.bound_tables() b
      join information_schema.columns c on c.table_schema = 'demur' and c.table_name = b.table_name
      where c.column_name <> all (b.sealed || b.left_out || '{id}'::text[])
        and (c.data_type in ('text', 'jsonb') or (c.data_type = 'ARRAY' and c.udt_name <> '_uuid')) order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(plainText);
  });
});
