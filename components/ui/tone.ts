/** The five ways a thing can be marked. A tone only underlines what the words beside it already say. */
export type Tone = 'neutral' | 'accent' | 'warn' | 'bad' | 'good';

export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-ink-2',
  accent: 'text-accent',
  warn: 'text-warn',
  bad: 'text-bad',
  good: 'text-good',
};

export const TONE_GROUND: Record<Tone, string> = {
  neutral: 'bg-tint text-ink-2',
  accent: 'bg-accent-soft text-accent',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  good: 'bg-good-soft text-good',
};
