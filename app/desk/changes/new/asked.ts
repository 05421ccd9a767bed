/** The wizard's part of an address: which draft, which step, and what its lists are narrowed to. */
export type Asked = Partial<Record<string, string>>;
