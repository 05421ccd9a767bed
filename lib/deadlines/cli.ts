import { parseArgs } from 'node:util';
import { type Closure, calendarOf } from '#lib/calendar/calendar.ts';
import { deadline } from './deadline.ts';
import { yearsToCover } from './holidays.ts';
import { type Instant, parseCivilDate, parseInstant } from './instant.ts';
import { checkLength, RULE_NAMES, ruleNamed, unitCounted } from './rules.ts';
import { explain } from './working.ts';

const HELP = `Counts a period and shows why it ends when it ends.

  npm run --silent deadline -- --from 2026-11-02T08:00:00Z --length 30 --zone Europe/Madrid --holidays ES-MD

  --from      the instant of the event that starts the period, with its offset from UTC; its day is not counted
  --length    the number of days, 1 to 3650
  --rule      the counting rule: ${RULE_NAMES.join(', ')} (eu-1182-71 if left out)
  --unit      calendar or working, where the rule can count both
  --zone      the IANA time zone whose days are counted, such as Europe/Madrid
  --holidays  a calendar of public holidays, such as ES or ES-MD; give it again to add another
  --closure   a day on which the vendor is closed, as in 2026-12-24=Christmas Eve; it joins the first calendar; may be
              given again
  --json      print the working as JSON, with closesAt (the first instant after the period) in UTC
  --help      print this text
`;

/** What the command prints where, and its exit code: 0, or 2 with one sentence on stderr for input it cannot use. */
export function shell(args: string[]): { code: 0 | 2; stdout: string; stderr: string } {
  try {
    return { code: 0, stdout: answer(args), stderr: '' };
  } catch (error) {
    if (!isMisuse(error)) throw error;
    return { code: 2, stdout: '', stderr: `${error.message.split('\n', 1)[0]}\n` };
  }
}

function answer(args: string[]): string {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string' },
      length: { type: 'string' },
      rule: { type: 'string', default: 'eu-1182-71' },
      unit: { type: 'string' },
      zone: { type: 'string' },
      holidays: { type: 'string', multiple: true, default: [] },
      closure: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return HELP;

  const from = parseInstant(given('from', values.from));
  const length = wholeNumber(given('length', values.length));
  const zone = given('zone', values.zone);
  const rule = ruleNamed(values.rule);
  const unit = unitCounted(rule, values.unit);
  const holidays = calendars(values.holidays, values.closure.map(closure), from, length);
  const working = deadline({ from, length, unit, rule: rule.name, zone, holidays });
  return values.json ? `${JSON.stringify(working, null, 2)}\n` : `${explain(working).join('\n')}\n`;
}

function given(option: string, value: string | undefined): string {
  if (value === undefined) throw new RangeError(`Give --${option}. With --help every option is explained.`);
  return value;
}

function wholeNumber(text: string): number {
  const length = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  checkLength(length);
  return length;
}

function calendars(names: string[], closures: Closure[], from: Instant, length: number) {
  if (closures.length > 0 && names.length === 0)
    throw new RangeError('A --closure joins a calendar: give --holidays as well.');
  const years = yearsToCover(from, length);
  return names.map((name, index) => {
    const [country = '', ...region] = name.split('-');
    return calendarOf({
      country,
      region: region.length > 0 ? region.join('-') : undefined,
      closures: index === 0 ? closures : [],
      years,
    });
  });
}

function closure(text: string): Closure {
  const [date = '', ...name] = text.split('=');
  const said = name.join('=').trim();
  if (said === '') throw new RangeError(`“${text}” is not a closure: write its date and name as 2026-12-24=Name.`);
  return { date: parseCivilDate(date), name: said };
}

/** A RangeError is this house's word for such input; parseArgs has codes for an unknown option or a missing value. */
function isMisuse(error: unknown): error is Error {
  if (error instanceof RangeError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

// As the command itself; a test that imports it runs nothing.
if (import.meta.main) {
  const { code, stdout, stderr } = shell(process.argv.slice(2));
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}
