import { describe, expect, test } from 'vitest';
import { isRefusal } from '#lib/command/refusal.ts';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { Company, Entry, Terms } from '#lib/register/register.ts';
import { type Against, type Placed, place, refuseDifference, refuseLive, refuseStart } from './change.ts';
import { type ChangeFields, changeInput } from './inputs.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [FORMER, PROPOSED, CHAT, LIVE] = [id(1), id(2), id(3), id(4)];

const company = (slug: string, category: Company['category'] = 'infrastructure'): Company => ({
  ...{ slug, legalName: slug, group: null, address: null, contact: null, website: null, category, tier: 1 },
  certifications: [],
});
const said: Terms = {
  description: 'Stores.',
  purpose: 'To store.',
  services: [],
  locations: [{ country: 'FR', place: 'Lyon', role: 'primary' }],
  ...{ customerData: ['Name'], platformData: [], dataSubjects: [], transfers: [] },
  ...{ retention: null, encryption: null, keyHolder: null },
};
const former: Entry = { subprocessorId: FORMER, termsId: id(9), company: company('former'), terms: said };
const against = (more: Partial<Against> = {}): Against => ({
  entries: [former],
  companies: [
    { subprocessorId: FORMER, company: former.company },
    { subprocessorId: PROPOSED, company: company('proposed', 'service_specific') },
  ],
  live: [],
  services: new Map([[CHAT, 'chat']]),
  ...more,
});

const fields: ChangeFields = {
  kind: 'addition',
  title: 'A title',
  reason: 'A reason.',
  plannedStartOn: '2027-01-04',
  company: { legalName: 'New', category: 'infrastructure' },
  terms: {
    description: 'Stores.',
    purpose: 'To store.',
    locations: [{ country: 'FR', place: 'Lyon' }],
    customerData: ['Name'],
  },
};
const change = (more: Partial<ChangeFields> = {}) => changeInput.parse({ ...fields, ...more });
const ofFormer = (more: Partial<ChangeFields> = {}) => change({ company: null, subprocessorId: FORMER, ...more });
const placed = (input: ReturnType<typeof change>, given = against()): Placed => {
  const found = place(input, given);
  if (isRefusal(found)) throw new Error(found.sentence);
  return found;
};

describe('which fields a kind needs', () => {
  test.each([
    ['an addition without a company', { company: null }, 'company'],
    ['an addition with two', { subprocessorId: PROPOSED }, 'company'],
    ['a replacement of nobody', { kind: 'replacement' }, 'replacesId'],
    ['an addition that replaces', { replacesId: FORMER }, 'replacesId'],
    ['a change of nobody', { kind: 'purpose', company: null }, 'subprocessorId'],
    ['a change of a new company', { kind: 'purpose', subprocessorId: FORMER }, 'company'],
    ['a removal with terms', { kind: 'removal', company: null, subprocessorId: FORMER }, 'terms'],
    ['an addition without terms', { terms: null }, 'terms'],
  ] as const)('%s is refused at its field', (_what, more, field) => {
    const parsed = changeInput.safeParse({ ...fields, ...more });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(field);
  });
});

describe('where a change stands', () => {
  test('an addition of a company that is in the register, and a change of one that is not, do not fit', () => {
    expect(place(change({ company: null, subprocessorId: FORMER }), against())).toMatchObject({
      code: 'invalid_input',
    });
    const proposal = change({ kind: 'purpose', company: null, subprocessorId: PROPOSED });
    expect(place(proposal, against())).toMatchObject({ fields: { subprocessorId: expect.any(String) } });
    expect(place(change({ kind: 'replacement', replacesId: PROPOSED }), against())).toMatchObject({
      fields: { replacesId: expect.any(String) },
    });
    expect(place(ofFormer({ kind: 'purpose', subprocessorId: id(8) }), against())).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('a service-specific company serves a service, infrastructure none, and an unknown service is asked for again', () => {
    const serving = (serviceIds: string[], subprocessorId: string | null = PROPOSED) =>
      place(
        change({
          company: subprocessorId ? null : fields.company,
          subprocessorId,
          terms: { ...(fields.terms ?? said), serviceIds },
        }),
        against(),
      );
    expect(serving([CHAT])).toMatchObject({ to: { services: ['chat'] } });
    expect(serving([])).toMatchObject({ fields: { 'terms.serviceIds': expect.any(String) } });
    expect(serving([id(7)])).toMatchObject({ fields: { 'terms.serviceIds': expect.any(String) } });
    expect(serving([CHAT], null)).toMatchObject({ fields: { 'terms.serviceIds': expect.any(String) } });
  });

  test('a replacement ends the terms of the one replaced', () => {
    const replacement = placed(change({ kind: 'replacement', replacesId: FORMER }));
    expect(replacement.from).toBe(former);
    expect(replacement.known).toBeNull();
  });
});

describe('what a change alters', () => {
  const named = (kind: ChangeFields['kind'], more: Partial<NonNullable<ChangeFields['terms']>>) => {
    const input = ofFormer({ kind, terms: { ...(fields.terms ?? said), ...more } });
    return refuseDifference(input.kind, placed(input));
  };

  test('nothing is refused as empty', () => {
    expect(named('purpose', {})).toMatchObject({ code: 'empty_draft' });
  });

  const alone: [ChangeFields['kind'], Parameters<typeof named>[1]][] = [
    ['location', { locations: [{ country: 'US', place: 'Ohio' }] }],
    ['data_categories', { customerData: ['Name', 'Phone number'] }],
    ['purpose', { retention: '30 days' }],
  ];

  test.each(alone)('a change of %s is called so', (kind, more) => {
    expect(named(kind, more)).toBeUndefined();
    for (const [other] of alone)
      if (other !== kind) expect(named(other, more)).toMatchObject({ fields: { kind: expect.any(String) } });
  });

  test('of several things the furthest names it', () => {
    const both = { locations: [{ country: 'US', place: 'Ohio' }], customerData: ['Name', 'Health data'] };
    expect(named('location', both)).toBeUndefined();
    expect(named('data_categories', both)).toMatchObject({ code: 'invalid_input' });
  });
});

describe('live changes', () => {
  const live = (more = {}) =>
    against({ live: [{ id: LIVE, title: 'Live', subprocessorIds: [FORMER], objections: 0, ...more }] });
  const next = (supersedes: string | null = null) => ofFormer({ kind: 'purpose', supersedes });

  test('the next one waits, or supersedes the one it names, whatever was objected to it', () => {
    expect(refuseLive(next(), live())).toMatchObject({ code: 'live_change', facts: { changeId: LIVE } });
    expect(refuseLive(next(LIVE), live())).toBeUndefined();
    expect(refuseLive(next(LIVE), live({ objections: 2 }))).toBeUndefined();
    expect(refuseLive(next(LIVE), against())).toMatchObject({ code: 'live_change' });
    expect(refuseLive(next(), live({ subprocessorIds: [PROPOSED] }))).toBeUndefined();
  });

  test('a change of another sub-processor is not superseded', () => {
    const refused = refuseLive(next(LIVE), live({ subprocessorIds: [PROPOSED] }));
    expect(refused).toMatchObject({ fields: { supersedes: expect.any(String) } });
  });

  test('replacing one with a live change waits too', () => {
    expect(refuseLive(change({ kind: 'replacement', replacesId: FORMER }), live())).toMatchObject({
      code: 'live_change',
    });
  });
});

test('the planned start is the day on which the last window is over, or later', () => {
  const earliest = { on: parseCivilDate('2026-12-03'), closesAt: parseInstant('2026-12-02T23:00:00Z') };
  expect(refuseStart(parseCivilDate('2026-12-03'), earliest)).toBeUndefined();
  expect(refuseStart(parseCivilDate('2026-12-02'), earliest)).toMatchObject({
    code: 'start_before_close',
    sentence: expect.stringContaining('3 December 2026'),
    facts: { earliestStartOn: '2026-12-03' },
  });
});
