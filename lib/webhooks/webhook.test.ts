import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webhookKinds } from '#db/schema/vocabulary.ts';
import { webhookInput } from './inputs.ts';
import { examples, messages } from './payload.ts';
import { newSecret, seal, unseal } from './secret.ts';
import { LEASE, PATIENCE, PAUSES, pauseAfter } from './webhook.ts';

const DAY = 86_400;

test('tries are spread over three days, each pause longer than the one before, and then it is given up', () => {
  expect([...PAUSES].sort((a, b) => a - b)).toEqual([...PAUSES]);
  const inAll = (chance: number) => PAUSES.reduce((sum, _, i) => sum + (pauseAfter(i + 1, chance) ?? 0), 0);
  expect(inAll(0)).toBeGreaterThanOrEqual(3 * DAY);
  expect(inAll(0)).toBeLessThan(3 * DAY + 300);
  expect(inAll(1)).toBeLessThan(3.5 * DAY);
  expect(pauseAfter(PAUSES.length + 1, 0)).toBeNull();
});

test('a lease outlives every try', () => expect(LEASE * 1000).toBeGreaterThan(3 * PATIENCE));

test('a secret is read back with its own key and for its own endpoint only', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const secret = newSecret();
  const stored = seal(secret, 'one', key);
  expect(stored.toString('latin1')).not.toContain(secret.slice(6));
  expect(unseal(stored, 'one', key)).toBe(secret);
  expect(unseal(stored, 'two', key)).toBeUndefined();
  expect(unseal(stored, 'one', other)).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(stored.length - 1), fc.integer({ min: 1, max: 255 }), (place, flipped) => {
      const altered = Buffer.from(stored);
      altered[place] = (altered[place] ?? 0) ^ flipped;
      expect(unseal(altered, 'one', key)).toBeUndefined();
    }),
  );
});

test('every kind has an example that is one', () => {
  expect(Object.keys(examples)).toEqual([...webhookKinds]);
  for (const kind of webhookKinds) expect(messages[kind].safeParse(examples[kind]).success).toBe(true);
});

test.each([
  ['systems.example/demur', /write it in full/],
  ['ftp://systems.example/', /https/],
  ['javascript:alert(1)', /https/],
  ['https://me:pw@systems.example/', /user name/],
  ['https://systems.example/#part', /#/],
  ['', /missing/],
])('an address such as %j is refused', (url, why) => {
  const parsed = webhookInput.safeParse({ name: 'Systems', url, kinds: ['notice.given'] });
  expect(parsed.error?.issues[0]?.message).toMatch(why);
});
