import { createHash } from 'node:crypto';
import type { Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { isRefusal } from '#lib/command/refusal.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { type Company, type Proposed, snapshotOf, type Terms } from '#lib/register/register.ts';
import { freeSlug } from '#lib/register/slug.ts';
import type { Drafted, DraftedVersion } from './drafted.ts';
import { draftedShown } from './drafted-shown.ts';
import { noticeText } from './notice-text.ts';
import { withoutMechanism } from './obstacles.ts';
import { earliestStart, type OpenedWindow } from './opened-windows.ts';
import { givenBy, type Publication, type PublishedChange, reachedBy } from './save-publication.ts';
import type { Standing } from './standing.ts';
import { supersededBy, supersessionEvents, supersessionOf } from './supersede.ts';

export interface PublishedVersion extends Decided {
  publication: Publication;
}

interface Stamp {
  now: Instant;
  zone: string;
}

/**
 * What a draft that may be published becomes: all that is written, and the events that say so.
 * @throws {Error} when a part of it is refused: that is to be asked first
 */
export function compose(
  { draftId, approvalId }: { draftId: string; approvalId: string | null },
  draft: DraftedVersion,
  standing: Standing,
  stamp: Stamp,
): PublishedVersion {
  const { note } = draft;
  const changes = draft.changes.flatMap((one) => (isRefusal(one) ? [] : [one]));
  if (isRefusal(note) || changes.length < draft.changes.length) throw new Error('a draft with obstacles is published');
  const slugs = standing.companies.map((known) => known.company.slug);
  // ids that rise in the order of the draft, which is then the order of every list
  const ids = changes.map(() => newId()).sort();
  const composed = changes.map((one, place) => composeChange(one, ids[place] ?? newId(), slugs, standing, stamp));
  const number = standing.latest + 1;
  const publication: Publication = {
    draftId,
    versionId: newId(),
    snapshot: snapshotOf(
      { number, publishedAt: stamp.now, note },
      standing.entries,
      composed.map(({ proposed }) => proposed),
    ),
    changes: composed.map(({ published }) => published),
    windows: distinct(changes.flatMap(({ windows }) => windows)),
  };
  return { publication, ...eventsOf(publication, approvalId, stamp) };
}

/** @param slugs those taken; that of a new company is added */
function composeChange(draft: Drafted, id: string, slugs: string[], standing: Standing, { zone }: Stamp) {
  const { change, placed, windows, reach } = draft;
  const company = change.company && {
    id: newId(),
    ...change.company,
    slug: freeSlug(change.company.slug ?? change.company.legalName, slugs),
  };
  if (company) slugs.push(company.slug);
  const subprocessorId = company?.id ?? placed.known?.subprocessorId ?? '';
  const terms = placed.to && {
    id: newId(),
    subprocessorId,
    said: withoutServices(placed.to),
    serviceIds: reach.serviceIds,
  };
  const text = noticeText(draftedShown(draft, standing));
  const published: PublishedChange = {
    company,
    terms,
    row: {
      id,
      kind: change.kind,
      subprocessorId,
      title: change.title,
      reason: change.reason,
      fromTermsId: placed.from?.termsId ?? null,
      toTermsId: terms?.id ?? null,
      plannedStartOn: change.plannedStartOn,
      plannedStartAt: closesAtOf(addDays(change.plannedStartOn, -1), zone),
      supersedes: change.supersedes,
      noticeText: text,
      noticeTextSha256: createHash('sha256').update(text).digest(),
      urgentReason: change.urgent?.reason ?? null,
    },
    windows,
    reach,
    withoutMechanism: withoutMechanism(placed),
  };
  return { published, proposed: proposedBy(draft, company ?? knownCompany(draft), terms?.id ?? null) };
}

/** Each once: a window belongs to a version and a profile, whichever of its changes open it. */
const distinct = (windows: OpenedWindow[]) => [...new Map(windows.map((window) => [window.id, window])).values()];

function eventsOf(
  { versionId, snapshot, changes, windows }: Publication,
  approvalId: string | null,
  { now, zone }: Stamp,
): Decided {
  const { number } = snapshot;
  const served = changes.flatMap(({ terms }) =>
    (terms?.serviceIds ?? []).map((serviceId) => ({ termsId: terms?.id ?? '', serviceId })),
  );
  return {
    noticeEvents: changes.flatMap((change) => noticeEventsOf(change, number, now)),
    rowEvents: changes.flatMap(({ row }) => supersessionOf(row) ?? []).flatMap((each) => supersessionEvents(each, now)),
    events: [
      {
        type: 'policy.published',
        caseId: null,
        subscriberId: null,
        facts: { number, served, approvalId },
        rows: [
          { table: 'policy_versions', id: versionId },
          ...changes.flatMap(({ company, terms }) => [
            ...(company ? [{ table: 'subprocessors', id: company.id }] : []),
            ...(terms ? [{ table: 'terms', id: terms.id }] : []),
          ]),
          ...windows.map(({ id }) => ({ table: 'windows', id })),
        ],
      },
      ...changes.map(({ row, windows: own, reach, withoutMechanism: missing }) => ({
        type: 'change.published' as const,
        caseId: null,
        subscriberId: null,
        facts: {
          kind: row.kind,
          category: reach.category,
          subscribers: reachedBy({ windows: own }),
          // those for whom an urgent replacement may start while their window is open; null: it is not urgent
          urgentFor: row.urgentReason ? own.reduce((sum, { urgent }) => sum + urgent, 0) : null,
          // published all the same, by somebody who was warned
          withoutMechanism: missing,
          latestClose: earliestStart(own, zone, now).closesAt,
        },
        rows: [{ table: 'changes', id: row.id }, ...(row.supersedes ? [{ table: 'changes', id: row.supersedes }] : [])],
      })),
    ],
  };
}

function noticeEventsOf({ row, windows }: PublishedChange, version: number, now: Instant) {
  const superseded = row.supersedes && {
    type: 'notice.superseded' as const,
    noticeIds: supersededBy(row.supersedes, now),
    facts: { changeId: row.supersedes, supersededBy: row.id },
  };
  const given = reachedBy({ windows }) > 0 && {
    type: 'notice.given' as const,
    noticeIds: givenBy([row.id]),
    facts: { changeId: row.id, version },
  };
  return [...(superseded ? [superseded] : []), ...(given ? [given] : [])];
}

function proposedBy({ change, placed }: Drafted, company: Company, termsId: string | null): Proposed {
  const { kind, title, reason, plannedStartOn } = change;
  return {
    ...{ kind, title, reason, plannedStartOn, company },
    from: placed.from && { slug: placed.from.company.slug, termsId: placed.from.termsId },
    to: placed.to && termsId ? { ...placed.to, termsId } : null,
  };
}

function knownCompany({ placed }: Drafted): Company {
  if (!placed.known) throw new Error('a change was placed without its company');
  return placed.known.company;
}

function withoutServices({ services: _, ...said }: Terms): Omit<Terms, 'services'> {
  return said;
}
