import { type OptionalKind, optionalKinds } from '#db/schema/vocabulary.ts';
import { followerToken } from '#lib/followers/token.ts';
import type { Dispatch } from './carrier.ts';
import type { Leased } from './lease-deliveries.ts';
import { stopToken } from './stop-token.ts';

/** A leased delivery as it goes out: with the address that opens something for its reader alone where the letter has one. */
export function dispatchOf(
  { address, name, messageId, subject, text, html, language, enclosures, ...leased }: Omit<Leased, 'id' | 'withheld'>,
  origin: string,
): Dispatch {
  const link = linkOf(leased, origin);
  const set = (body: string) => (link ? body.replaceAll('{link}', link) : body);
  const stops = link && leased.kind !== 'follow_confirmation';
  return {
    messageId,
    to: { name, address },
    subject,
    text: set(text),
    html: set(html),
    language,
    enclosures,
    unsubscribe: stops ? `${link}/one-click` : null,
  };
}

function linkOf({ kind, userId, followerId }: Pick<Leased, 'kind' | 'userId' | 'followerId'>, origin: string) {
  if (followerId !== null)
    return `${origin}/follow/${kind === 'follow_confirmation' ? 'confirm' : 'stop'}/${followerToken(followerId)}`;
  if (userId !== null && isOptional(kind)) return `${origin}/letters/stop/${stopToken({ userId, kind })}`;
  return undefined;
}

const isOptional = (kind: string): kind is OptionalKind => (optionalKinds as readonly string[]).includes(kind);
