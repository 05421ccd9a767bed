import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner } from '#db/transaction.ts';
import { type Finding, inspectLog } from './inspection.ts';
import { inWords } from './verify-words.ts';

const HELP = `Checks the evidence log: re-derives every hash, and compares every row with its latest entry.

  npm run --silent log:check
  npm run --silent log:check -- --json

  --json   print the finding as JSON
  --help   print this text

Exit code: 0 when all holds, 1 at the first difference, 2 for an unknown option. It changes nothing and records nothing.
`;

async function check(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const pool = connect(required('DATABASE_URL'), 1, 'demur log check');
  try {
    const finding = await inspectLog(asOwner(pool));
    process.stdout.write(values.json ? `${JSON.stringify(finding, null, 2)}\n` : `${report(finding)}\n`);
    return finding.ok ? 0 : 1;
  } finally {
    await pool.end();
  }
}

function report({ difference, entries, rows, head, at }: Finding): string {
  const counted = new Intl.NumberFormat('en-GB');
  if (difference)
    return [
      inWords(difference),
      `${counted.format(entries)} entries hold up to there; ${counted.format(rows)} rows were compared.`,
    ].join('\n');
  return [
    `${counted.format(entries)} entries and ${counted.format(rows)} rows hold, as they stood at ${at}.`,
    `The last hash is ${head}.`,
  ].join('\n');
}

try {
  process.exitCode = await check();
} catch (error) {
  const misuse = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
  console.error(misuse ? error.message.split('\n', 1)[0] : error);
  process.exitCode = 2;
}
