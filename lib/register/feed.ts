import { generateAtomFeed } from 'feedsmith';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { CivilDate, Instant } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { type Difference, difference, type Terms } from './register.ts';

/** A published change; or, without one, a version that brought the register as it stood. */
export interface FeedEntry {
  /** Of the change or the version: it names the entry for ever. */
  id: string;
  version: number;
  title: string;
  publishedAt: Instant;
  /** Later than published where the change was withdrawn or corrected. */
  updatedAt: Instant;
  change: {
    kind: ChangeKind;
    slug: string;
    legalName: string;
    reason: string;
    plannedStartOn: CivilDate;
    withdrawn: boolean;
    superseded: boolean;
    /** Null where the company is new to the register. */
    from: Terms | null;
    to: Terms | null;
  } | null;
}

/** The first instant that computers count from: a feed without entries has not changed since. */
const NEVER = '1970-01-01T00:00:00.000Z';

/**
 * The register's changes as an Atom feed (RFC 4287). An entry's id is the change's or the version's own, so it stays what
 * it is whatever comes after it, and wherever the installation moves.
 * @param address where people reach the installation, without a slash at its end
 */
export function feedOf(vendorName: string, address: string, entries: readonly FeedEntry[]): string {
  const updated = entries
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1);
  const feed = generateAtomFeed({
    id: `${address}/register/feed.xml`,
    title: { value: plain(`Sub-processors of ${vendorName}`) },
    subtitle: { value: 'Each published change to the register, with what it alters.' },
    updated: updated ?? NEVER,
    authors: [{ name: plain(vendorName), uri: address }],
    generator: { text: 'Demur' },
    links: [
      { rel: 'self', type: 'application/atom+xml', href: `${address}/register/feed.xml` },
      { rel: 'alternate', type: 'text/html', href: `${address}/register` },
    ],
    entries: entries.map((entry) => ({
      id: `urn:uuid:${entry.id}`,
      title: {
        value: plain(entry.change ? entry.title : `Policy version ${entry.version}: the register as it stood`),
      },
      published: entry.publishedAt,
      updated: entry.updatedAt,
      links: [{ rel: 'alternate', type: 'text/html', href: `${address}${pathOf(entry)}` }],
      ...(entry.change ? { categories: [{ term: entry.change.kind }] } : {}),
      content: { type: 'text', value: plain(told(entry)) },
    })),
  });
  return withoutPadding(feed);
}

/** The generator sets a text with markup in it on a line of its own; the line ends would be read as part of a title. */
function withoutPadding(feed: string): string {
  return feed.replaceAll(/>\s+<!\[CDATA\[/g, '><![CDATA[').replaceAll(/\]\]>\s+<\//g, ']]></');
}

const pathOf = ({ change, version }: FeedEntry) =>
  change ? `/register/${change.slug}` : `/register/versions/${version}`;

/** What is altered, line by line. */
function told({ change, title, version }: FeedEntry): string {
  if (!change) return title;
  const { withdrawn, superseded, plannedStartOn, reason, kind, legalName, from, to } = change;
  const state = withdrawn
    ? 'Withdrawn before it started.'
    : superseded
      ? 'Corrected by a later version before it started.'
      : `Planned from ${dayInWords(plannedStartOn)}.`;
  return [
    `${KINDS[kind]}: ${legalName}`,
    state,
    reason,
    ...difference(from, to).map(lineOf),
    `Published with policy version ${version}.`,
  ].join('\n');
}

const KINDS: Record<ChangeKind, string> = {
  addition: 'New sub-processor',
  replacement: 'Sub-processor that takes the place of another',
  location: 'Change of location',
  data_categories: 'Change of data',
  purpose: 'Change of purpose',
  removal: 'Removal',
};

const FIELDS: Record<Difference['field'], string> = {
  description: 'What it does',
  purpose: 'Purpose',
  services: 'Services',
  locations: 'Where',
  transfers: 'Transfer mechanism',
  customerData: 'Customer-provided data',
  platformData: 'Platform-generated data',
  dataSubjects: 'People concerned',
  retention: 'Retention',
  encryption: 'Encryption',
  keyHolder: 'Key holder',
};

function lineOf(altered: Difference): string {
  return `${FIELDS[altered.field]}: ${altered.form === 'text' ? textOf(altered) : listOf(altered)}`;
}

function textOf({ before, after }: Extract<Difference, { form: 'text' }>): string {
  if (before === null) return after ?? '';
  return `${after === null ? 'nothing any more' : `“${after}”`}, before “${before}”`;
}

function listOf({ kept, added, removed }: Extract<Difference, { form: 'list' }>): string {
  if (kept.length + removed.length === 0) return added.join('; ');
  return [
    added.length > 0 ? `added ${added.join('; ')}` : null,
    removed.length > 0 ? `no longer ${removed.join('; ')}` : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** XML 1.0 has no way to write the other control characters, not even as references. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').toWellFormed();
}
