/** What a delivery status notification says of one letter. */
export interface Told {
  messageId: string;
  event: 'bounced' | 'accepted';
  host?: string;
  code?: number;
  detail?: string;
}

/**
 * Reads a delivery status notification (RFC 3464) as mail systems send it back: a multipart/report with the headers of the
 * letter that it is about. Undefined: it is none, or says of it only that it is late.
 */
export function toldBy(notification: string): Told | undefined {
  // the report's own headers come first, and its own Message-ID
  const lines = notification.replace(/\r\n?/g, '\n').replace(/\n[ \t]+/g, ' ');
  const status = lines.search(/^(?:Original|Final)-Recipient:/im);
  if (status < 0) return undefined;
  const said = lines.slice(status);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(said)?.[1]?.trim();
  const event = EVENTS[field('Action')?.toLowerCase() ?? ''];
  const messageId = /<[^<>\s]+>/.exec(field('Message-ID') ?? '')?.[0];
  if (!event || !messageId) return undefined;
  const diagnosis = field('Diagnostic-Code')?.replace(/^[\w-]+;\s*/, '');
  const host = field('Remote-MTA')?.replace(/^[\w-]+;\s*/, '');
  const code = Number(/^\d{3}\b/.exec(diagnosis ?? '')?.[0]);
  const detail = [field('Status'), diagnosis].filter(Boolean).join(' ').slice(0, 1000).toWellFormed();
  return { messageId, event, ...(host && { host }), ...(code && { code }), ...(detail && { detail }) };
}

/** `relayed` is none: it left for a server that reports nothing, which is not yet the recipient's. */
const EVENTS: Record<string, Told['event'] | undefined> = {
  failed: 'bounced',
  delivered: 'accepted',
  expanded: 'accepted',
};
