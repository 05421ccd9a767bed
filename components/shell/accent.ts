/** What text in the accent must reach against the ground it stands on (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;

/** The lightest ground the accent is read on in the light theme, and in the dark one. */
const PAPER: Rgb = [0xfb, 0xfa, 0xf7];
const NIGHT: Rgb = [0x1b, 0x1e, 0x24];

type Rgb = readonly [number, number, number];

/**
 * The style rule that puts a vendor's colour in place of ours, for both themes. The hue is kept; the lightness
 * gives way until text in it can be read, so that no setting makes a screen unreadable.
 * Returns null for anything but `#rrggbb`: nothing from a setting reaches a style sheet unparsed.
 */
export function accentRule(colour: string): string | null {
  const read = accents(colour);
  if (!read) return null;
  const { day, night } = read;
  const pairs = [
    ['accent', hex(day), hex(night)],
    ['accent-strong', hex(mix(day, [0, 0, 0], 0.2)), hex(mix(night, [255, 255, 255], 0.3))],
    ['accent-soft', hex(mix([255, 255, 255], day, 0.1)), hex(mix(NIGHT, night, 0.1))],
  ];
  const both = pairs.map(([name, light, dark]) => `--${name}:light-dark(${light},${dark})`);
  return `:root:root{${both.join(';')}}`;
}

/** What a vendor's colour becomes in the light and in the dark theme. Null for anything but `#rrggbb`. */
export function accentsOf(colour: string): { light: string; dark: string } | null {
  const read = accents(colour);
  return read && { light: hex(read.day), dark: hex(read.night) };
}

function accents(colour: string): { day: Rgb; night: Rgb } | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (!match) return null;
  const [, r = '', g = '', b = ''] = match;
  const given: Rgb = [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)];

  // The soft ground is the accent at a tenth over the sheet; text in the accent is read on that as well.
  const day = readable(given, [0, 0, 0], PAPER, [255, 255, 255]);
  const night = readable(given, [255, 255, 255], NIGHT, NIGHT);
  return { day, night };
}

/** `colour` moved towards `end` in small steps until it can be read on the ground and on its own soft ground. */
function readable(colour: Rgb, end: Rgb, ground: Rgb, sheet: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mix(colour, end, share);
    if (contrast(tried, ground) >= READABLE && contrast(tried, mix(sheet, tried, 0.1)) >= READABLE) return tried;
  }
  return end;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [at(0), at(1), at(2)];
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
