// Who may import whom, and why. Paths are regular expressions on paths from the project's root.
import { permissions } from '../lib/access/policy.ts';

/** Tests, and what only they need: generators of cases and a second opinion on a deadline. */
const TESTS = '\\.test\\.tsx?$|^e2e/|^db/testing/|^lib/deadlines/(generated|oracle|made-up-calendar)\\.ts$';

/** Law: synchronous and without a clock, a file or a connection, so that server, browser and test reckon alike. */
const PURE = [
  '^lib/deadlines/(?!cli\\.ts)',
  '^lib/access/',
  '^lib/command/refusal\\.ts$',
  '^lib/[^/]+/(inputs|text|letter|receipt|reference|consequences)\\.ts$',
  '^lib/evidence/(canonical|commitment|verif)[^/]*\\.ts$',
  // What a change is in words: for its page, its letter and its proof.
  '^lib/changes/(lede|notice-text|terms-words|until-then|clause|country|words|change-shown)\\.ts$',
  // What form and download share.
  '^lib/objections/(media-type|file-name)\\.ts$',
  '^lib/(notices/(reference|proof|fresh-notice)|register/slug|command/cursor|csv/formula-cell)\\.ts$',
  // A folder's noun: lib/notices/notice.ts, lib/register/register.ts.
  '^lib/(?!calendar/|command/|world/)(?<noun>[^/]+?)s?/\\k<noun>\\.ts$',
];
const VOCABULARY = '^db/schema/vocabulary\\.ts$';

/** From the first, which knows nobody, to the last. */
const ORDER = [
  'deadlines',
  'register',
  'changes',
  'notices',
  'objections',
  'resolutions',
  'authorisations',
  'services',
];

/** A command is a file of its name. */
const COMMANDS = `^lib/[^/]+/(${Object.keys(permissions).join('|')})\\.ts$`;

/** Run by hand or by `npm`, never by a request. */
const SCRIPTS = '^lib/web/|-cli\\.ts$|/cli\\.ts$';

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    error(
      'no-circles',
      'Two files that import each other are one file in two pieces: neither can be read, tested or moved alone.',
      {},
      { circular: true },
    ),
    error(
      'resolvable',
      'An import that leads nowhere hides every rule below from what it meant.',
      {},
      { couldNotResolve: true },
    ),

    error(
      'app-above-all',
      'A page is where a request ends up; what a page knows is nobody else’s to ask for.',
      { path: '^(components|lib|db)/', pathNot: '^lib/web/' },
      { path: '^(app/|proxy\\.ts|instrumentation\\.ts)' },
    ),
    error(
      'lib-knows-no-markup',
      'The same law speaks to a page, a letter, a PDF and a shell.',
      { path: '^(lib|db)/' },
      { path: '^components/' },
    ),
    error(
      'db-knows-no-law',
      'What is remembered does not depend on what is decided. It shares the notation of an instant, and types, which are gone at run time.',
      { path: '^db/', pathNot: TESTS },
      { path: '^lib/', pathNot: '^lib/deadlines/instant\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    error(
      'app-reads-through-lib',
      'A page that could query could forget the actor; a query in lib takes one.',
      { path: '^(app/|proxy\\.ts|instrumentation\\.ts)' },
      { path: '^db/', pathNot: VOCABULARY },
    ),

    error(
      'pure-stays-pure',
      'Law is tested by tables and properties and runs in the browser: it may know other law, the stored words and zod.',
      { path: PURE, pathNot: TESTS },
      { pathNot: [...PURE, VOCABULARY, '^node_modules/zod/'] },
    ),
    error(
      'vocabulary-imports-nothing',
      'Everyone may import the stored words, so they must bring nothing along.',
      { path: VOCABULARY },
      {},
    ),

    error(
      'components-take-props',
      'A component shows what it is given, on either side of the wire; what reads, writes or needs Temporal is the server’s.',
      { path: '^components/', pathNot: TESTS },
      { path: ['^lib/', '^db/', '^node:'], pathNot: [...PURE, VOCABULARY] },
    ),
    error(
      'components-take-no-builtins',
      'The browser has none of Node’s modules.',
      { path: '^components/', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),

    ...ORDER.slice(0, -1).map((noun, index) =>
      error(
        `order-${noun}`,
        'A deadline knows no change, a change no objection, an objection no resolution: each later noun is built of the earlier ones.',
        { path: `^lib/${noun}/`, pathNot: TESTS },
        { path: `^lib/(${ORDER.slice(index + 1).join('|')})/` },
      ),
    ),
    error(
      'csv-knows-no-list',
      'How a file of rows is read and written is one matter, what its rows mean another.',
      { path: '^lib/csv/', pathNot: TESTS },
      { path: '^(lib|db)/', pathNot: '^lib/csv/' },
    ),
    error(
      'exports-only-read',
      'A case file that could change the case would be no evidence of it. Its own event goes through the corridor.',
      { path: '^lib/exports/', pathNot: TESTS },
      { path: COMMANDS, pathNot: '^lib/exports/' },
    ),
    error(
      'post-above-the-domain',
      'A letter is written of what was decided; what decides obliges to it by lib/letters, and knows no text.',
      { path: '^lib/', pathNot: ['^lib/(post|jobs|world)/', SCRIPTS, TESTS] },
      { path: '^lib/post/' },
    ),
    error(
      'nothing-stands-on-exports',
      'An export looks at everything, so what it could be looked at by would close a circle. A letter encloses one.',
      { path: '^lib/', pathNot: ['^lib/(exports|post)/', SCRIPTS, TESTS] },
      { path: '^lib/exports/' },
    ),
    error(
      'world-on-top',
      'The demo world plays by the rules of the product; the product knows no demo.',
      { path: '^(app|components|db|lib)/|^proxy\\.ts', pathNot: ['^lib/world/', SCRIPTS, TESTS] },
      { path: '^lib/world/' },
    ),
    error(
      'tests-on-top',
      'What is shipped needs no test to run.',
      { path: '^(app|components|lib|db)/', pathNot: TESTS },
      { path: TESTS },
    ),

    error(
      'one-writer-of-evidence',
      'Only lib/evidence appends events: what else could write them could write them wrong.',
      { path: '^(app|components|lib|db)/', pathNot: ['^lib/evidence/', '^db/schema/', TESTS] },
      { path: '^db/schema/evidence\\.ts$' },
    ),
    error(
      'one-writer-of-letters',
      'A letter is an obligation made in the transaction of its cause: lib/letters makes it, lib/post writes and sends it.',
      { path: '^(app|components|lib|db)/', pathNot: ['^lib/(letters|post)/', '^db/schema/', TESTS] },
      { path: '^db/schema/letters\\.ts$' },
    ),

    error(
      'framework-at-the-rim',
      'The domain outlives its web framework, and runs in a worker and a shell that have none.',
      { path: '^(lib|db)/', pathNot: ['^lib/(auth|i18n|web)/', TESTS] },
      { path: '^node_modules/next/' },
    ),
    error(
      'sign-in-in-one-place',
      'Who somebody is gets decided in lib/auth; everybody else asks for the actor.',
      { path: '^(app|components|lib|db)/', pathNot: '^lib/auth/' },
      { path: '^node_modules/next-auth/' },
    ),
  ],
  options: {
    // The TypeScript compiler has no interface for programs any more; swc reads the same imports.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
