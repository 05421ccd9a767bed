import type { Opening } from '#db/transaction.ts';
import { previewDraft } from '#lib/changes/draft-queries.ts';
import { publishVersion } from '#lib/changes/publish-version.ts';
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
  urgent?: { reason: string };
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

/** What the changes of one version share. */
export type VersionOptions = Pick<ChangeOptions, 'publishedDaysAgo' | 'publishedAt' | 'note' | 'adminId'>;

/** A draft as the wizard keeps it, for a privacy admin to publish at that instant. */
export async function versionDraft(
  world: World,
  changes: readonly ChangeOptions[],
  { publishedAt, publishedDaysAgo, note, adminId = world.adminId }: VersionOptions = {},
): Promise<{ draftId: string; opening: Opening; at: Instant }> {
  const at = instantOf(world, { at: publishedAt, daysAgo: publishedDaysAgo }, 1);
  const opening = by(world, adminId, at);
  const content = {
    note: note ?? `A change of ${at.slice(0, 10)}.`,
    changes: changes.map((options) => contentOf(options)),
  };
  const { draftId } = accepted(await keep(saveChangeDraft, opening, { content }));
  if (changes.some(({ plannedStartOn }) => !plannedStartOn)) {
    const preview = await read(opening, (reader) => previewDraft(reader, draftId));
    const dated = content.changes.map((fields, place) => {
      const earliest = preview?.changes[place]?.earliestStart;
      const reached = earliest?.closesAt ? earliest.on : daysBefore(at, -40).slice(0, 10);
      return { ...fields, plannedStartOn: changes[place]?.plannedStartOn ?? reached };
    });
    accepted(await keep(saveChangeDraft, opening, { draftId, content: { ...content, changes: dated } }));
  }
  return { draftId, opening, at };
}

/** A draft of one change. */
export const changeDraft = (world: World, options: ChangeOptions = {}) => versionDraft(world, [options], options);

/** Changes as the wizard saves them and a privacy admin publishes them in one version; each an addition of an invented company unless told otherwise. */
export async function version(
  world: World,
  changes: readonly ChangeOptions[],
  options: VersionOptions = {},
): Promise<PublishedChange[]> {
  const { draftId, opening, at } = await versionDraft(world, changes, options);
  const published = await done(publishVersion, opening, { draftId, despite: true });
  return Promise.all(
    published.changes.map(async ({ changeId, plannedStartOn }) => {
      const { subprocessorId, notices } = await noticesOf(world, changeId);
      return {
        ...{ changeId, plannedStartOn, subprocessorId, notices, publishedAt: at, version: published.version },
        noticeOf({ subscriberId }) {
          const noticeId = notices[subscriberId];
          if (!noticeId) throw new Error('the change gave this subscriber no notice');
          return noticeId;
        },
      };
    }),
  );
}

/** A version of one change. */
export async function change(world: World, options: ChangeOptions = {}): Promise<PublishedChange> {
  const [one] = await version(world, [options], options);
  if (!one) throw new Error('a version was published without its change');
  return one;
}

function contentOf(options: ChangeOptions) {
  const { kind = 'addition', services = [], company, terms, subprocessorId = null, replacesId = null } = options;
  const mark = newMark();
  const isNew = (kind === 'addition' || kind === 'replacement') && subprocessorId === null;
  const legalName = company?.legalName ?? `Meltemi Messaging ${mark}`;
  const category = services.length > 0 ? 'service_specific' : 'infrastructure';
  return {
    kind,
    title: options.title ?? `${legalName} joins the register`,
    reason: options.reason ?? 'To send messages from within the European Union.',
    // any later day will do until the dates are known
    plannedStartOn: options.plannedStartOn ?? '2199-01-01',
    subprocessorId,
    replacesId,
    supersedes: options.supersedes ?? null,
    urgent: options.urgent ?? null,
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
