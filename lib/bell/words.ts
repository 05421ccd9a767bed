import { eventInWords } from '#lib/evidence/event-words.ts';
import type { NewsItem, NewsReader } from './news.ts';

/** An item of news in one sentence. To a subscriber the vendor's people stand by the vendor's name. */
export function newsInWords({ type, role, by }: NewsItem, reader: NewsReader, vendorName: string): string {
  if (type === 'letter.composed') return 'Our own target for an answer to an objection has passed.';
  if (type === 'letter.bounced') return 'A letter was refused by a mail server, or came back.';
  if (type === 'letter.failed') return 'A letter was not sent: no server took it, or it could not be written.';
  if (type === 'outage.recorded')
    return 'For a time it can’t be shown that an objection could be filed: windows that closed around it may be extended.';
  if (type === 'webhook.disabled')
    return 'An endpoint for webhooks is disabled: its receiver answered that it is gone.';
  return eventInWords(type, { role, name: reader === 'subscriber' ? vendorName : by });
}
