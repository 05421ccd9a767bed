/** light and dark are the reader's choice; auto follows the system. Kept in the cookie `theme`. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The theme that a cookie or a form names; anything unknown is `auto`. */
export function parseTheme(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'auto';
}
