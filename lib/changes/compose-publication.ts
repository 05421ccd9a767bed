import type { Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { closesAtOf } from '#lib/deadlines/zone.ts';
import { type Company, type Proposed, snapshotOf, type Terms } from '#lib/register/register.ts';
import { freeSlug } from '#lib/register/slug.ts';
import type { Drafted } from './drafted.ts';
import { earliestStart } from './opened-windows.ts';
import { givenBy, type Publication, supersededBy } from './save-publication.ts';
import type { Standing } from './standing.ts';

export interface PublishedChange extends Decided {
  publication: Publication;
}

/** What a change that may be published becomes: all that is written, and the events that say so. */
export function compose(
  draftId: string,
  draft: Drafted,
  standing: Standing,
  { now, zone }: { now: Instant; zone: string },
): PublishedChange {
  const { change, placed, windows, reach } = draft;
  const company = change.company && {
    id: newId(),
    ...change.company,
    slug: freeSlug(
      change.company.legalName,
      standing.companies.map((known) => known.company.slug),
    ),
  };
  const subprocessorId = company?.id ?? placed.known?.subprocessorId ?? '';
  const terms = change.terms &&
    placed.to && { id: newId(), subprocessorId, said: placed.to, serviceIds: reach.serviceIds };

  const number = standing.latest + 1;
  const [versionId, changeId] = [newId(), newId()];
  const snapshot = snapshotOf({ number, publishedAt: now, note: change.note }, standing.entries, [
    proposedBy(draft, company ?? knownCompany(draft), terms?.id ?? null),
  ]);
  const publication: Publication = {
    draftId,
    versionId,
    snapshot,
    company,
    terms: terms && { ...terms, said: withoutServices(terms.said) },
    change: {
      id: changeId,
      kind: change.kind,
      subprocessorId,
      title: change.title,
      reason: change.reason,
      fromTermsId: placed.from?.termsId ?? null,
      toTermsId: terms?.id ?? null,
      plannedStartOn: change.plannedStartOn,
      plannedStartAt: closesAtOf(addDays(change.plannedStartOn, -1), zone),
      supersedes: change.supersedes,
    },
    windows,
    reach,
  };
  return { publication, ...eventsOf(publication, { now, zone }) };
}

function eventsOf(publication: Publication, { now, zone }: { now: Instant; zone: string }): Decided {
  const { versionId, snapshot, company, terms, change, windows, reach } = publication;
  const { number } = snapshot;
  const subscribers = windows.reduce((sum, window) => sum + window.subscribers, 0);
  return {
    noticeEvents: [
      ...(change.supersedes
        ? [
            {
              type: 'notice.superseded' as const,
              noticeIds: supersededBy(change.supersedes, now),
              facts: { changeId: change.supersedes, supersededBy: change.id },
            },
          ]
        : []),
      ...(subscribers > 0
        ? [
            {
              type: 'notice.given' as const,
              noticeIds: givenBy(change.id),
              facts: { changeId: change.id, version: number },
            },
          ]
        : []),
    ],
    events: [
      {
        type: 'policy.published',
        caseId: null,
        subscriberId: null,
        facts: { number, servedBy: terms ? { termsId: terms.id, serviceIds: terms.serviceIds } : null },
        rows: [
          { table: 'policy_versions', id: versionId },
          ...(company ? [{ table: 'subprocessors', id: company.id }] : []),
          ...(terms ? [{ table: 'terms', id: terms.id }] : []),
          ...windows.map(({ id }) => ({ table: 'windows', id })),
        ],
      },
      {
        type: 'change.published',
        caseId: null,
        subscriberId: null,
        facts: {
          kind: change.kind,
          category: reach.category,
          subscribers,
          latestClose: earliestStart(windows, zone, now).closesAt,
        },
        rows: [
          { table: 'changes', id: change.id },
          ...(change.supersedes ? [{ table: 'changes', id: change.supersedes }] : []),
        ],
      },
    ],
  };
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
