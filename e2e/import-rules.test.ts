import fs from 'node:fs';
import path from 'node:path';
import { cruise, type IReporterOutput } from 'dependency-cruiser';
import { beforeAll, expect, test } from 'vitest';
import rules from './import-rules.mjs';

/** A house of empty files in which each row is one import, and the rule that it breaks, or none. */
const imports: [file: string, imported: string, broken: string | undefined][] = [
  ['lib/notices/close-window.ts', '#lib/notices/close-window.ts', undefined],
  ['lib/register/one.ts', '#lib/register/other.ts', 'no-circles'],
  // A circle is reported at one of its files.
  ['lib/register/other.ts', '#lib/register/one.ts', undefined],
  ['lib/register/lost.ts', '#lib/register/gone.ts', 'resolvable'],
  ['lib/changes/show-change.ts', '../../app/page.tsx', 'app-above-all'],
  ['lib/changes/draw-change.ts', '#components/ui/button.tsx', 'lib-knows-no-markup'],
  ['db/replication.ts', '#lib/changes/publish-version.ts', 'db-knows-no-law'],
  ['db/rows.ts', '#lib/deadlines/instant.ts', undefined],
  ['app/cases/page.tsx', '#db/client.ts', 'app-reads-through-lib'],
  // An import of a type is an import: whoever needs the type needs the file.
  ['app/cases/loading.tsx', 'type #db/client.ts', 'app-reads-through-lib'],
  ['db/columns.ts', 'type #lib/notices/notice.ts', undefined],
  ['app/log/page.tsx', '#db/schema/vocabulary.ts', undefined],
  ['lib/deadlines/count.ts', 'node:fs', 'pure-stays-pure'],
  ['lib/notices/notice.ts', '#lib/notices/queries.ts', 'pure-stays-pure'],
  ['lib/objections/inputs.ts', 'zod', undefined],
  ['db/schema/vocabulary.ts', './column.ts', 'vocabulary-imports-nothing'],
  ['components/changes/list.tsx', '#lib/notices/queries.ts', 'components-take-props'],
  ['components/changes/outcome.tsx', '#lib/notices/notice.ts', undefined],
  ['components/ui/file.tsx', 'node:fs', 'components-take-no-builtins'],
  ['lib/deadlines/zone.ts', '#lib/register/register.ts', 'order-deadlines'],
  ['lib/register/queries.ts', '#lib/changes/publish-version.ts', 'order-register'],
  ['lib/changes/queries.ts', '#lib/notices/queries.ts', 'order-changes'],
  ['lib/notices/record-acceptance.ts', '#lib/objections/inputs.ts', 'order-notices'],
  ['lib/objections/file-objection.ts', '#lib/resolutions/inputs.ts', 'order-objections'],
  ['lib/resolutions/resolve-objection.ts', '#lib/authorisations/queries.ts', 'order-resolutions'],
  ['lib/authorisations/queries.ts', '#lib/services/queries.ts', 'order-authorisations'],
  ['lib/resolutions/queries.ts', '#lib/objections/inputs.ts', undefined],
  ['lib/csv/read-list.ts', '#lib/changes/inputs.ts', 'csv-knows-no-list'],
  ['lib/exports/dossier.ts', '#lib/changes/publish-version.ts', 'exports-only-read'],
  ['lib/exports/case-file.ts', '#lib/notices/queries.ts', undefined],
  ['lib/changes/attach-dossier.ts', '#lib/exports/dossier.ts', 'nothing-stands-on-exports'],
  ['lib/objections/send-receipt.ts', '#lib/post/round.ts', 'post-above-the-domain'],
  ['lib/jobs/post.ts', '#lib/post/round.ts', undefined],
  ['lib/auth/demo-sign-in.ts', '#lib/world/demo.ts', 'world-on-top'],
  ['lib/web/start.ts', '#lib/world/demo.ts', undefined],
  ['lib/jobs/sweep.ts', '#lib/jobs/sweep.test.ts', 'tests-on-top'],
  ['lib/objections/append.ts', '#db/schema/evidence.ts', 'one-writer-of-evidence'],
  ['lib/evidence/log.ts', '#db/schema/evidence.ts', undefined],
  ['lib/objections/write.ts', '#db/schema/letters.ts', 'one-writer-of-letters'],
  ['lib/changes/redirect.ts', 'next/navigation', 'framework-at-the-rim'],
  ['components/ui/link.tsx', 'next/navigation', undefined],
  ['lib/command/command.ts', 'next-auth', 'sign-in-in-one-place'],
];

const house = path.resolve('.cache/import-rules');
let found: { from: string; rule: string }[];

beforeAll(async () => {
  fs.rmSync(house, { recursive: true, force: true });
  const write = (file: string, content: string) => {
    fs.mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
    fs.writeFileSync(path.join(house, file), content);
  };
  for (const name of ['zod', 'next-auth']) write(`node_modules/${name}/index.js`, '');
  write('node_modules/next/navigation.js', '');
  write('package.json', JSON.stringify({ imports: { '#*': './*' } }));
  for (const [, imported] of imports)
    if (imported.startsWith('#') && !imported.includes('gone')) write(imported.slice(1), '');
  for (const file of ['app/page.tsx', 'db/schema/column.ts']) write(file, '');
  for (const [file, imported] of imports) {
    const [, type = '', from] = imported.match(/^(type )?(.*)$/) ?? [];
    if (from !== `#${file}`) write(file, `import ${type}{ x } from '${from}'; export ${type}{ x };`);
  }

  const { forbidden, options } = rules;
  const { output }: IReporterOutput = await cruise(['app', 'components', 'db', 'lib'], {
    ...options,
    baseDir: house,
    ruleSet: { forbidden },
    validate: true,
  });
  if (typeof output === 'string') throw new Error(output);
  found = output.summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
});

test.each(imports)('%s importing %s breaks %s', (file, _, broken) => {
  const rulesBroken = found.filter(({ from }) => from === file).map(({ rule }) => rule);
  expect(rulesBroken).toEqual(broken ? expect.arrayContaining([broken]) : []);
});

test('every rule has an import that breaks it', () => {
  const broken = new Set(imports.map(([, , rule]) => rule));
  expect(rules.forbidden?.filter(({ name }) => !broken.has(name))).toEqual([]);
});
