import { sql } from 'drizzle-orm';
import { circularKinds, deskLetterKinds, type Language, type LetterKind } from '#db/schema/vocabulary.ts';
import type { Transaction } from '#db/transaction.ts';
import { idArray } from '#lib/command/id-array.ts';
import type { Owed } from './writer.ts';
import type { Letterhead } from './written.ts';

/** Somebody whom a letter goes to: a user, or who follows the register. */
export interface Recipient {
  letterId: string;
  userId: string | null;
  followerId: string | null;
  address: string;
  name: string | null;
  language: Language;
  /** They do without letters of this kind. */
  muted: boolean;
}

const wordsOf = (kinds: readonly LetterKind[]) => sql.raw(kinds.map((kind) => `'${kind}'`).join(', '));
/** As the index of what is to be composed has it: a letter to one goes before those to many. */
const circular = sql`(l.kind in (${wordsOf(circularKinds)}))`;

/** Locks the first that are owed, with the followers whom they go to, and notes which they are for the rest of this transaction. Those that another worker holds are passed over. */
export async function lockOwed(tx: Transaction, atMost: number): Promise<void> {
  await tx.execute(sql`
    select set_config('demur.locked', coalesce(string_agg(owed.id::text, ','), ''), true) from (
      select l.id from demur.letters l where l.composed_at is null and l.lapsed_at is null and l.failed_at is null
      order by ${circular}, l.obliged_at, l.id limit ${atMost} for update skip locked
    ) owed`);
  // who stops following comes before this letter, or finds its delivery
  await tx.execute(sql`
    select from demur.followers f where f.id in (
      select l.follower_id from demur.letters l where l.id = any (string_to_array(nullif(current_setting('demur.locked'), ''), ',')::uuid[]))
    order by f.id for no key update`);
}

/** Those that were locked, in the order in which they go out. */
export async function lockedLetters(tx: Transaction): Promise<Owed[]> {
  const { rows } = await tx.execute<Owed & Record<string, unknown>>(sql`
    select l.id, l.kind, l.notice_id as "noticeId", l.subscriber_id as "subscriberId", l.follower_id as "followerId", l.about, l.facts,
      demur.iso(l.obliged_at) as "obligedAt"
    from demur.letters l where l.id = any (string_to_array(nullif(current_setting('demur.locked'), ''), ',')::uuid[])
    order by ${circular}, l.obliged_at, l.id`);
  return rows;
}

/**
 * Who gets these letters: of a subscriber whoever acts for it now, of the vendor its privacy admins, and of those who
 * follow the register the one whom the letter is for, so long as they do.
 */
export async function recipientsOf(tx: Transaction, owed: Owed[]): Promise<Recipient[]> {
  const desk = sql`l.kind in (${wordsOf(deskLetterKinds)})`;
  const { rows } = await tx.execute<Recipient & Record<string, unknown>>(sql`
    with owed as materialized (select l.id, l.kind, l.subscriber_id, l.follower_id from demur.letters l where l.id = any (${idArray(owed.map(({ id }) => id))})),
    addressed as (
      select l.id, l.kind, m.user_id from owed l join demur.memberships m on m.subscriber_id = l.subscriber_id and m.ended_at is null
      union
      select l.id, l.kind, g.user_id from owed l join demur.vendor_role_grants g on ${desk} and g.role = 'privacy_admin' and g.ended_at is null
    )
    select a.id as "letterId", u.id as "userId", null as "followerId", u.email as address, u.name, coalesce(p.language, 'en') as language,
      coalesce(a.kind = any (p.muted), false) as muted
    from addressed a join demur.users u on u.id = a.user_id and u.disabled_at is null left join demur.preferences p on p.user_id = u.id
    union all
    select l.id, null, f.id, f.email, null, 'en', false from owed l join demur.followers f on f.id = l.follower_id
    where f.ended_at is null and (f.confirmed_at is not null or l.kind = 'follow_confirmation')
    order by 1, 2`);
  return rows;
}

/** What all letters of this installation have in common. */
export async function letterheadOf(tx: Transaction, origin: string): Promise<Letterhead> {
  const { rows } = await tx.execute<Omit<Letterhead, 'origin'> & Record<string, unknown>>(sql`
    select legal_name as "vendorName", privacy_contact as "privacyContact", zone, accent from demur.vendor`);
  const [vendor] = rows;
  if (!vendor) throw new Error('letters are owed, and there is no vendor');
  return { origin, ...vendor };
}
