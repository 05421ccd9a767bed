import { at, hex, list, maybe, object } from './sql-json.ts';

const graded = (column: string, members: Record<string, string>) =>
  `case when ${column} is not null then ${object({ at: at(column), ...members })} end`;

/** A subscriber may not read the tries: they say what the vendor's own servers said among themselves. */
const delivery = (bySubscriber: boolean) =>
  object({
    id: 'd.id',
    messageId: 'd.message_id',
    to: object({ name: 'd.recipient_name', address: 'd.address' }),
    language: '(select t.language from demur.letter_texts t where t.id = d.text_id)',
    createdAt: at('d.created_at'),
    sentAgainBy: maybe('d.requested_by', 'vendor'),
    handedOver: graded('d.handed_at', { host: 'd.relay_host', code: 'd.relay_code', answer: 'd.relay_answer' }),
    accepted: graded('d.accepted_at', { host: 'd.accepted_host', code: 'd.accepted_code' }),
    bounced: graded('d.bounced_at', { host: 'd.bounce_host', code: 'd.bounce_code', answer: 'd.bounce_answer' }),
    failed: graded('d.failed_at', { reason: 'd.failure' }),
    tries: bySubscriber
      ? `'[]'::jsonb`
      : list(
          object({ at: at('y.tried_at'), host: 'y.host', code: 'y.code', answer: 'y.answer' }),
          'y.tried_at, y.id',
          'demur.delivery_tries y where y.delivery_id = d.id',
        ),
  });

/** The letters of the notice `n`, the first owed first. */
export const letters = (bySubscriber: boolean) =>
  list(
    object({
      id: 'l.id',
      kind: 'l.kind',
      obligedAt: at('l.obliged_at'),
      composedAt: at('l.composed_at'),
      lapsedAt: at('l.lapsed_at'),
      lapsedBecause: 'l.lapsed_because',
      failedAt: at('l.failed_at'),
      failure: 'l.failure',
      texts: list(
        object({
          language: 't.language',
          subject: 't.subject',
          text: 't.body_text',
          sha256: hex('t.sha256'),
          composedAt: at('t.composed_at'),
          enclosures: list(
            object({
              name: 'f.name',
              mediaType: 'f.media_type',
              bytes: 'octet_length(f.content)',
              sha256: hex('f.sha256'),
            }),
            'f.name, f.id',
            'demur.letter_files f where f.text_id = t.id',
          ),
        }),
        't.language',
        'demur.letter_texts t where t.letter_id = l.id',
      ),
      deliveries: list(delivery(bySubscriber), 'd.created_at, d.id', 'demur.deliveries d where d.letter_id = l.id'),
    }),
    'l.obliged_at, l.id',
    'demur.letters l where l.notice_id = n.id',
  );
