import type pg from 'pg';
import type {
  ApiScope,
  ChangeKind,
  ObjectionStatus,
  Outcome,
  ReportedGrade,
  ResolutionOption,
} from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { Said } from './answer.ts';
import type { SyncPoint } from './sync-point.ts';

/** Why the database did not answer. */
export type TokenRefusal = 'token_unknown' | 'token_revoked' | 'token_expired' | 'scope_missing';
export type AskRefusal =
  | TokenRefusal
  | 'subscriber_unknown'
  | 'subprocessor_unknown'
  | 'service_unknown'
  | 'cursor_unknown';

/** What one statement gave: whose token it was, and the answer or why there is none. */
export type Asked<A> =
  | { token: string | null; refusal: AskRefusal; answer: null }
  | { token: string; refusal: null; answer: A };

/** Whatever can run one statement: the web's pool, or a test's own connection. */
export type Connection = Pick<pg.Pool, 'query'>;

interface Named {
  id: string;
  slug: string;
  name: string;
}

/** The answer; or that the one which is remembered still is the answer. */
export type Single =
  | { asOf: Instant; same: true }
  | { asOf: Instant; same: false; position: number; until: Instant | null; service: Named | null; said: Said };

/**
 * May we? One statement: it checks the token and asks the law, or sees that nothing has happened since `known`. Each
 * connection plans it once.
 */
export function askAuthorisation(
  connection: Connection,
  hash: Buffer,
  { subscriber, subprocessor, service }: { subscriber: string; subprocessor: string; service?: string | undefined },
  known?: { position: number; until: Instant | null },
): Promise<Asked<Single>> {
  return one(connection, {
    name: 'api_authorisation',
    text: 'SELECT token, refusal, answer FROM demur.api_authorisation($1, $2, $3, $4, $5, $6)',
    values: [hash, subscriber, subprocessor, service ?? null, known?.position ?? null, known?.until ?? null],
  });
}

/** A page of what may have changed since a point. One statement, and so one state of log and answers. */
export function askAuthorisations(
  connection: Connection,
  hash: Buffer,
  since: SyncPoint,
  limit: number,
): Promise<Asked<{ asOf: Instant; position: number; at: Instant; more: boolean; said: Said[] }>> {
  const { from, round } = since;
  return one(connection, {
    name: 'api_authorisations',
    text: 'SELECT token, refusal, answer FROM demur.api_authorisations($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      hash,
      ...[from?.position ?? null, from?.at ?? null, round?.to.position ?? null, round?.to.at ?? null],
      ...(round?.after ?? [null, null]),
      limit,
    ],
  });
}

/** What `demur.api_cases` says of one case. */
export interface SaidCase {
  reference: string;
  subscriber: Named;
  subprocessor: { id: string; slug: string; legalName: string };
  change: { id: string; kind: ChangeKind; title: string; plannedStartOn: string };
  outcome: Outcome;
  givenAt: Instant;
  closesAt: Instant;
  objection: { reference: string; status: ObjectionStatus } | null;
  resolution: ResolutionOption | null;
}

/** A page of the cases, the latest first, after the one of a reference. One statement, which checks the token too. */
export function askCases(
  connection: Connection,
  hash: Buffer,
  {
    subscriber,
    outcome,
    after,
  }: { subscriber?: string | undefined; outcome?: Outcome | undefined; after?: string | undefined },
  limit: number,
): Promise<Asked<{ asOf: Instant; more: boolean; cases: SaidCase[] }>> {
  return one(connection, {
    name: 'api_cases',
    text: 'SELECT token, refusal, answer FROM demur.api_cases($1, $2, $3, $4, $5)',
    values: [hash, subscriber ?? null, outcome ?? null, after ?? null, limit],
  });
}

/** One report as `demur.report_deliveries` answers it. */
export interface SaidReport {
  messageId: string;
  event: ReportedGrade;
  known: boolean;
}

/** Gives reports of letters to the worker, once each. One statement, which checks the token too. */
export function askReports(
  connection: Connection,
  hash: Buffer,
  reports: object[],
): Promise<Asked<{ asOf: Instant; reports: SaidReport[] }>> {
  return one(connection, {
    name: 'report_deliveries',
    text: 'SELECT token, refusal, answer FROM demur.report_deliveries($1, $2)',
    values: [hash, JSON.stringify(reports)],
  });
}

/** Whether a token may ask for what a scope allows. */
export function askToken(connection: Connection, hash: Buffer, scope: ApiScope): Promise<Asked<Instant>> {
  return one(connection, {
    name: 'api_token',
    text: 'SELECT token, refusal, demur.iso(demur.now()) AS answer FROM demur.api_token_of($1, $2)',
    values: [hash, scope],
  });
}

async function one<A>(connection: Connection, query: pg.QueryConfig): Promise<Asked<A>> {
  const { rows } = await connection.query<Asked<A> & pg.QueryResultRow>(query);
  const [row] = rows;
  if (!row) throw new Error('one row is always there');
  return row;
}
