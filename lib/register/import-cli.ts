import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { exitCodeOf, readJson, refusalInLines, UnreadableFile } from '#lib/command/shell.ts';
import { importRegister } from './import-register.ts';

const HELP = `Imports a register of sub-processors from a JSON file, as policy version 1.

  npm run --silent register:import -- register.json

The file names services and sub-processors with their terms; lib/register/reference-register.json is an example. It
is read whole before anything is written. Only an empty register takes a file: later versions are published as changes.

Exit code: 0 when it is imported, 1 when it is refused, 2 for a file or option that can't be read.
`;

async function importFile(): Promise<number> {
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
  const register = readJson(file);
  const pool = connect(required('DATABASE_URL'), 1, 'demur register import');
  try {
    const outcome = await run(importRegister, asOwner(pool), register);
    if (!outcome.ok) {
      process.stderr.write(refusalInLines(outcome));
      return 1;
    }
    process.stdout.write(`The register is imported as policy version ${outcome.value.number}.\n`);
    return 0;
  } finally {
    await pool.end();
  }
}

process.exitCode = await exitCodeOf(importFile);
