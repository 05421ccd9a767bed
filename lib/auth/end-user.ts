import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { exitCodeOf, refusalInLines } from '#lib/command/shell.ts';
import { endUser } from '#lib/parties/end-user.ts';

const HELP = `Ends a user's access at once: sign-in, role, rights and every open session.

  npm run --silent user:end -- --email somebody@bank.example

Exit code: 0 when it is ended (or was before), 1 when that is refused, 2 for an option that can't be used.
`;

process.exitCode = await exitCodeOf(async () => {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const pool = connect(required('DATABASE_URL'), 1, 'demur user');
  try {
    const outcome = await run(endUser, asOwner(pool), { email: values.email ?? '' });
    if (!outcome.ok) {
      process.stderr.write(
        outcome.code === 'not_found' ? 'There is no user with this e-mail address.\n' : refusalInLines(outcome),
      );
      return 1;
    }
    process.stdout.write(`${values.email} can no longer sign in.\n`);
    return 0;
  } finally {
    await pool.end();
  }
});
