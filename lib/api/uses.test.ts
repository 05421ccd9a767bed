import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Instant, parseInstant } from '#lib/deadlines/instant.ts';
import { uses } from './uses.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('uses are written together, the latest of each token, and no more than once in the time', async () => {
  const written: Record<string, Instant>[] = [];
  const note = uses(async (used) => written.push(Object.fromEntries(used)), 60_000);
  const [at, later] = [parseInstant('2026-11-24T09:00:00Z'), parseInstant('2026-11-24T09:00:30Z')];
  note('one', at);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual([{ one: at }]);
  for (let i = 0; i < 100; i++) note('one', i % 2 ? at : later);
  note('one', later);
  note('two', at);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(written).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(written).toEqual([{ one: at }, { one: later, two: at }]);
});

test('a writing that fails is said, and the next use makes another', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  let tries = 0;
  const note = uses(() => Promise.reject(new Error(`try ${++tries}`)), 60_000);
  for (let i = 0; i < 2; i++) {
    note('one', parseInstant('2026-11-24T09:00:00Z'));
    await vi.advanceTimersByTimeAsync(60_001);
  }
  expect(tries).toBe(2);
  expect(said).toHaveBeenCalledTimes(2);
  said.mockRestore();
});
