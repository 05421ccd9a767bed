import type pg from 'pg';
import type { Transaction } from '../transaction.ts';

/** A node of PostgreSQL's plan, as EXPLAIN (ANALYZE, FORMAT JSON) writes it. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** What one statement does that a list of a large table must not do; empty: nothing. */
export type Faults = string[];

/** More than a page needs, and more than the notices of a few open windows that a list may have to step over. */
const ENOUGH = 10_000;

/**
 * Runs a page's own reads, then explains each statement that they sent, under the same role and in the same transaction.
 * A fault is: a sequential scan of a large table; one of a table of middling size that no index could replace (a larger
 * one would be read whole); a sort of many rows; and many rows read only to be thrown away.
 *
 * @param large the tables that hold many rows
 * @param middling those that hold some thousands, which PostgreSQL may well read whole
 */
export async function faultsOf(
  tx: Pick<Transaction, '$client'>,
  { large, middling }: { large: ReadonlySet<string>; middling: ReadonlySet<string> },
  reads: () => Promise<unknown>,
): Promise<Faults> {
  const client = tx.$client;
  const sent = await recorded(client, reads);
  if (sent.length === 0) throw new Error('the page sent no statement');
  const faults: Faults = [];
  for (const { text, values } of sent) {
    const chosen = await planOf(client, 'analyze, format json', text, values);
    const found = [...scansIn(chosen, large), ...wasteIn(chosen)];
    await client.query('set local enable_seqscan = off');
    found.push(...scansIn(await planOf(client, 'format json', text, values), middling));
    await client.query('set local enable_seqscan = on');
    for (const fault of found) faults.push(`${fault}\n    of ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 300)}`);
  }
  return faults;
}

async function planOf(client: pg.PoolClient, how: string, text: string, values: unknown[]): Promise<PlanNode> {
  const { rows } = await client.query(`explain (${how}) ${text}`, values);
  return rows[0]['QUERY PLAN'][0].Plan;
}

interface Sent {
  text: string;
  values: unknown[];
}

async function recorded(client: pg.PoolClient, reads: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const own = client.query;
  const recording = (query: string | { text: string; values?: unknown[] }, values?: unknown[]) => {
    const text = typeof query === 'string' ? query : query.text;
    sent.push({ text, values: values ?? (typeof query === 'string' ? [] : (query.values ?? [])) });
    return Reflect.apply(own, client, [query, values]);
  };
  client.query = recording as typeof client.query;
  try {
    await reads();
  } finally {
    client.query = own;
  }
  return sent;
}

const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

function scansIn(plan: PlanNode, tables: ReadonlySet<string>): Faults {
  return nodes(plan)
    .filter(
      (node) =>
        node['Node Type'] === 'Seq Scan' && tables.has(node['Relation Name'] ?? '') && node['Actual Loops'] !== 0,
    )
    .map((node) => `reads all of ${node['Relation Name']}`);
}

function wasteIn(plan: PlanNode): Faults {
  return nodes(plan).flatMap((node) => {
    const loops = node['Actual Loops'] ?? 1;
    const sorted = node['Node Type'] === 'Sort' ? (node['Actual Rows'] ?? 0) * loops : 0;
    const thrown = (node['Rows Removed by Filter'] ?? 0) * loops;
    return [
      ...(sorted > ENOUGH ? [`sorts ${sorted} rows`] : []),
      ...(thrown > ENOUGH
        ? [
            `reads ${thrown} rows of ${node['Relation Name']} by ${node['Index Name'] ?? node['Node Type']} only to throw them away`,
          ]
        : []),
    ];
  });
}
