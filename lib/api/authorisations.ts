import { webPool } from '#db/client.ts';
import { ownAddress } from './address.ts';
import { answerOf } from './answer.ts';
import { type Asked, askAuthorisation, askAuthorisations } from './ask.ts';
import { answerTo, type Door } from './door.ts';
import { ANSWERS, changedAnswers, oneAnswer } from './inputs.ts';
import { readSyncPoint, type SyncPoint, writeSyncPoint } from './sync-point.ts';

type Answered<T> = T extends (...given: never[]) => Promise<Asked<infer A>> ? A : never;

const single: Door<(typeof oneAnswer)['_output'], Answered<typeof askAuthorisation>> = {
  scope: 'authorisations:read',
  parameters: oneAnswer,
  ask: (hash, asked) => askAuthorisation(webPool(), hash, asked),
  content: ({ asOf, service, said }) => ({ asOf, news: answerOf(said, ownAddress(), service) }),
};

const list: Door<(typeof changedAnswers)['_output'], Answered<typeof askAuthorisations>> = {
  scope: 'authorisations:read',
  parameters: changedAnswers,
  async ask(hash, { since, limit }) {
    const point = since === undefined ? BEGINNING : readSyncPoint(since);
    return point ? askAuthorisations(webPool(), hash, point, Number(limit ?? ANSWERS)) : 'cursor_unknown';
  },
  content: (answer, { since }) => {
    const authorisations = answer.said.map((said) => answerOf(said, ownAddress()));
    const { more } = answer;
    const cursor = writeSyncPoint(
      nextPoint(since === undefined ? BEGINNING : (readSyncPoint(since) ?? BEGINNING), answer, authorisations),
    );
    return { asOf: answer.asOf, cursor, news: { more, authorisations } };
  },
};

/** Nothing is in the copy yet. */
export const BEGINNING: SyncPoint = { from: null, round: null };

/** Where a copy is once it holds a page. */
export function nextPoint(
  { from }: SyncPoint,
  { position, at, more }: Pick<Answered<typeof askAuthorisations>, 'position' | 'at' | 'more'>,
  page: { subscriber: { id: string }; subprocessor: { id: string } }[],
): SyncPoint {
  const last = page.at(-1);
  const to = { position, at };
  if (!more || !last) return { from: to, round: null };
  return { from, round: { to, after: [last.subscriber.id, last.subprocessor.id] } };
}

/** `GET /api/v1/authorisations`: one answer where a subscriber or a sub-processor is named, else what may have changed. */
export function authorisations(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const named = ['subscriber', 'subprocessor', 'service'].some((name) => searchParams.has(name));
  return named ? answerTo(request, single) : answerTo(request, list);
}
