import type { EventType } from '#db/schema/vocabulary.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** What is news to a subscriber's users, where the vendor or the clock did it on a case of theirs. */
const toSubscribers = [
  'notice.given',
  'window.extended',
  'window.closed',
  'notice.superseded',
  'notice.change_withdrawn',
  'notice.not_concerned',
  'message.sent',
  'review.started',
  'review.resumed',
  'information.requested',
  'objection.recorded',
  'objection.admitted',
  'objection.ended',
  'objection.carried_over',
  'proposal.made',
  'proposal.lapsed',
  'objection.resolved',
  'resolution.superseded',
  'action.completed',
  'data_statement.made',
  'withdrawal.ended',
] as const satisfies readonly EventType[];

/**
 * And to privacy admins: what subscribers did that asks something of the desk or changes what it may do, letters that did
 * not arrive, times in which nothing could be filed, receivers of webhooks that are gone, and drafts to approve. “No
 * objection” and readings are not among it: they come by the thousand, and stand in the counts of their change. A response
 * target that has passed comes with them from its letter (`demur.news`).
 */
const toPrivacyAdmins = [
  'objection.filed',
  'objection.filed_late',
  'objection.retracted',
  'objection.supplemented',
  'objection.instant_disputed',
  'information.given',
  'message.sent',
  'question.asked',
  'time.requested',
  'concern.left',
  'proposal.accepted',
  'proposal.declined',
  'proposal.lapsed',
  'action.disputed',
  'disagreement.recorded',
  'early_start.requested',
  'service.authorised',
  'service.dropped',
  'letter.bounced',
  'letter.failed',
  'outage.recorded',
  'webhook.disabled',
  'approval.asked',
  'approval.given',
  'approval.sent_back',
] as const satisfies readonly EventType[];

/** And to legal: what is disputed. */
const toLegal = [
  'objection.filed_late',
  'objection.instant_disputed',
  'action.disputed',
  'disagreement.recorded',
] as const satisfies readonly EventType[];

/** The types of the log that are news, by who reads them. One's own deeds are none, nor are those of one's own side. */
export const newsTypes = { subscriber: toSubscribers, privacy_admin: toPrivacyAdmins, legal: toLegal };
export type NewsReader = keyof typeof newsTypes;

/** An entry of the log that is news to somebody, with what they need to know where it happened. */
export interface NewsItem {
  position: number;
  at: Instant;
  type: EventType;
  role: string;
  /** Whoever did it, where the reader may know the name. */
  by: string | null;
  read: boolean;
  noticeId: string | null;
  reference: string | null;
  changeId: string | null;
  title: string | null;
  subscriber: string | null;
  subscriberSlug: string | null;
  /** The reference of the latest objection on the case. */
  objection: string | null;
  facts: Record<string, unknown>;
}

/** Where it happened: the page on which its reader sees what came of it. */
export function placeOf(item: NewsItem, reader: NewsReader): string {
  if (reader === 'legal') return `/cases/${item.reference ?? ''}`;
  return reader === 'subscriber' ? placeOfSubscriber(item) : placeAtDesk(item);
}

function placeOfSubscriber({ type, noticeId, objection }: NewsItem): string {
  if (noticeId === null) return '/changes';
  const ofObjection = /^(objection|review|information|proposal|resolution|action|data_statement|withdrawal)\./.test(
    type,
  );
  if (objection && (ofObjection || type === 'message.sent')) return `/objections/${objection}`;
  return `/changes/${noticeId}`;
}

function placeAtDesk({ type, facts, objection, changeId, subscriberSlug }: NewsItem): string {
  if (type === 'letter.bounced' || type === 'letter.failed')
    return typeof facts.letterId === 'string' ? `/desk/letters/${facts.letterId}` : '/desk/letters';
  if (type === 'outage.recorded') return '/desk';
  if (type === 'webhook.disabled') return `/desk/settings/webhooks/${facts.endpoint ?? ''}`;
  if (type.startsWith('approval.')) return `/desk/changes/new?draft=${facts.draftId ?? ''}&step=publish`;
  if (type.startsWith('service.')) return `/desk/subscribers/${subscriberSlug ?? ''}`;
  if (objection) return `/desk/objections/${objection}`;
  return changeId ? `/desk/changes/${changeId}` : '/desk';
}
