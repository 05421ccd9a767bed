import { Ruler } from '#components/changes/ruler.tsx';
import { WhyThisDate } from '#components/changes/why-this-date.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import type { CockpitWindow } from '#lib/changes/desk-queries.ts';
import { counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, relative } from '#lib/deadlines/speak.ts';

/** Each window as it was counted, once for all whom it holds for. */
export function Windows({
  windows,
  publishedAt,
  at,
  zone,
}: {
  windows: readonly CockpitWindow[];
  publishedAt: Instant;
  at: Instant;
  zone: string;
}) {
  if (windows.length === 0) return null;
  return (
    <Section title="Windows" note="as counted; what was extended closes later">
      <ul className="grid gap-4">
        {windows.map(({ windowId, profileName, startsAt, working, notices, extended }) => (
          <li key={windowId}>
            <Card title={profileName} level={3}>
              <p className="-mt-1 mb-3 text-ink-2 text-sm">
                {counted(notices, 'notice')} ·{' '}
                <strong className="font-semibold text-ink">{relative(at, working.closesAt, zone)}</strong> ·{' '}
                {endOfDayInWords(working.closesAt, zone)}
                {extended > 0 ? ` · ${extended} of them extended` : ''}
              </p>
              <Ruler working={working} now={at} startWord={startsAt === publishedAt ? 'published' : 'given'} />
              <div className="mt-3 border-rule-2 border-t pt-3">
                <WhyThisDate working={working} />
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </Section>
  );
}
