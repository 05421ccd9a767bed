import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner } from '#db/transaction.ts';
import { exitCodeOf, readJson, refusalInLines, UnreadableFile } from '#lib/command/shell.ts';
import { recordParties } from './parties-file.ts';

const HELP = `Records the vendor, services, DPA profiles and subscribers from a JSON file.

  npm run --silent party -- parties.json

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

Exit code: 0 when all is recorded, 1 when something is refused, 2 for a file or option that can't be read.
`;

async function record(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UnreadableFile('Name one file. --help explains what is in it.');
  const parties = readJson(file);
  const pool = connect(required('DATABASE_URL'), 1, 'demur parties');
  try {
    const outcome = await recordParties(asOwner(pool), parties, (line) => process.stdout.write(`${line}\n`));
    if (outcome.ok) return 0;
    process.stderr.write(refusalInLines(outcome));
    return 1;
  } finally {
    await pool.end();
  }
}

process.exitCode = await exitCodeOf(record);
