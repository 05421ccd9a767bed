/** What a length counts: every day, or working days only. */
export type Unit = 'calendar' | 'working';

export type RuleName = 'eu-1182-71' | 'calendar-days' | 'working-days';

/**
 * A counting rule. All of them leave out the day of the event that starts the period and end with the last hour of
 * the last day, in the zone. A rule that would count differently is a new version: what was frozen keeps its own.
 */
export type CountingRule = {
  name: RuleName;
  version: string;
  /** The units that the rule can count; the first is meant where none is given. */
  units: readonly [Unit, ...Unit[]];
  /** Whether a last day that is a day off gives way to the next working day. Never when counting backwards. */
  movesEnd: boolean;
  /** How many working days a period of two days or more must hold at least. */
  minimumWorkingDays: number;
};

/**
 * `eu-1182-71` is Regulation (EEC, Euratom) No 1182/71, Article 3, applied to a contract by choice: (1) the day of the
 * event is not counted, (2)(b) the period runs from the first hour of its first day to the last hour of its last day,
 * (3) days off inside count unless the period is in working days, (4) a last day off moves to the next working day,
 * except in periods counted backwards, (5) a period of two days or more holds at least two working days.
 *
 * How (4) and (5) compose is decided here, since the article does not say: (4) first, then (5) on its result. The order
 * does not matter: either way the period ends on the later of the first working day that is not before day N, and the
 * second working day after the event.
 */
const RULES: { readonly [name in RuleName]: CountingRule } = {
  'eu-1182-71': {
    name: 'eu-1182-71',
    version: '1',
    units: ['calendar', 'working'],
    movesEnd: true,
    minimumWorkingDays: 2,
  },
  'calendar-days': {
    name: 'calendar-days',
    version: '1',
    units: ['calendar'],
    movesEnd: false,
    minimumWorkingDays: 0,
  },
  'working-days': {
    name: 'working-days',
    version: '1',
    units: ['working'],
    movesEnd: false,
    minimumWorkingDays: 0,
  },
};

export const RULE_NAMES = Object.keys(RULES) as RuleName[];

/** The counting rule of that name. @throws {RangeError} when there is none. */
export function ruleNamed(name: string): CountingRule {
  if (!Object.hasOwn(RULES, name))
    throw new RangeError(`There is no counting rule “${name}”: choose ${RULE_NAMES.join(', ')}.`);
  return RULES[name as RuleName];
}

/**
 * The unit that `rule` counts: the one asked for, or the rule's own where none is.
 *
 * @throws {RangeError} when the rule cannot count the unit asked for (`calendar-days` has no working days).
 */
export function unitCounted(rule: CountingRule, asked?: string): Unit {
  const unit = asked === undefined ? rule.units[0] : rule.units.find((known) => known === asked);
  if (unit === undefined)
    throw new RangeError(`The rule ${rule.name} counts ${rule.units.join(' or ')} days, not “${asked}”.`);
  return unit;
}

/** The longest length that is counted: ten years of days. */
export const LONGEST = 3650;

/** @throws {RangeError} unless `length` is a whole number of days from 1 to 3650. */
export function checkLength(length: number): void {
  if (!Number.isInteger(length) || length < 1 || length > LONGEST)
    throw new RangeError(`The length must be a whole number of days from 1 to ${LONGEST}.`);
}
