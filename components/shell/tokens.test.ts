import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contrast } from './accent.ts';

type Rgb = readonly [number, number, number];
type Theme = 0 | 1;

const sheet = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...sheet.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, [rgb(light), rgb(dark)] as const],
  ),
);

function rgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function ratio(text: string, ground: string, theme: Theme): number {
  const [one, other] = [tokens.get(text)?.[theme], tokens.get(ground)?.[theme]];
  if (!one || !other) throw new Error(`no token ${text} or ${ground}`);
  return contrast(one, other);
}

const GROUNDS = ['paper', 'sheet', 'tint'];
const READ: [text: string, grounds: string[]][] = [
  ['ink', [...GROUNDS, 'accent-soft', 'warn-soft', 'bad-soft', 'good-soft']],
  ['ink-2', [...GROUNDS, 'accent-soft']],
  ['accent', ['paper', 'sheet', 'tint', 'accent-soft']],
  ['warn', ['paper', 'sheet', 'tint', 'accent-soft', 'warn-soft']],
  ['bad', ['paper', 'sheet', 'tint', 'accent-soft', 'bad-soft']],
  ['good', ['paper', 'sheet', 'tint', 'accent-soft', 'good-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['paper', ['ink']],
];

it.each(READ)('%s can be read on its grounds in both themes', (text, grounds) => {
  for (const ground of grounds)
    for (const theme of [0, 1] as const)
      expect(ratio(text, ground, theme), `${ground}, theme ${theme}`).toBeGreaterThanOrEqual(4.5);
});

it('edges of controls stand out from what they lie on, in both themes', () => {
  for (const ground of ['paper', 'sheet'])
    for (const theme of [0, 1] as const)
      expect(ratio('ink-3', ground, theme), `${ground}, theme ${theme}`).toBeGreaterThanOrEqual(3);
});
