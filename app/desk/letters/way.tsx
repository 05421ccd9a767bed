import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import type { LetterWay } from '#lib/letters/letter-counts.ts';

/** What a reader needs to know of the way that letters take: that none leaves, or why they wait. */
export function Way({ way, demo, zone }: { way: LetterWay | null; demo: boolean; zone: string }) {
  if (demo)
    return <Banner title="In demo mode nothing leaves">Each letter is kept, and shown here as it would arrive.</Banner>;
  if (way === null)
    return (
      <Banner tone="warn" title="No worker has run yet">
        Letters are written and sent by the worker. It starts with <code>npm start</code>, or by itself as{' '}
        <code>npm run worker</code>. What is owed waits.
      </Banner>
    );
  if (way.carrier === 'none')
    return (
      <Banner tone="bad" title="No mail server is set">
        Letters are written and wait. Set <code>SMTP_URL</code> for the worker and start it again: they then go out, and
        none is lost.
      </Banner>
    );
  if (way.unreachableSince === null) return null;
  return (
    <Banner tone="bad" title="Our mail relay can’t be reached">
      Since <At instant={way.unreachableSince} zone={zone} />. Letters wait, and none is lost.{' '}
      {way.nextTryAt ? (
        <>
          The next try: <At instant={way.nextTryAt} zone={zone} />.
        </>
      ) : null}
    </Banner>
  );
}
