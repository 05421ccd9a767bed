import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Note } from '#components/ui/prose.tsx';
import { epochMilliseconds, type Instant } from '#lib/deadlines/instant.ts';
import { inShort } from '#lib/deadlines/speak.ts';
import { MISSED_AFTER_MINUTES } from '#lib/outages/outage.ts';

export type OutageOffered = { id: string; fromAt: Instant; toAt: Instant; open: number; closed: number };

/** Times in which nothing could be filed for sure, and that somebody has to see to. */
export function OutageOffers({ outages, zone }: { outages: readonly OutageOffered[]; zone: string }) {
  return outages.map(({ id, fromAt, toAt, open, closed }) => (
    <Banner
      key={id}
      tone="warn"
      title={`From ${inShort(fromAt, zone)} to ${inShort(toAt, zone)} it can’t be shown that an objection could be filed`}
      actions={
        <TextLink href={`/desk/outages/${id}`}>
          {open > 0 ? 'Extend the windows it concerns' : 'See which closed'}
        </TextLink>
      }
    >
      {[openInWords(open), closedInWords(closed)].filter(Boolean).join(' ')}
    </Banner>
  ));
}

type Seen = { seenAt: Instant | null; now: Instant; zone: string };

/** Said loudly where the worker was not seen for too long. */
export function WorkerMissed({ seenAt, now, zone }: Seen) {
  if (seenAt === null || epochMilliseconds(now) - epochMilliseconds(seenAt) <= MISSED_AFTER_MINUTES * 60_000)
    return null;
  return (
    <Banner tone="warn" title={`The worker was last seen ${inShort(seenAt, zone)}`}>
      It should be each minute. A window closes without it; letters and records wait until it runs again. Start it with{' '}
      <code>npm start</code>, or apart with <code>npm run worker</code>.
    </Banner>
  );
}

/** When the worker was last seen. */
export function WorkerSeen({ seenAt, zone }: Pick<Seen, 'seenAt' | 'zone'>) {
  return (
    <Note className="mt-9">
      {seenAt === null
        ? 'No worker has been seen yet. A window closes without one; letters and records wait until it runs.'
        : `The worker was last seen ${inShort(seenAt, zone)}.`}
    </Note>
  );
}

function openInWords(open: number): string {
  if (open === 0) return '';
  return open === 1
    ? 'It lay in the last 24 hours of one window that is still open.'
    : `It lay in the last 24 hours of ${open} windows that are still open.`;
}

function closedInWords(closed: number): string {
  if (closed === 0) return '';
  return closed === 1 ? 'One window closed in silence meanwhile.' : `${closed} windows closed in silence meanwhile.`;
}
