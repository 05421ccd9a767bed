import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { WebhookMessageKind } from '#db/schema/vocabulary.ts';
import type { Actor } from '#lib/access/actor.ts';
import { recordId } from '#lib/command/inputs.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { LEASE } from './webhook.ts';

const input = z.object({ endpointId: recordId, atMost: z.int().min(1).max(100) });

/** What one who sends has alone until the lease ends. */
export interface Claimed {
  url: string;
  now: Instant;
  /** The latest first. */
  sealed: Buffer[];
  messages: {
    deliveryId: string;
    messageId: string;
    kind: WebhookMessageKind;
    at: Instant;
    data: Record<string, unknown>;
  }[];
}

/** Takes the next messages that are due at an endpoint, past those that somebody else has. Each counts as tried from here on. */
export const claimWebhooks: Unrecorded<z.output<typeof input>, Claimed, Actor> = {
  name: 'claim-webhooks',
  input,
  async work(tx, { endpointId, atMost }, { now }) {
    const endpoints = await tx.execute<{ url: string; sealed: Buffer[] }>(sql`
      select w.url, array(select s.sealed from demur.webhook_secrets s where s.endpoint_id = w.id and (s.works_until is null or s.works_until > ${now}) order by s.made_at desc) as sealed
      from demur.webhook_endpoints w
      where w.id = ${endpointId} and w.ended_at is null and w.paused_at is null and w.disabled_at is null`);
    const [endpoint] = endpoints.rows;
    if (!endpoint) return undefined;
    const { rows } = await tx.execute<Claimed['messages'][number]>(sql`
      with due as materialized (
        select id from demur.webhook_deliveries
        where endpoint_id = ${endpointId} and delivered_at is null and failed_at is null and next_try_at <= ${now}
        order by next_try_at, id limit ${atMost} for update skip locked
      ), claimed as (
        update demur.webhook_deliveries d set next_try_at = ${now}::timestamptz + make_interval(secs => ${LEASE}), tries = d.tries + 1
        from due where d.id = due.id returning d.id, d.message_id
      )
      select c.id as "deliveryId", m.id as "messageId", m.kind, demur.iso(m.at) as at, m.data
      from claimed c join demur.webhook_messages m on m.id = c.message_id`);
    return { value: { ...endpoint, now, messages: rows } };
  },
};
