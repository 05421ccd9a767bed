import { describe, expect, it } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { nextInWords, type Progress, retractionInWords, statusChip, targetInWords } from './status-words.ts';

const MADRID = 'Europe/Madrid';
const at = parseInstant;
const progress: Progress = {
  now: at('2026-11-24T10:00:00Z'),
  status: 'filed',
  respondBy: at('2026-12-20T23:00:00Z'),
  pausedAt: null,
  closesAt: at('2026-12-02T23:00:00Z'),
  company: 'Arden Ltd',
  outstanding: 0,
  decidedAt: null,
  retraction: null,
  carriedTo: null,
};

describe('the vendor’s own target', () => {
  it.each([
    ['ahead', progress, 'Our own target for an answer is the end of 20 December 2026 (Madrid).'],
    [
      'its last microsecond',
      { ...progress, now: at('2026-12-20T22:59:59.999999Z') },
      'Our own target for an answer is the end of 20 December 2026 (Madrid).',
    ],
    ['passed', { ...progress, now: at('2026-12-22T10:00:00Z') }, 'Our own target passed 2 days ago.'],
    ['passed at midnight', { ...progress, now: at('2026-12-20T23:00:00Z') }, 'Our own target passed yesterday.'],
    ['paused', { ...progress, pausedAt: at('2026-11-20T10:00:00Z') }, 'Until you answer, our own target is paused.'],
    ['none', { ...progress, respondBy: null }, null],
  ])('%s', (_, given, said) => {
    expect(targetInWords(given, given.now, MADRID)).toBe(said);
  });
});

describe('retracting', () => {
  it('opens the notice again before the close', () => {
    expect(retractionInWords(progress, MADRID)).toContain('Retracted before then, the notice is open again');
  });
  it('accepts the change at once from the very instant of the close on', () => {
    expect(retractionInWords({ ...progress, now: progress.closesAt }, MADRID)).toContain(
      'the change is accepted at once',
    );
  });
  it('changes nothing for a late one', () => {
    expect(retractionInWords({ ...progress, status: 'late', now: at('2026-12-05T10:00:00Z') }, MADRID)).not.toContain(
      'accepted',
    );
  });
});

it('says that a decision is not the end while its actions are outstanding', () => {
  expect(statusChip('resolved', 2).word).toBe('Resolved, 2 actions outstanding');
  expect(nextInWords({ ...progress, status: 'resolved', outstanding: 1 }, MADRID)[0]).toContain(
    'stay on hold for you until each action is done',
  );
  expect(statusChip('resolved').word).toBe('Resolved');
});
