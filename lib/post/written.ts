/** A part of a letter, said once and set twice: as text, and as HTML. */
export type Block =
  | { is: 'paragraph'; text: string }
  | { is: 'heading'; text: string }
  | { is: 'rows'; rows: { label: string; value: string; mono?: true }[] }
  | { is: 'list'; items: string[] }
  /** What somebody else wrote, word for word. */
  | { is: 'quote'; text: string; by: string }
  /** A page of Demur, by its path from the origin, or `{link}`: one that opens for its reader alone. */
  | { is: 'link'; text: string; path: string }
  /** What a reader needs not read to act: what it proves, clauses, hashes. */
  | { is: 'small'; text: string };

/** A letter as a writer leaves it. The first block is the lede: who must do what by when, with the zone. */
export interface Written {
  subject: string;
  blocks: Block[];
  /** Why its reader gets it, where that is not for being a contact of a subscriber. */
  reader?: 'follower' | 'desk';
  /** What the link says that ends letters of this kind for its reader; without it there is none. */
  stop?: string;
}

/** What every letter of an installation has in common. */
export interface Letterhead {
  /** Without a slash at the end. */
  origin: string;
  vendorName: string;
  privacyContact: string;
  zone: string;
  /** `#rrggbb`, or null for Demur's own. */
  accent: string | null;
}
