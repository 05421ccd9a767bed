import { describe, expect, test } from 'vitest';
import { parseInstant } from '#lib/deadlines/instant.ts';
import { paused, type ResponseTarget, respondBy, resumed } from './response-target.ts';

const zone = 'Europe/Madrid';
const target: ResponseTarget = {
  days: 30,
  place: { zone, country: 'ES', region: 'MD', closures: [] },
  profile: { id: 'p', length: 14, unit: 'calendar', rule: 'eu-1182-71', country: null, region: null },
};
const at = (text: string) => parseInstant(text);

describe('the vendor’s own target', () => {
  test('is counted from receipt by the rule of the window, with the setting’s length', () => {
    expect(respondBy(at('2026-11-02T08:00:00Z'), target)).toBe('2026-12-02T23:00:00.000000Z');
  });

  test('moves past a weekend and a holiday as a window does', () => {
    // day 30 is Sunday 6 December, the next day its holiday in Madrid, the one after a holiday too
    expect(respondBy(at('2026-11-06T08:00:00Z'), target)).toBe('2026-12-09T23:00:00.000000Z');
  });

  test('is none where the vendor has set itself none', () => {
    expect(respondBy(at('2026-11-02T08:00:00Z'), { ...target, days: null })).toBeNull();
  });
});

describe('a pause', () => {
  const until = at('2026-12-02T23:00:00Z');

  test('keeps the target and says since when; a second one changes nothing', () => {
    const since = at('2026-11-10T09:00:00Z');
    const resting = paused({ respondBy: until, pausedAt: null }, since);
    expect(resting).toEqual({ respondBy: until, pausedAt: since });
    expect(paused(resting, at('2026-11-11T09:00:00Z'))).toEqual(resting);
  });

  test.each([
    ['the same day', '2026-11-10T09:00:00Z', '2026-11-10T22:00:00Z', '2026-12-02T23:00:00.000000Z'],
    ['three days later', '2026-11-10T09:00:00Z', '2026-11-13T08:00:00Z', '2026-12-05T23:00:00.000000Z'],
    [
      'over a night in Madrid that is one day in UTC',
      '2026-11-10T22:30:00Z',
      '2026-11-10T23:30:00Z',
      '2026-12-03T23:00:00.000000Z',
    ],
    ['over months, into summer time', '2026-11-10T09:00:00Z', '2027-04-10T09:00:00Z', '2027-05-02T22:00:00.000000Z'],
    ['on a clock that went back', '2026-11-10T09:00:00Z', '2026-11-09T09:00:00Z', '2026-12-02T23:00:00.000000Z'],
  ])('that ends %s moves it by the days spent waiting, to the end of a day', (_when, since, now, moved) => {
    expect(resumed({ respondBy: until, pausedAt: at(since) }, at(now), zone)).toEqual({
      respondBy: moved,
      pausedAt: null,
    });
  });

  test('without a target, or that never began, moves nothing', () => {
    expect(resumed({ respondBy: null, pausedAt: at('2026-11-10T09:00:00Z') }, until, zone)).toEqual({
      respondBy: null,
      pausedAt: null,
    });
    expect(resumed({ respondBy: until, pausedAt: null }, until, zone)).toEqual({ respondBy: until, pausedAt: null });
  });
});
