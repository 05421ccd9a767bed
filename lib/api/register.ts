import { webPool } from '#db/client.ts';
import { bySession } from '#db/transaction.ts';
import { read } from '#lib/command/read.ts';
import { type CivilDate, type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { registerOn } from '#lib/register/queries.ts';
import { registerJson } from '#lib/register/register-json.ts';
import { frozenSnapshot } from '#lib/register/version-queries.ts';
import { ownAddress } from './address.ts';
import { askToken } from './ask.ts';
import { answerTo, type Door } from './door.ts';
import { registerAsked } from './inputs.ts';
import { tell } from './told.ts';

/** The register is public: what its token buys is a limit of its own, and a place on the record of last use. */
const door: Door<(typeof registerAsked)['_output'], { asOf: Instant; register: object }> = {
  scope: 'register:read',
  parameters: registerAsked,
  async ask(hash, { on, version }) {
    const asked = await askToken(webPool(), hash, 'register:read');
    if (asked.refusal) return asked;
    const register = version ? await frozen(Number(version)) : await asOf(on ? parseCivilDate(on) : null);
    return register ? { ...asked, answer: { asOf: asked.answer, register } } : 'version_unknown';
  },
  content: ({ asOf: at, register }) => ({ asOf: at, told: tell({ register }) }),
};

const everybody = () => bySession(webPool(), null);

function asOf(on: CivilDate | null) {
  return read(everybody(), async (reader) => registerJson(await registerOn(reader, on), on, ownAddress()));
}

async function frozen(number: number): Promise<object | undefined> {
  const version = await read(everybody(), (reader) => frozenSnapshot(reader, number));
  return version && JSON.parse(version.canonical);
}

/** `GET /api/v1/register` */
export function register(request: Request): Promise<Response> {
  return answerTo(request, door);
}
