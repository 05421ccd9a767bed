import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accentRule, contrast } from './accent.ts';

type Rgb = readonly [number, number, number];

/** The colours that a rule sets: by token, first the light theme's, then the dark one's. */
function coloursOf(rule: string): Record<string, [Rgb, Rgb]> {
  const pairs = [...rule.matchAll(/--([a-z-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)/g)];
  return Object.fromEntries(pairs.map(([, name = '', light = '', dark = '']) => [name, [rgb(light), rgb(dark)]]));
}

function rgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

describe("a vendor's accent", () => {
  it('can be read in both themes, whatever colour it is', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (given) => {
        const { accent, 'accent-soft': soft } = coloursOf(accentRule(given) ?? '');
        if (!accent || !soft) throw new Error('no rule');
        // Paper and the night's sheet from globals.css; the text on a button is white by day, near black by night.
        expect(contrast(accent[0], [0xfb, 0xfa, 0xf7])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent[0], [255, 255, 255])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent[1], [0x1b, 0x1e, 0x24])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent[1], [0x10, 0x17, 0x2f])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent[0], soft[0])).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent[1], soft[1])).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('stays as given where it can be read already', () => {
    expect(coloursOf(accentRule('#1F3A8A') ?? '').accent?.[0]).toEqual([0x1f, 0x3a, 0x8a]);
  });

  it('is refused unless it is a plain colour', () => {
    for (const text of ['', 'red', '#12', '#1234567', '#12345g', '#123456;}body{display:none', ' #123456', '#123456\n'])
      expect(accentRule(text)).toBeNull();
  });
});
