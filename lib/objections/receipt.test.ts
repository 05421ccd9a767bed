import { describe, expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { type ReceiptFacts, receipt } from './receipt.ts';

const facts: ReceiptFacts = {
  reference: 'OBJ-2026-P87NHS',
  noticeReference: 'DEM-2026-KSX5Y8',
  changeTitle: 'Meltemi Messaging joins the register',
  channel: 'demur',
  receivedAt: parseInstant('2026-12-02T22:59:59.999999Z'),
  recordedAt: parseInstant('2026-12-02T22:59:59.999999Z'),
  late: false,
  closesAt: parseInstant('2026-12-02T23:00:00Z'),
  zone: 'Europe/Madrid',
  vendorName: 'Tramontana Learning, S.L.',
  subscriberName: 'Aurora Bank',
  filerName: 'Marta Quintero',
  capacity: null,
  dpaReference: 'DPA 17/2026',
  objectionClause: 'clause 6.3',
  carriedFrom: null,
  textSha256: 'ab'.repeat(32),
  files: [{ name: 'assessment.pdf', sha256: 'cd'.repeat(32) }],
  position: 1204,
};
const said = (shown: ReturnType<typeof receipt>, label: string) =>
  [...shown.rows, ...shown.proof].find((row) => row.label === label)?.value;

describe('a receipt', () => {
  test('in time says so, with the last day and the instant to the microsecond', () => {
    const shown = receipt(facts);
    expect(shown.statement).toBe('Received in time, before the window closed at the end of 2 December 2026 (Madrid).');
    expect(said(shown, 'Received')).toBe('Wed 2 December 2026, 23:59 (Madrid)');
    expect(said(shown, 'In UTC')).toBe('2 Dec 2026, 22:59:59.999999 UTC');
    expect(said(shown, 'Agreement')).toBe('DPA 17/2026, clause 6.3');
    expect(said(shown, 'Filed by')).toBe('Marta Quintero');
    expect(said(shown, 'SHA-256 of assessment.pdf')).toBe('cd'.repeat(32));
    expect(said(shown, 'Position in the log')).toBe('1204');
  });

  test('late says what that does and what it does not', () => {
    const { statement } = receipt({ ...facts, late: true, receivedAt: facts.closesAt });
    expect(statement).toBe(
      'Received after the window closed at the end of 2 December 2026 (Madrid). It is on record. It does not by itself undo the acceptance; the vendor may admit it. Your rights under the DPA and the law are unaffected.',
    );
  });

  test('of one carried over says from where, and when', () => {
    const at = parseInstant('2026-12-03T09:00:00Z');
    const shown = receipt({
      ...facts,
      carriedFrom: { reference: 'OBJ-2026-7K3M9Q', noticeReference: 'DEM-2026-7K3M9Q', at },
    });
    expect(said(shown, 'Carried over')).toBe(
      'From OBJ-2026-7K3M9Q, Thu 3 December 2026, 10:00 (Madrid), when a corrected change took the place of the first',
    );
  });

  test('of one that came otherwise does not say that its instant was measured', () => {
    const shown = receipt({ ...facts, channel: 'email', recordedAt: parseInstant('2026-12-04T09:00:00Z') });
    expect(shown.statement).toContain('The instant is stated by the vendor, not measured.');
    expect(said(shown, 'Received')).toBeUndefined();
    expect(said(shown, 'Received, as stated')).toBe('Wed 2 December 2026, 23:59 (Madrid)');
    expect(said(shown, 'Recorded')).toBe('Fri 4 December 2026, 10:00 (Madrid)');
    expect(shown.doesNotProve.join(' ')).toContain('may dispute it');
    expect(shown.proves.join(' ')).not.toContain('received in Demur');
  });
});
