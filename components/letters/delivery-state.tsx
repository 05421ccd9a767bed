import { At } from '#components/ui/at.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { type Delivery, type Grade, gradeOf } from '#lib/letters/letter.ts';
import { GRADE, serverSaid } from './letter-words.ts';

/** How far one delivery is known to have come, since when, and what a server said to it. */
export function DeliveryState({ delivery, zone }: { delivery: Delivery; zone: string }) {
  const grade = gradeOf(delivery);
  const { word, tone } = GRADE[grade];
  const at = REACHED[grade](delivery);
  const said = SAID[grade](delivery);
  return (
    <>
      <Chip tone={tone}>{word}</Chip>
      {at ? (
        <span className="block text-ink-2 text-sm">
          <At instant={at} zone={zone} />
        </span>
      ) : null}
      {said ? <span className="block break-words text-ink-2 text-sm">{said}</span> : null}
      {delivery.queued ? (
        <span className="block text-ink-2 text-sm">
          {delivery.queued.tries > 0
            ? `${counted(delivery.queued.tries, 'try', 'tries')} so far, the next `
            : 'the first try '}
          <At instant={delivery.queued.nextTryAt} zone={zone} />
        </span>
      ) : null}
    </>
  );
}

const REACHED: Record<Grade, (delivery: Delivery) => Instant | null> = {
  waiting: () => null,
  kept: ({ handedAt }) => handedAt,
  handed_over: ({ handedAt }) => handedAt,
  accepted: ({ acceptedAt }) => acceptedAt,
  bounced: ({ bouncedAt }) => bouncedAt,
  failed: ({ failedAt }) => failedAt,
};

const SAID: Record<Grade, (delivery: Delivery) => string | null> = {
  waiting: () => null,
  kept: () => 'nothing leaves in demo mode',
  handed_over: ({ relayHost, relayCode }) => serverSaid(relayHost, relayCode, null),
  accepted: ({ acceptedHost, acceptedCode }) => serverSaid(acceptedHost, acceptedCode, null),
  bounced: ({ bounceHost, bounceCode, bounceAnswer }) => serverSaid(bounceHost, bounceCode, bounceAnswer),
  failed: ({ failure }) => failure,
};

/** To whom one delivery goes. A follower's address is gone once they stop. */
export function RecipientName({ delivery: { name, address } }: { delivery: Pick<Delivery, 'name' | 'address'> }) {
  if (name === null && address === null) return <>an address that is erased</>;
  return (
    <>
      {name ?? address}
      {name !== null && address !== null ? (
        <span className="block font-normal text-ink-2 text-sm [overflow-wrap:anywhere]">{address}</span>
      ) : null}
    </>
  );
}
