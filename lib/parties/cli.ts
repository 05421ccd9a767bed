import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner } from '#db/transaction.ts';
import { exitCodeOf, readBytes, readJson, refusalInLines, UnreadableFile } from '#lib/command/shell.ts';
import { recordParties } from './parties-file.ts';
import { recordList } from './party-list.ts';
import { partyColumns } from './party-rows.ts';

const HELP = `Records the vendor, services, DPA profiles and subscribers from a JSON file, or subscribers with their users from a list.

  npm run --silent party -- parties.json
  npm run --silent party -- subscribers.csv --dry-run
  npm run --silent party -- subscribers.csv

  --dry-run  says what a list would change, and changes nothing
  --help     prints this text

  {
    "vendor": { "legalName": "…", "privacyContact": "privacy@…", "zone": "Europe/Madrid", "country": "ES", "region": "MD" },
    "services": [{ "name": "Chat" }],
    "profiles": [{ "name": "Standard", "length": 30, "objectionClause": "clause 6.3" }],
    "subscribers": [{
      "name": "…", "country": "ES",
      "dpa": { "profile": "Standard", "reference": "…", "version": "…", "executedAt": "2026-01-15T10:00:00+01:00" },
      "services": [{ "service": "Chat", "dora": true }]
    }]
  }

What is recorded already is left as it is, except the vendor, whose settings are brought up to date. Users are created by
\`npm run user:create\`.

A list is CSV with a header, one row a user (or one for a subscriber without users), recorded as a whole or not at all:

${Object.entries(partyColumns)
  .map(([name, holds]) => `  ${name.padEnd(19)} ${holds}`)
  .join('\n')}

What a cell leaves empty stays as it is, and nothing is ended by being left out. The same list again changes nothing.

Exit code: 0 when all is recorded, 1 when something is refused, 2 for a file or option that can't be read.
`;

const tell = (line: string) => process.stdout.write(`${line}\n`);

async function record(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UnreadableFile('Name one file. --help explains what is in it.');
  const asList = file.toLowerCase().endsWith('.csv');
  if (values['dry-run'] && !asList) throw new UnreadableFile('--dry-run goes with a list, whose name ends with .csv.');
  const content = asList ? readBytes(file) : null;
  const parties = content === null ? readJson(file) : null;
  const pool = connect(required('DATABASE_URL'), 1, 'demur parties');
  try {
    const outcome =
      content === null
        ? await recordParties(asOwner(pool), parties, tell)
        : await recordList(asOwner(pool), content, values['dry-run'], tell);
    if (outcome.ok) return 0;
    process.stderr.write(refusalInLines(outcome));
    return 1;
  } finally {
    await pool.end();
  }
}

process.exitCode = await exitCodeOf(record);
