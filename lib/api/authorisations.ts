import { webPool } from '#db/client.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { ownAddress } from './address.ts';
import { answerOf } from './answer.ts';
import { type Asked, askAuthorisation, askAuthorisations } from './ask.ts';
import { answerTo, type Door } from './door.ts';
import { ANSWERS, changedAnswers, oneAnswer } from './inputs.ts';
import { memory } from './memory.ts';
import { readSyncPoint, type SyncPoint, writeSyncPoint } from './sync-point.ts';
import { type Told, tell } from './told.ts';

type Answered<T> = T extends (...given: never[]) => Promise<Asked<infer A>> ? A : never;
type OneAsked = (typeof oneAnswer)['_output'];

const given = memory();
const question = ({ subscriber, subprocessor, service }: OneAsked) =>
  JSON.stringify([subscriber, subprocessor, service]);

const single: Door<OneAsked, { asOf: Instant; told: Told }> = {
  scope: 'authorisations:read',
  parameters: oneAnswer,
  async ask(hash, parameters) {
    const known = given.recall(question(parameters));
    const asked = await askAuthorisation(webPool(), hash, parameters, known);
    if (asked.refusal !== null) return asked;
    const { answer } = asked;
    if (answer.same) {
      if (!known) throw new Error('nothing was remembered that could be the same');
      return { ...asked, answer: { asOf: answer.asOf, told: known.told } };
    }
    const { asOf, position, until, said, service } = answer;
    const told = tell(answerOf(said, ownAddress(), service));
    given.remember(question(parameters), { position, until, told });
    return { ...asked, answer: { asOf, told } };
  },
  content: (answer) => answer,
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
    return { asOf: answer.asOf, cursor, told: tell({ more, authorisations }) };
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
