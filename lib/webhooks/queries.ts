import { type SQL, sql } from 'drizzle-orm';
import type { WebhookFailure, WebhookKind, WebhookMessageKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { PAGE, pageOf, readCursor } from '#lib/command/cursor.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { FAILING_HOURS } from './webhook.ts';

/** An endpoint as the desk sees it: all but its secrets, which nobody is shown again. */
export interface ShownWebhook {
  id: string;
  name: string;
  url: string;
  kinds: WebhookKind[];
  recordedBy: string;
  recordedAt: Instant;
  pausedAt: Instant | null;
  disabledAt: Instant | null;
  endedBy: string | null;
  endedAt: Instant | null;
  failingSince: Instant | null;
  longFailing: boolean;
  lastDeliveredAt: Instant | null;
  /** Messages that wait, and that were given up: counted up to a thousand. */
  waiting: number;
  failed: number;
  /** Until when the secret before the latest works too. */
  formerSecretUntil: Instant | null;
}

/** The most that is counted; more is said to be more. */
export const COUNTED = 1000;

const counted = (which: SQL) =>
  sql`(select count(*)::integer from (select from demur.webhook_deliveries d where d.endpoint_id = w.id and ${which} limit ${COUNTED + 1}) few)`;

const endpoint = sql`
  select w.id, w.name, w.url, w.kinds, r.name as "recordedBy", demur.iso(w.recorded_at) as "recordedAt",
    demur.iso(w.paused_at) as "pausedAt", demur.iso(w.disabled_at) as "disabledAt", e.name as "endedBy", demur.iso(w.ended_at) as "endedAt",
    demur.iso(h.failing_since) as "failingSince",
    coalesce(h.failing_since < demur.now() - make_interval(hours => ${FAILING_HOURS}), false) as "longFailing",
    (select demur.iso(d.delivered_at) from demur.webhook_deliveries d where d.endpoint_id = w.id and d.delivered_at is not null order by d.delivered_at desc limit 1) as "lastDeliveredAt",
    ${counted(sql`d.delivered_at is null and d.failed_at is null`)} as waiting,
    ${counted(sql`d.failed_at is not null`)} as failed,
    (select demur.iso(max(s.works_until)) from demur.webhook_secrets s where s.endpoint_id = w.id and s.works_until > demur.now()) as "formerSecretUntil"
  from demur.webhook_endpoints w
  join demur.users r on r.id = w.recorded_by
  left join demur.users e on e.id = w.ended_by
  left join demur.webhook_health h on h.endpoint_id = w.id`;

/** The endpoints, those that are told something first, the latest first. */
export async function webhooksList({ tx }: { tx: Transaction }): Promise<ShownWebhook[]> {
  const { rows } = await tx.execute<ShownWebhook & Record<string, unknown>>(
    sql`${endpoint} order by w.ended_at is not null, w.id desc`,
  );
  return rows;
}

/** One of them; undefined where there is none. */
export async function webhookOf({ tx }: { tx: Transaction }, id: string): Promise<ShownWebhook | undefined> {
  const { rows } = await tx.execute<ShownWebhook & Record<string, unknown>>(sql`${endpoint} where w.id = ${id}`);
  return rows[0];
}

/** A message on its way to an endpoint, with the tries that were not taken. */
export interface ShownDelivery {
  deliveryId: string;
  messageId: string;
  kind: WebhookMessageKind;
  /** The case that it tells of, where it tells of one. */
  reference: string | null;
  happenedAt: Instant;
  createdAt: Instant;
  requestedBy: string | null;
  nextTryAt: Instant;
  started: number;
  deliveredAt: Instant | null;
  code: number | null;
  answer: string | null;
  failedAt: Instant | null;
  tries: { id: string; at: Instant; failure: WebhookFailure; code: number | null; answer: string }[];
}

export interface DeliveriesPage {
  now: Instant;
  rows: ShownDelivery[];
  next: string | null;
}

/** What one endpoint was and is to be sent, the latest first, in one statement. */
export async function webhookDeliveries(
  { tx }: { tx: Transaction },
  endpointId: string,
  asked: { cursor?: string | undefined; onlyFailed?: boolean } = {},
): Promise<DeliveriesPage> {
  const after = readCursor(asked.cursor);
  const { rows } = await tx.execute<{ now: Instant; row: ShownDelivery | null }>(sql`
    select demur.iso(demur.now()) as now, page.row
    from (select 1) one left join lateral (
      select jsonb_build_object('deliveryId', d.id, 'messageId', m.id, 'kind', m.kind, 'reference', m.data #>> '{case,reference}',
        'happenedAt', demur.iso(m.at), 'createdAt', demur.iso(d.created_at), 'requestedBy', u.name, 'nextTryAt', demur.iso(d.next_try_at),
        'started', d.tries, 'deliveredAt', demur.iso(d.delivered_at), 'code', d.code, 'answer', d.answer, 'failedAt', demur.iso(d.failed_at),
        'tries', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'at', demur.iso(t.tried_at), 'failure', t.failure, 'code', t.code, 'answer', t.answer)
          order by t.tried_at), '[]') from demur.webhook_tries t where t.delivery_id = d.id)) as row
      from (
        select * from demur.webhook_deliveries d where d.endpoint_id = ${endpointId} ${asked.onlyFailed ? sql`and d.failed_at is not null` : sql``}
          ${after ? sql`and (d.created_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
        order by d.created_at desc, d.id desc limit ${PAGE + 1}
      ) d join demur.webhook_messages m on m.id = d.message_id left join demur.users u on u.id = d.requested_by
      order by d.created_at desc, d.id desc
    ) page on true`);
  const now = rows[0]?.now;
  if (!now) throw new Error('one row is always there');
  const listed = rows.flatMap(({ row }) => row ?? []);
  return { now, ...pageOf(listed, now, ({ createdAt: at, deliveryId: id }) => ({ at, id })) };
}
