/**
 * The wizard's part of an address: which draft, which of its changes (`another` begins one), which step, whether one is
 * to go, how a new one begins, what its lists are narrowed to.
 */
export const WIZARD_WORDS = [
  'draft',
  'change',
  'step',
  'ask',
  'kind',
  'of',
  'replaces',
  'company',
  'who',
  'search',
  'after',
] as const;
export type Asked = Partial<Record<(typeof WIZARD_WORDS)[number], string>>;

/** The address of the wizard with these words; those that are empty are left out. */
export function wizardAt(words: Asked): string {
  const given = Object.entries(words).filter(([, value]) => value);
  return given.length === 0 ? '/desk/changes/new' : `/desk/changes/new?${new URLSearchParams(given)}`;
}
