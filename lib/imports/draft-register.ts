import { eq, sql } from 'drizzle-orm';
import { changeDrafts } from '#db/schema/changes.ts';
import { registerUploads } from '#db/schema/diligence.ts';
import type { ChangeKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { type Actor, userOf } from '#lib/access/actor.ts';
import { type KeptChange, MOST_CHANGES } from '#lib/changes/inputs.ts';
import { newId } from '#lib/command/new-id.ts';
import { refuse } from '#lib/command/refusal.ts';
import type { Unrecorded } from '#lib/command/unrecorded.ts';
import { compare, type EntryDifference } from './import.ts';
import { type DraftedRegister, draftedRegisterInput } from './inputs.ts';
import { rereadRegister, whereIn } from './read-register.ts';
import { type StandingRegister, standingRegister } from './standing-register.ts';

export interface RegisterDrafts {
  draftIds: string[];
  changes: number;
}

/**
 * Makes drafts of what a file would have otherwise than the register in force: a change for each sub-processor that
 * comes, goes, or is to be processed with otherwise. Nothing in force is touched; the wizard goes on from there. One
 * version holds so many changes, so that a file with more makes several drafts.
 */
export const draftRegister: Unrecorded<DraftedRegister, RegisterDrafts, Actor> = {
  name: 'draft-register',
  input: draftedRegisterInput,
  async work(tx, input, { now, actor }) {
    const kept = input.uploadId ? await takenContent(tx, input.uploadId) : { file: input.content, lines: null };
    if (!kept) return undefined;
    const createdBy = userOf(actor) ?? (await privacyAdmin(tx, input.by));
    if (!createdBy)
      return refuse('invalid_input', 'Name the privacy admin whose draft it becomes: --by and an e-mail address.');
    const standing = await standingRegister(tx, now);
    if (standing.latest === 0)
      return refuse('wrong_status', 'Nothing is published yet: this file becomes the first version.');
    if (standing.latest !== input.against)
      return refuse('stale_draft', 'The register has moved since the difference was shown. Look at it again.');

    const { file, problems, lines } = { ...rereadRegister(kept.file), lines: kept.lines };
    if (!file) return refuse('invalid_input', problems[0]?.message ?? 'The file can’t be read.');
    const { entries, problems: impossible } = compare(file, standing, (index, field) => whereIn(lines, index, field));
    const [first] = impossible;
    if (first) return refuse('invalid_input', `${first.where}: ${first.message}`);

    const filed = new Map(file.subprocessors.map((entry) => [entry.slug, entry]));
    const changes = entries.flatMap((entry) => changeOf(entry, filed.get(entry.slug), standing, input));
    if (changes.length === 0)
      return refuse('empty_draft', 'What the file says of processing is what stands. There is nothing to publish.');
    const drafts = [];
    for (let from = 0; from < changes.length; from += MOST_CHANGES)
      drafts.push({
        id: newId(),
        content: { note: input.note, changes: changes.slice(from, from + MOST_CHANGES) },
        againstVersion: String(standing.latest),
        ...{ createdBy, authors: [createdBy], updatedAt: now },
      });
    await tx.insert(changeDrafts).values(drafts);
    return { value: { draftIds: drafts.map(({ id }) => id), changes: changes.length } };
  },
};

/** Takes what was kept: of two who confirm it one has it, and a refusal puts it back. */
async function takenContent(tx: Transaction, uploadId: string) {
  const [row] = await tx
    .delete(registerUploads)
    .where(eq(registerUploads.id, uploadId))
    .returning({ content: registerUploads.content });
  return row && (row.content as { file: unknown; lines: number[] | null });
}

/** Who may publish, by e-mail address. */
async function privacyAdmin(tx: Transaction, email: string | null): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select u.id from demur.users u join demur.vendor_role_grants g on g.user_id = u.id
    where lower(u.email) = lower(${email}) and u.disabled_at is null and g.role = 'privacy_admin' and g.ended_at is null`);
  return rows[0]?.id;
}

const titles: Record<ChangeKind, (name: string) => string> = {
  addition: (name) => `${name} joins the register`,
  replacement: (name) => `${name} replaces another`,
  removal: (name) => `${name} leaves the register`,
  location: (name) => `Where ${name} processes data`,
  data_categories: (name) => `Which data ${name} processes`,
  purpose: (name) => `What ${name} processes data for`,
};

function changeOf(
  { slug, legalName, kind }: EntryDifference,
  filed: { terms: { services: string[] } } | undefined,
  { known, serviceIds }: StandingRegister,
  { reason, plannedStartOn }: DraftedRegister,
): KeptChange[] {
  if (kind === null) return [];
  const subprocessorId = known.find(({ company }) => company.slug === slug)?.subprocessorId ?? null;
  const { terms, ...company } = filed ?? { terms: null };
  const { services = [], ...said } = terms ?? {};
  const change = {
    ...{ key: newId(), kind, title: titles[kind](legalName).slice(0, 200), reason },
    ...{ plannedStartOn: plannedStartOn ?? '', subprocessorId, replacesId: null, supersedes: null },
    company: subprocessorId === null ? company : null,
    terms: terms && { ...said, serviceIds: services.flatMap((service) => serviceIds.get(service) ?? []) },
  };
  return [JSON.parse(JSON.stringify(change))];
}
