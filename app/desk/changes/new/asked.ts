/** The wizard's part of an address: which draft, which step, how a new one begins, what its lists are narrowed to. */
export const WIZARD_WORDS = ['draft', 'step', 'kind', 'of', 'replaces', 'company', 'who', 'search', 'after'] as const;
export type Asked = Partial<Record<(typeof WIZARD_WORDS)[number], string>>;
