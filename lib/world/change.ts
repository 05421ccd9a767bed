import type { Opening } from '#db/transaction.ts';
import { previewDraft } from '#lib/changes/draft-queries.ts';
import { publishChange } from '#lib/changes/publish-change.ts';
import { saveChangeDraft } from '#lib/changes/save-change-draft.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { accepted, by, daysBefore, done, instantOf, newMark, type World } from './world.ts';

export interface ChangeOptions {
  /** A day ago unless given. */
  publishedDaysAgo?: number;
  publishedAt?: Instant | string;
  kind?: 'addition' | 'replacement' | 'location' | 'data_categories' | 'purpose' | 'removal';
  title?: string;
  reason?: string;
  note?: string;
  /** The day on which the last window has closed unless given; in 40 days where nobody is reached. */
  plannedStartOn?: string;
  subprocessorId?: string;
  replacesId?: string;
  supersedes?: string;
  company?: { legalName?: string; category?: 'infrastructure' | 'service_specific' } & Record<string, unknown>;
  /** Ids of the services that it serves: with any, a new company is service-specific. */
  services?: string[];
  terms?: Record<string, unknown>;
  /** Who publishes; the scenario's privacy admin unless given. */
  adminId?: string;
}

export interface PublishedChange {
  changeId: string;
  subprocessorId: string;
  version: number;
  plannedStartOn: string;
  publishedAt: Instant;
  /** Notice ids by subscriber id. */
  notices: Record<string, string>;
  /** @throws {Error} when the change gave that subscriber no notice */
  noticeOf(subscriber: { subscriberId: string }): string;
}

const invented = { locations: [{ country: 'DE', place: 'Hamburg' }], customerData: ['E-mail address'] };

/** A draft as the wizard keeps it, for a privacy admin to publish at that instant. */
export async function changeDraft(
  world: World,
  options: ChangeOptions = {},
): Promise<{ draftId: string; opening: Opening; at: Instant }> {
  const at = instantOf(world, { at: options.publishedAt, daysAgo: options.publishedDaysAgo }, 1);
  const opening = by(world, options.adminId ?? world.adminId, at);
  const content = contentOf(options, at);
  const { draftId } = accepted(await keep(saveChangeDraft, opening, { content }));
  if (!options.plannedStartOn) {
    const preview = await read(opening, (reader) => previewDraft(reader, draftId));
    const reachesSomebody = preview?.earliestStart?.closesAt;
    const plannedStartOn = reachesSomebody ? preview.earliestStart?.on : daysBefore(at, -40).slice(0, 10);
    accepted(await keep(saveChangeDraft, opening, { draftId, content: { ...content, plannedStartOn } }));
  }
  return { draftId, opening, at };
}

/** A change as the wizard saves it and a privacy admin publishes it; an addition of an invented company unless told otherwise. */
export async function change(world: World, options: ChangeOptions = {}): Promise<PublishedChange> {
  const { draftId, opening, at } = await changeDraft(world, options);
  const published = await done(publishChange, opening, { draftId });
  const { subprocessorId, notices } = await noticesOf(world, published.changeId);
  return {
    ...published,
    subprocessorId,
    publishedAt: at,
    notices,
    noticeOf({ subscriberId }) {
      const noticeId = notices[subscriberId];
      if (!noticeId) throw new Error('the change gave this subscriber no notice');
      return noticeId;
    },
  };
}

function contentOf(options: ChangeOptions, at: Instant) {
  const { kind = 'addition', services = [], company, terms, subprocessorId = null, replacesId = null } = options;
  const mark = newMark();
  const isNew = (kind === 'addition' || kind === 'replacement') && subprocessorId === null;
  const legalName = company?.legalName ?? `Meltemi Messaging ${mark}`;
  const category = services.length > 0 ? 'service_specific' : 'infrastructure';
  return {
    kind,
    title: options.title ?? `${legalName} joins the register`,
    reason: options.reason ?? 'To send messages from within the European Union.',
    note: options.note ?? `A change of ${at.slice(0, 10)}.`,
    // any later day will do until the dates are known
    plannedStartOn: options.plannedStartOn ?? '2199-01-01',
    subprocessorId,
    replacesId,
    supersedes: options.supersedes ?? null,
    company: isNew ? { legalName, category, ...company } : null,
    terms:
      kind === 'removal'
        ? null
        : {
            description: 'Delivers messages to users.',
            purpose: 'To deliver messages that the platform sends.',
            ...invented,
            serviceIds: services,
            ...terms,
          },
  };
}

async function noticesOf({ pool }: World, changeId: string) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN; SET LOCAL ROLE demur_owner');
    const { rows } = await client.query<{ subprocessorId: string; notices: Record<string, string> }>(
      `SELECT c.subprocessor_id AS "subprocessorId",
        (SELECT coalesce(jsonb_object_agg(n.subscriber_id, n.id), '{}') FROM demur.notices n WHERE n.change_id = c.id) AS notices
       FROM demur.changes c WHERE c.id = $1`,
      [changeId],
    );
    await client.query('COMMIT');
    return rows[0] ?? { subprocessorId: '', notices: {} };
  } finally {
    client.release();
  }
}
