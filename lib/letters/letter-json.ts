import { sql } from 'drizzle-orm';

/** What became of the letter `l`, as the members of a JSON object. */
export const headJson = sql`'letterId', l.id, 'kind', l.kind, 'obligedAt', demur.iso(l.obliged_at), 'composedAt', demur.iso(l.composed_at),
  'lapsedAt', demur.iso(l.lapsed_at), 'lapsedBecause', l.lapsed_because, 'failedAt', demur.iso(l.failed_at), 'failure', l.failure`;

/** The delivery `d`, as the members of a JSON object: its grades, and which server said what. */
export const deliveryJson = sql`'id', d.id, 'name', d.recipient_name, 'address', d.address, 'createdAt', demur.iso(d.created_at),
  'handedAt', demur.iso(d.handed_at), 'relayHost', d.relay_host, 'relayCode', d.relay_code,
  'acceptedAt', demur.iso(d.accepted_at), 'acceptedHost', d.accepted_host, 'acceptedCode', d.accepted_code,
  'bouncedAt', demur.iso(d.bounced_at), 'bounceHost', d.bounce_host, 'bounceCode', d.bounce_code, 'bounceAnswer', d.bounce_answer,
  'failedAt', demur.iso(d.failed_at), 'failure', d.failure`;

/** While it is still to be sent. Not for a subscriber: the queue is the vendor's own matter. */
export const queuedJson = sql`(select jsonb_build_object('tries', q.tries, 'nextTryAt', demur.iso(q.next_try_at)) from demur.delivery_queue q where q.id = d.id)`;

/** The files that went with the text `t`. */
export const enclosuresJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'bytes', octet_length(f.content),
  'sha256', encode(f.sha256, 'hex')) order by f.name, f.id), '[]') from demur.letter_files f where f.text_id = t.id)`;

/** The texts of the letter `l`, one a language, without their HTML. Where a link of one reader's own stands once it is sent, they say so. */
export const textsJson = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'language', t.language, 'subject', t.subject, 'bodyText', replace(t.body_text, '{link}', '(here each reader has a link of their own)'),
  'sha256', encode(t.sha256, 'hex'), 'composedAt', demur.iso(t.composed_at), 'enclosures', ${enclosuresJson}) order by t.language), '[]')
  from demur.letter_texts t where t.letter_id = l.id)`;

/** The deliveries of the letter `l` with all that is known of them: which text, by which Message-ID, and every try. */
export const knownDeliveriesJson = sql`(select coalesce(jsonb_agg(jsonb_build_object(${deliveryJson}, 'queued', ${queuedJson}, 'userId', d.user_id,
    'language', t.language, 'messageId', d.message_id, 'requestedBy', (select u.name from demur.users u where u.id = d.requested_by),
    'tries', (select coalesce(jsonb_agg(jsonb_build_object('triedAt', demur.iso(y.tried_at), 'host', y.host, 'code', y.code, 'answer', y.answer)
      order by y.tried_at, y.id), '[]') from demur.delivery_tries y where y.delivery_id = d.id)) order by d.created_at, d.id), '[]')
  from demur.deliveries d join demur.letter_texts t on t.id = d.text_id where d.letter_id = l.id)`;
