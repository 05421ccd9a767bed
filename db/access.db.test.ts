import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsWith, insertRight, plant, type Role, rightsOf, roles } from './testing/rights.ts';
import { type TestDatabase, testDatabase } from './testing/template.ts';

/**
 * Who may do what to the rows of which table. R, I, U, D: read, insert, update, delete any row; small letters: only
 * rows of the subscriber on whose behalf the role acts. Updates are of the columns in `updatable` and no others.
 * Whoever is not named may do nothing: the web's own login, and the public where its column is empty.
 */
// biome-ignore format: a table is read along its lines
const matrix: Record<string, [publicRole: string, subscriber: string, admin: string, legal: string, worker: string]> = {
  //                       public subscr. admin    legal    worker
  acceptances:           ['',      'riu',   'RU',    'R',     'R'],
  action_completions:    ['',      'ru',    'RI',    'R',     'R'],
  admissions:            ['',      'r',     'RI',    'R',     'R'],
  attestations:          ['',      '',      'RI',    'R',     ''],
  calendar_feeds:        ['',      'riu',   '',      'R',     ''],
  certifications:        ['R',     'R',     'RI',    'R',     'R'],
  api_token_uses:        ['',      '',      'R',     'R',     ''],
  api_tokens:            ['',      '',      'RIU',   'R',     ''],
  bounce_reports:        ['',      '',      '',      '',      'RU'],
  change_drafts:         ['',      '',      'RIUD',  '',      ''],
  changes:               ['R',     'R',     'RIU',   'R',     'R'],
  closures:              ['R',     'R',     'RID',   'R',     'R'],
  company_amendments:    ['R',     'R',     'RI',    'R',     'R'],
  corrective_actions:    ['',      'ri',    'RI',    'R',     'R'],
  data_statements:       ['',      'r',     'RI',    'R',     'R'],
  dpa_profiles:          ['',      'r',     'RI',    'R',     'R'],
  dpa_records:           ['',      'r',     'RIU',   'R',     'R'],
  events:                ['',      'r',     'R',     'R',     'R'],
  evidence_files:        ['',      '',      'RI',    'R',     ''],
  evidence_pieces:       ['',      '',      'R',     'R',     ''],
  extensions:            ['',      'r',     'RI',    'R',     'R'],
  file_pieces:           ['',      'r',     'R',     'R',     ''],
  files:                 ['',      'ri',    'RI',    'R',     'R'],
  followers:             ['',      '',      'R',     '',      'RU'],
  grounds_assessed:      ['',      '',      'RI',    'R',     'R'],
  deliveries:            ['',      'r',     'RI',    'R',     'RIU'],
  delivery_queue:        ['',      '',      'RI',    'R',     'RIUD'],
  delivery_tries:        ['',      '',      'R',     'R',     'RI'],
  heartbeats:            ['',      '',      'R',     'R',     'RIU'],
  letter_files:          ['',      'r',     'R',     'R',     'RI'],
  letter_texts:          ['',      'r',     'R',     'R',     'RI'],
  letters:               ['',      'ri',    'RIU',   'R',     'RIU'],
  letter_stops:          ['',      '',      '',      '',      'RU'],
  inbox_marks:           ['',      'riu',   'RIU',   'RIU',   ''],
  log_head:              ['',      '',      '',      'R',     ''],
  logos:                 ['R',     'R',     'RIUD',  'R',     'R'],
  mail_relay:            ['',      '',      'R',     'R',     'RIU'],
  memberships:           ['',      'r',     'RIU',   'R',     'R'],
  messages:              ['',      'ri',    'RI',    'R',     'R'],
  migrations:            ['',      '',      '',      '',      ''],
  notices:               ['',      'riu',   'RIU',   'R',     'RIU'],
  objection_drafts:      ['',      'riud',  '',      '',      ''],
  objection_files:       ['',      'ri',    'RI',    'R',     'R'],
  objection_progress:    ['',      'riu',   'RIU',   'R',     'RU'],
  objections:            ['',      'ri',    'RI',    'R',     'R'],
  outages:               ['',      '',      'RU',    'R',     'RI'],
  party_uploads:         ['',      '',      'RID',   '',      'RD'],
  policy_versions:       ['R',     'R',     'RI',    'R',     'R'],
  preferences:           ['',      'riu',   'RIU',   'RIU',   'RIU'],
  proposals:             ['',      'ru',    'RIU',   'R',     'RU'],
  publication_approvals: ['',      '',      'RIU',   'R',     ''],
  publishing_progress:   ['',      '',      'RIUD',  '',      ''],
  readings:              ['',      'ri',    'R',     'R',     'R'],
  reference_key:         ['',      '',      '',      '',      ''],
  register_uploads:      ['',      '',      'RID',   '',      'RD'],
  requested_actions:     ['',      'ri',    'RI',    'R',     'R'],
  resolutions:           ['',      'ri',    'RI',    'R',     'R'],
  retractions:           ['',      'ri',    'R',     'R',     'R'],
  salts:                 ['',      '',      '',      'R',     ''],
  services:              ['R',     'R',     'RI',    'R',     'R'],
  services_in_use:       ['',      'riu',   'RIU',   'R',     'R'],
  service_authorisations: ['',     'ri',    'R',     'R',     'R'],
  sessions:              ['',      '',      '',      '',      'RD'],
  sign_in_failures:      ['',      '',      '',      '',      ''],
  subprocessors:         ['R',     'R',     'RIU',   'R',     'R'],
  subscribers:           ['',      'r',     'RIU',   'R',     'R'],
  sweep_marks:           ['',      '',      '',      '',      'RIU'],
  terms:                 ['R',     'R',     'RI',    'R',     'R'],
  terms_services:        ['R',     'R',     'RI',    'R',     'R'],
  users:                 ['',      'r',     'RIU',   'R',     'R'],
  vendor:                ['R',     'R',     'RIU',   'R',     'R'],
  vendor_role_grants:    ['',      '',      'RIU',   'R',     'R'],
  webhook_cursor:        ['',      '',      '',      '',      ''],
  webhook_deliveries:    ['',      '',      'RI',    '',      'RU'],
  webhook_endpoints:     ['',      '',      'RIU',   'R',     'RU'],
  webhook_health:        ['',      '',      'RI',    '',      'RU'],
  webhook_messages:      ['',      '',      'RI',    '',      'RD'],
  webhook_secrets:       ['',      '',      'RIU',   'R',     'R'],
  webhook_tries:         ['',      '',      'R',     '',      'RI'],
  windows:               ['',      'ri',    'RI',    'R',     'RI'],
};

const updatable: Record<string, Partial<Record<Role, string>>> = {
  acceptances: {
    demur_subscriber: 'taken_back_at taken_back_by',
    demur_privacy_admin: 'taken_back_at taken_back_by',
  },
  action_completions: {
    demur_subscriber: 'dispute disputed_at disputed_by',
  },
  api_tokens: {
    demur_privacy_admin: 'revoked_at revoked_by',
  },
  bounce_reports: {
    demur_worker: 'applied_at',
  },
  change_drafts: {
    demur_privacy_admin: 'against_version authors content created_by id published_as updated_at',
  },
  changes: {
    demur_privacy_admin: 'superseded_at withdrawal_reason withdrawn_at withdrawn_by',
  },
  dpa_records: {
    demur_privacy_admin: 'ended_at',
  },
  evidence_files: {
    demur_privacy_admin: 'attached_at completed_at sha256 size',
  },
  logos: {
    demur_privacy_admin: 'content id media_type sha256',
  },
  memberships: {
    demur_privacy_admin: 'ended_at',
  },
  files: {
    demur_subscriber: 'completed_at filed_at media_type sha256 size',
    demur_privacy_admin: 'completed_at filed_at media_type sha256 size',
  },
  followers: {
    demur_worker: 'email ended_at token_hash',
  },
  deliveries: {
    demur_worker:
      'accepted_at accepted_code accepted_host address bounce_answer bounce_code bounce_host bounced_at failed_at failure handed_at recipient_name relay_answer relay_code relay_host',
  },
  delivery_queue: {
    demur_worker: 'circular first_tried_at id leased_until next_try_at tries',
  },
  letters: {
    demur_privacy_admin: 'failed_at failure',
    demur_worker: 'composed_at failed_at failure lapsed_at lapsed_because',
  },
  calendar_feeds: {
    demur_subscriber: 'revoked_at',
  },
  inbox_marks: {
    demur_subscriber: 'read_singly read_through',
    demur_privacy_admin: 'read_singly read_through',
    demur_legal: 'read_singly read_through',
  },
  preferences: {
    demur_subscriber: 'changed_at language muted',
    demur_privacy_admin: 'changed_at language muted',
    demur_legal: 'changed_at language muted',
    demur_worker: 'changed_at muted',
  },
  letter_stops: {
    demur_worker: 'done_at',
  },
  mail_relay: {
    demur_worker: 'answer carrier host id next_try_at seen_at tries unreachable_since',
  },
  heartbeats: {
    demur_worker: 'beat_at',
  },
  outages: {
    demur_privacy_admin: 'extended_at extended_by reason',
  },
  sweep_marks: {
    demur_worker: 'at id',
  },
  notices: {
    demur_subscriber: 'answer answered_at early_start_at shown_at unproven_since',
    demur_privacy_admin: 'answer answered_at close_recorded_at closes_at recorded_outcome',
    demur_worker: 'close_recorded_at recorded_outcome shown_at unproven_since',
  },
  objection_drafts: {
    demur_subscriber: 'content updated_at updated_by',
  },
  objection_progress: {
    demur_subscriber: 'paused_at respond_by status',
    demur_privacy_admin: 'paused_at respond_by status',
    demur_worker: 'paused_at respond_by status',
  },
  proposals: {
    demur_subscriber: 'answer answered_at answered_by',
    demur_privacy_admin: 'answer answered_at answered_by',
    demur_worker: 'answer answered_at answered_by',
  },
  publication_approvals: {
    demur_privacy_admin: 'answer answered_at answered_by reason',
  },
  publishing_progress: {
    demur_privacy_admin: 'done step told_at total',
  },
  services_in_use: {
    demur_subscriber: 'dropped_at dropped_by',
    demur_privacy_admin: 'dropped_at dropped_by',
  },
  subscribers: {
    demur_privacy_admin: 'country name',
  },
  subprocessors: {
    demur_privacy_admin: 'address contact group_name legal_name tier website',
  },
  users: {
    demur_privacy_admin: 'disabled_at name password_hash password_issued_at',
  },
  vendor: {
    demur_privacy_admin:
      'accent country default_length demo four_eyes id legal_name privacy_contact region reminder_days response_target_days zone',
  },
  vendor_role_grants: {
    demur_privacy_admin: 'ended_at',
  },
  webhook_deliveries: {
    demur_worker: 'answer code delivered_at failed_at next_try_at tries',
  },
  webhook_endpoints: {
    demur_privacy_admin: 'changed_at disabled_at ended_at ended_by kinds name paused_at url',
    demur_worker: 'changed_at disabled_at',
  },
  webhook_health: {
    demur_worker: 'failing_since',
  },
  webhook_secrets: {
    demur_privacy_admin: 'works_until',
  },
};

let database: TestDatabase;
let tables: string[];

beforeAll(async () => {
  database = await testDatabase();
  const { rows } = await database.superuser.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'demur'::regnamespace and relkind in ('r', 'p', 'm', 'f') order by 1`,
  );
  tables = rows.map(({ name }) => name);
  await plant(database, tables);
});
afterAll(() => database.drop());

describe('every table', () => {
  it('is in the matrix, and nothing else is', () => expect(Object.keys(matrix).sort()).toEqual(tables));

  it.each(Object.keys(matrix))('%s lets each role do what the matrix says, and no more', async (table) => {
    const found: string[] = [];
    for (const role of roles) found.push(await rightsOf(database, role, table));
    expect(found).toEqual(matrix[table]);
  });

  it.each(Object.keys(matrix))('%s is updated in the columns named, and in no other', async (table) => {
    for (const role of roles) {
      const held = (await columnsWith(database, role, table, 'update')).join(' ');
      expect(held, role).toBe(updatable[table]?.[role] ?? '');
    }
  });

  it.each(Object.keys(matrix))('%s is nothing to a login that has taken on no role', async (table) => {
    expect(await rightsOf(database, null, table)).toBe('');
  });

  it.each(Object.keys(matrix))('%s is emptied, referenced or given a trigger by nobody', async (table) => {
    const { rows } = await database.superuser.query(
      `select grantee, privilege_type from information_schema.role_table_grants where table_schema = 'demur' and table_name = $1
       and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') and grantee <> 'demur_owner'`,
      [table],
    );
    expect(rows).toEqual([]);
  });
});

/** What any reader may read holds no subscriber's rows; every other table is guarded, and for its owner too. */
const open = [
  'closures',
  'changes',
  'company_amendments',
  'logos',
  'migrations',
  'policy_versions',
  'services',
  'subprocessors',
  'terms',
  'terms_services',
  'vendor',
];

describe('row level security', () => {
  it('is enabled and forced wherever a subscriber has rows, with a policy that lets the owner work', async () => {
    const { rows } = await database.superuser.query(
      `
      select relname as table, relrowsecurity as enabled, relforcerowsecurity as forced,
        exists (select from pg_policy where polrelid = c.oid and polname = 'owner_works' and polcmd = '*'
          and pg_get_expr(polqual, polrelid) = 'true' and pg_get_expr(polwithcheck, polrelid) = 'true'
          and polroles = array['demur_owner'::regrole::oid]) as owner_works
      from pg_class c where relnamespace = 'demur'::regnamespace and relkind = 'r' and relname <> all ($1) order by 1`,
      [open],
    );
    expect(rows).toEqual(
      tables
        .filter((table) => !open.includes(table))
        .map((table) => ({ table, enabled: true, forced: true, owner_works: true })),
    );
  });

  it('covers every table with a column of a subscriber', async () => {
    const { rows } = await database.superuser.query(
      `select distinct table_name from information_schema.columns where table_schema = 'demur' and column_name = 'subscriber_id' and table_name = any ($1)`,
      [open],
    );
    expect(rows).toEqual([]);
  });

  it('is bypassed by no role of ours, and none is a superuser or owns a table', async () => {
    const { rows } = await database.superuser.query(`
      select rolname, rolbypassrls, rolsuper from pg_roles where rolname like 'demur\\_%' and (rolbypassrls or rolsuper)`);
    expect(rows).toEqual([]);
    const owners = await database.superuser.query(
      `select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'demur'::regnamespace`,
    );
    expect(owners.rows).toEqual([{ owner: 'demur_owner' }]);
  });

  it('is kept by every view, which reads as whoever asks', async () => {
    const { rows } = await database.superuser.query(
      `select relname from pg_class where relnamespace = 'demur'::regnamespace and relkind = 'v' and not coalesce(reloptions::text[] @> '{security_invoker=true}', false)`,
    );
    expect(rows).toEqual([]);
  });
});

describe('functions', () => {
  it('are nobody’s until granted', async () => {
    const { rows } = await database.superuser.query(`
      select p.oid::regprocedure::text as name from pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
      where pronamespace = 'demur'::regnamespace and a.grantee = 0`);
    expect(rows).toEqual([]);
  });

  it('that run as their owner look nothing up by the caller’s search path', async () => {
    const { rows } = await database.superuser.query(`
      select p.oid::regprocedure::text as name from pg_proc p
      where pronamespace = 'demur'::regnamespace and prosecdef and not coalesce(proconfig::text like '%search_path=%', false)`);
    expect(rows).toEqual([]);
  });

  it('that run as their owner put nothing down in a table of the caller’s, whose triggers would run as the owner too', async () => {
    const client = await database.superuser.connect();
    try {
      await client.query('begin');
      await client.query('set local role demur_privacy_admin');
      await client.query(`create temp table notice_events (place bigint, notice uuid, subscriber uuid, content bytea, digest bytea, salts jsonb);
        grant all on notice_events to demur_owner`);
      await client.query(`select set_config('demur.acting', 'privacy_admin', true)`);
      const append = client.query(`select demur.append_notice_events('notice.given', '{}', clock_timestamp(), '{}')`);
      await expect(append).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('somebody else') });
    } finally {
      client.release(true);
    }
  });
});

/** A file belongs to its draft until it is filed: only then may the other side see it, and then nobody may touch it. */
describe('a file', () => {
  // biome-ignore format: a table is read along its lines
  const states = [
    { state: 'uploaded for a draft',        side: 'subscriber', filed: false, rights: ['rud', '', ''],    pieces: ['r', '', ''] },
    { state: 'filed',                       side: 'subscriber', filed: true,  rights: ['r', 'R', 'R'],    pieces: ['r', 'R', 'R'] },
    { state: 'of the vendor, not yet sent', side: 'vendor',     filed: false, rights: ['', 'RUD', ''],    pieces: ['', 'R', ''] },
    { state: 'sent by the vendor',          side: 'vendor',     filed: true,  rights: ['r', 'R', 'R'],    pieces: ['r', 'R', 'R'] },
  ];
  it.each(states)('$state', async ({ side, filed, rights, pieces }) => {
    const client = await database.superuser.connect();
    await client.query('set session_replication_role = replica');
    await client.query('update demur.files set side = $1, filed_at = $2', [
      side,
      filed ? '2026-11-02T08:00:00Z' : null,
    ]);
    client.release(true);
    const found = { rights: [] as string[], pieces: [] as string[] };
    for (const role of ['demur_subscriber', 'demur_privacy_admin', 'demur_legal'] as const) {
      found.rights.push(await rightsOf(database, role, 'files', 'RUD'));
      found.pieces.push(await rightsOf(database, role, 'file_pieces', 'RUD'));
    }
    expect(found).toEqual({ rights, pieces });
  });

  it.each(['files', 'messages'])('(or message) is brought by its own side: %s', async (table) => {
    expect(await insertRight(database, 'demur_subscriber', table, 'subscriber')).toBe('i');
    expect(await insertRight(database, 'demur_subscriber', table, 'vendor')).toBe('');
    expect(await insertRight(database, 'demur_privacy_admin', table, 'vendor')).toBe('I');
    expect(await insertRight(database, 'demur_privacy_admin', table, 'subscriber')).toBe('');
  });
});
