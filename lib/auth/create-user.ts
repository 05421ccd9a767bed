import process from 'node:process';
import { parseArgs } from 'node:util';
import { asc, eq } from 'drizzle-orm';
import type pg from 'pg';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { subscribers } from '#db/schema/parties.ts';
import { membershipRights, vendorRoles } from '#db/schema/vocabulary.ts';
import { asOwner } from '#db/transaction.ts';
import { invalid, run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { type Outcome, refuse } from '#lib/command/refusal.ts';
import { refusalInLines } from '#lib/command/shell.ts';
import { userInput } from '#lib/parties/inputs.ts';
import { recordUser } from '#lib/parties/record-user.ts';
import { askPassword, NoPassword } from './ask-password.ts';
import { hashPassword } from './password.ts';

const HELP = `Creates a user who can sign in with a password.

  npm run --silent user:create -- --email admin@vendor.example --name "Ada Vik" --role privacy_admin
  npm run --silent user:create -- --email dpo@bank.example --name "Bo Lund" --subscriber bank --right signatory

  --email       the address to sign in with
  --name        the name, as others see it
  --role        of the vendor: privacy_admin or legal
  --subscriber  or of one subscriber, by its name in addresses, with
  --right       signatory or contact
  --help        print this text

The password is asked for at the terminal, twice and without showing it, or read from the first line of what is piped
in. It needs at least 12 characters.

Exit code: 0 when the user is created, 1 when that is refused, 2 for an option that can't be used.
`;

interface Asked {
  email: string;
  name: string;
  role?: string;
  subscriber?: string;
  right?: string;
}

/** What the command prints where, and its exit code: 2 for options that it cannot use. */
export async function shell(
  args: string[],
  ask: () => Promise<string>,
): Promise<{ code: 0 | 1 | 2; stdout: string; stderr: string }> {
  try {
    const asked = optionsOf(args);
    if (asked === 'help') return { code: 0, stdout: HELP, stderr: '' };
    const pool = connect(required('DATABASE_URL'), 1, 'demur user');
    try {
      const outcome = await created(pool, asked, ask);
      if (!outcome.ok) return { code: 1, stdout: '', stderr: refusalInLines(outcome) };
      return { code: 0, stdout: `${asked.email.toLowerCase()} can sign in now.\n`, stderr: '' };
    } finally {
      await pool.end();
    }
  } catch (error) {
    if (error instanceof NoPassword) return { code: 1, stdout: '', stderr: `${error.message}\n` };
    // parseArgs throws its own coded TypeErrors
    if (!(error instanceof Misused) && !(error instanceof TypeError && 'code' in error)) throw error;
    return { code: 2, stdout: '', stderr: `${error.message}\n` };
  }
}

/** An option that is missing, or does not go with another. */
class Misused extends Error {
  override name = 'Misused';
}

function optionsOf(args: string[]): Asked | 'help' {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ email: option, name: option, role: option, subscriber: option, right: option },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const asked = { ...values, email: given('email', values.email), name: given('name', values.name) };
  if ((asked.role === undefined) === (asked.subscriber === undefined))
    throw new Misused('Give --role for a user of the vendor, or --subscriber with --right for one of a subscriber.');
  if ((asked.subscriber === undefined) !== (asked.right === undefined))
    throw new Misused('--subscriber and --right belong together: give both, or --role.');
  oneOf('role', asked.role, vendorRoles);
  oneOf('right', asked.right, membershipRights);
  return asked;
}

function oneOf(option: string, value: string | undefined, words: readonly string[]): void {
  if (value !== undefined && !words.includes(value)) throw new Misused(`--${option} is ${words.join(' or ')}.`);
}

function given(option: string, value: string | undefined): string {
  if (value === undefined) throw new Misused(`Give --${option}. With --help every option is explained.`);
  return value;
}

/** Everything else is checked before the password is asked for, so that nobody types it in vain. */
async function created(pool: pg.Pool, asked: Asked, ask: () => Promise<string>): Promise<Outcome<{ userId: string }>> {
  const membership = asked.subscriber === undefined ? null : await subscriberNamed(pool, asked.subscriber);
  if (membership && !membership.ok) return membership;
  const parsed = userInput.safeParse({
    email: asked.email,
    name: asked.name,
    vendorRole: asked.role,
    membership: membership && { subscriberId: membership.value, right: asked.right },
  });
  if (!parsed.success) return invalid(parsed.error);
  const passwordHash = await hashPassword(await ask());
  return run(recordUser, asOwner(pool), { ...parsed.data, passwordHash });
}

/** How many names of subscribers a refusal lists. */
const LISTED = 20;

function subscriberNamed(pool: pg.Pool, slug: string): Promise<Outcome<string>> {
  return read(asOwner(pool), async ({ tx }) => {
    const [found] = await tx.select({ id: subscribers.id }).from(subscribers).where(eq(subscribers.slug, slug));
    if (found) return { ok: true, value: found.id };
    const some = await tx
      .select({ slug: subscribers.slug })
      .from(subscribers)
      .orderBy(asc(subscribers.slug))
      .limit(LISTED);
    const known = some.length > 0 ? `Known are ${some.map((one) => one.slug).join(', ')}` : 'None is recorded yet';
    return refuse('not_found', `There is no subscriber “${slug}”. ${known}${some.length === LISTED ? ' …' : '.'}`);
  });
}

// As the command itself; a test that imports it runs nothing.
if (import.meta.main) {
  const { code, stdout, stderr } = await shell(process.argv.slice(2), askPassword);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}
