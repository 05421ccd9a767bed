import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { required } from '#db/env.ts';
import { asOwner, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { read } from '#lib/command/read.ts';
import { exitCodeOf, refusalInLines, UnreadableFile } from '#lib/command/shell.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { importRegister } from '#lib/register/import-register.ts';
import { draftRegister } from './draft-register.ts';
import {
  type Comparison,
  compare,
  countedStates,
  type EntryDifference,
  type FileProblem,
  servicesRemark,
} from './import.ts';
import { MOST_TOLD, type ReadRegister, readRegister, whereIn } from './read-register.ts';
import { standingRegister } from './standing-register.ts';

const HELP = `Imports a register of sub-processors from a JSON or CSV file.

  npm run --silent register:import -- register.csv --dry-run
  npm run --silent register:import -- register.csv --by admin@vendor.example --reason "…" [--note "…"] [--start 2027-02-01]

An empty register takes the file as policy version 1. A register in force is never edited: the difference is shown,
field by field, and becomes a draft of changes, which a privacy admin publishes at the desk.

  --dry-run   shows the difference and writes nothing
  --note      of the version; a JSON file has its own
  --reason    of the changes, as those concerned will read it
  --start     planned start of the changes; may be chosen later
  --by        e-mail address of the privacy admin whose draft it becomes

lib/register/reference-register.json and lib/imports/reference-register.csv are examples.

Exit code: 0 when it is done, 1 when it is refused, 2 for a file or option that can't be read.
`;

const OPTIONS = {
  help: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  note: { type: 'string' },
  reason: { type: 'string' },
  start: { type: 'string' },
  by: { type: 'string' },
} as const;
type Said = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (text: string) => process.stderr.write(text);

async function importFile(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UnreadableFile('Name one file. --help explains what is in it.');
  const found = readRegister(bytesOf(name), { note: values.note ?? `The register as ${path.basename(name)} has it.` });
  for (const remark of found.remarks) complain(`${remark}\n`);
  if (!found.file) return refusedBy(found.problems);
  const pool = connect(required('DATABASE_URL'), 1, 'demur register import');
  try {
    return await carryOut(asOwner(pool), found, values);
  } finally {
    await pool.end();
  }
}

async function carryOut(opening: Opening, { file, lines }: ReadRegister, values: Said): Promise<number> {
  if (!file) return 1;
  const standing = await read(opening, ({ tx }) => standingRegister(tx, null));
  if (standing.latest === 0) {
    say(`The register is empty: the file becomes policy version 1, with ${file.subprocessors.length} sub-processors.`);
    if (values['dry-run']) return 0;
    const outcome = await run(importRegister, opening, file);
    if (!outcome.ok) complain(refusalInLines(outcome));
    else say(`The register is imported as policy version ${outcome.value.number}.`);
    return outcome.ok ? 0 : 1;
  }
  const compared = compare(file, standing, (index, field) => whereIn(lines, index, field));
  const remark = servicesRemark(file, standing.services);
  if (remark) complain(`${remark}\n`);
  for (const line of differenceInLines(compared)) say(line);
  if (compared.problems.length > 0) return refusedBy(compared.problems);
  if (values['dry-run']) return 0;
  const { reason = '', start: plannedStartOn = null, by = null, note = file.note } = values;
  const said = {
    content: JSON.parse(JSON.stringify(file)),
    against: standing.latest,
    note,
    reason,
    plannedStartOn,
    by,
  };
  const outcome = await keep(draftRegister, opening, said);
  if (!outcome.ok) complain(refusalInLines(outcome));
  else
    say(
      `${outcome.value.changes} changes are drafted. Publish them at ${outcome.value.draftIds.map((id) => `/desk/changes/new?draft=${id}`).join(' and ')}.`,
    );
  return outcome.ok ? 0 : 1;
}

function refusedBy(problems: readonly FileProblem[]): number {
  complain(
    `The file can’t be imported: ${problems.length === 1 ? 'one entry needs' : `${problems.length} entries need`} another look.\n`,
  );
  for (const { where, message } of problems.slice(0, MOST_TOLD)) complain(`  ${where}: ${message}\n`);
  if (problems.length > MOST_TOLD) complain(`  and ${problems.length - MOST_TOLD} more\n`);
  return 1;
}

function differenceInLines({ entries }: Comparison): string[] {
  const { added, changed, removed, same } = countedStates(entries);
  return [
    `${added} added, ${changed} changed, ${removed} removed, ${same} as they stand.`,
    ...entries.filter(({ state }) => state !== 'same').flatMap(entryInLines),
  ];
}

function entryInLines({ state, slug, legalName, terms, company, unstated }: EntryDifference): string[] {
  const fields = terms.flatMap((one) =>
    one.form === 'text'
      ? [`    ${one.field}: ${shown(one.before)} → ${shown(one.after)}`]
      : [
          ...one.removed.map((item) => `    ${one.field}: − ${item}`),
          ...one.added.map((item) => `    ${one.field}: + ${item}`),
        ],
  );
  return [
    `  ${state} ${legalName} (${slug})`,
    ...(state === 'removed' ? [] : fields),
    ...company.map(
      ({ field, before, after }) =>
        `    ${field}: ${shown(before)} → ${shown(after)} (correct it at /desk/register/${slug})`,
    ),
    ...unstated.map((country) => `    attention: no transfer mechanism is stated for ${country}`),
  ];
}

const shown = (said: string | null) => (said === null ? 'nothing' : `“${said}”`);

function bytesOf(name: string): Buffer {
  try {
    return fs.readFileSync(name);
  } catch (error) {
    throw new UnreadableFile(`${name} can’t be read: ${error instanceof Error ? error.message : error}`);
  }
}

process.exitCode = await exitCodeOf(importFile);
