import { Moment } from '#components/ui/moment.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inShort, utcExact } from '#lib/deadlines/speak.ts';

export type HistoryProps = {
  /** The earliest first; each in one sentence. */
  entries: readonly { position: number; at: Instant; sentence: string }[];
  zone: string;
};

/** What happened on a case, entry by entry as it stands in the log. */
export function History({ entries, zone }: HistoryProps) {
  return (
    <Timeline
      label="History"
      entries={entries.map(({ position, at, sentence }) => ({
        key: position,
        what: sentence,
        when: <Moment at={at} words={inShort(at, zone)} exact={utcExact(at)} />,
      }))}
    />
  );
}
