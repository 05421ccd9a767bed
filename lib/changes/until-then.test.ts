import { describe, expect, it } from 'vitest';
import { parseCivilDate, parseInstant } from '#lib/deadlines/instant.ts';
import type { Company } from '#lib/register/register.ts';
import type { ChangeShown, TermsShown } from './change-shown.ts';
import { type Standing, untilThen } from './until-then.ts';

const company = (legalName: string): Company => ({
  slug: 'company',
  legalName,
  group: null,
  address: null,
  contact: null,
  website: null,
  category: 'service_specific',
  tier: 1,
  certifications: [],
});
const terms: TermsShown = {
  description: 'Carries messages.',
  purpose: 'To deliver messages.',
  services: [],
  locations: [{ country: 'IE', place: 'Dublin', role: 'primary' }],
  transfers: [],
  customerData: ['Last name'],
  platformData: [],
  dataSubjects: [],
  retention: null,
  encryption: null,
  keyHolder: null,
};
const arden = company('Arden Ltd');
const addition: ChangeShown = {
  id: 'c',
  kind: 'addition',
  title: '',
  reason: '',
  urgentReason: null,
  company: arden,
  from: null,
  to: terms,
  plannedStartOn: parseCivilDate('2027-01-01'),
  plannedStartAt: parseInstant('2026-12-31T23:00:00Z'),
  version: 2,
  publishedAt: parseInstant('2026-11-02T08:00:00Z'),
  withdrawnAt: null,
  withdrawalReason: null,
};
const open: Standing = {
  closesAt: parseInstant('2026-12-02T23:00:00Z'),
  outcome: 'open',
  standstill: true,
  urgent: false,
  emergencyClause: null,
  zone: 'Europe/Madrid',
};
const said = (change: ChangeShown, standing: Partial<Standing> = {}) =>
  untilThen(change, { ...open, ...standing }).sentences.join(' ');
const today = { company: arden, terms };

describe('what holds until a change may start', () => {
  it.each([
    [
      addition,
      'We will not send your organisation’s data to Arden Ltd before 1 January 2027, nor while an objection of yours is undecided.',
    ],
    [
      { ...addition, kind: 'replacement' as const, from: { company: company('Brook SL'), terms } },
      'Brook SL goes on processing your data as it does today. We will not send your organisation’s data to Arden Ltd before 1 January 2027, nor while an objection of yours is undecided.',
    ],
    [
      { ...addition, kind: 'location' as const, from: today },
      'Arden Ltd goes on processing your data where it does today: in Ireland. We will not let it process your organisation’s data anywhere else before 1 January 2027, nor while an objection of yours is undecided.',
    ],
    [
      {
        ...addition,
        kind: 'data_categories' as const,
        from: today,
        to: { ...terms, customerData: ['Last name', 'Phone number'] },
      },
      'Arden Ltd goes on receiving only the data that it receives today. We will not send it your organisation’s phone number before 1 January 2027, nor while an objection of yours is undecided.',
    ],
    [
      { ...addition, kind: 'purpose' as const, from: today },
      'Arden Ltd goes on processing your data on the terms that stand today. We will not let it use your organisation’s data on the new terms before 1 January 2027, nor while an objection of yours is undecided.',
    ],
    [
      { ...addition, kind: 'removal' as const, from: today, to: null },
      'Arden Ltd goes on as it does today until 1 January 2027.',
    ],
  ])('has a sentence of its own for each kind', (change, sentence) => {
    expect(said(change)).toBe(sentence);
  });

  it('names the close where an extension moved it past the planned start', () => {
    expect(said(addition, { closesAt: parseInstant('2027-01-15T23:00:00Z') })).toContain('before 16 January 2027');
  });

  it('does not speak of an objection once nobody is asked any more', () => {
    expect(said(addition, { outcome: 'accepted' })).toBe(
      'We will not send your organisation’s data to Arden Ltd before 1 January 2027.',
    );
  });

  describe('an urgent replacement', () => {
    const urgent = {
      ...addition,
      kind: 'replacement' as const,
      urgentReason: 'It stops.',
      from: { company: company('Brook SL'), terms },
      plannedStartOn: parseCivilDate('2026-11-21'),
      plannedStartAt: parseInstant('2026-11-20T23:00:00Z'),
    };
    const allowed = { urgent: true, emergencyClause: '9.2' };

    it('says by what right it may start while the window is open, and what an objection does', () => {
      expect(said(urgent, allowed)).toBe(
        'Brook SL goes on processing your data as it does today until 21 November 2026. From then on Arden Ltd may process it, although your window runs until the end of 2 December 2026 (Madrid): clause 9.2 of your DPA allows that. If you object, then until we have decided, its terms are on hold for you.',
      );
      expect(said(urgent, { ...allowed, outcome: 'objected' })).toContain(
        'While your objection is undecided, its terms',
      );
    });

    it('says to all others that it waits for their window', () => {
      expect(said(urgent)).toBe(
        'Brook SL goes on processing your data as it does today. For some others Arden Ltd starts from 21 November 2026, which your DPA does not allow for you: until your window is over Brook SL goes on, or the service pauses. We will not send your organisation’s data to Arden Ltd before 3 December 2026, nor while an objection of yours is undecided.',
      );
    });
  });

  it('warns where the DPA has no standstill, and promises nothing', () => {
    const { sentences, warning } = untilThen(addition, { ...open, standstill: false });
    expect(warning).toBe(true);
    expect(sentences.join(' ')).toContain('may be used for your organisation, also while an objection');
    expect(sentences.join(' ')).not.toContain('We will not');
  });
});
