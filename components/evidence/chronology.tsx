import { Proof } from '#components/ui/disclosure.tsx';
import { Moment } from '#components/ui/moment.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';
import { inShort, utcExact } from '#lib/deadlines/speak.ts';

export type ChronologyProps = {
  entries: readonly { position: number; at: Instant; sentence: string; hash: string }[];
  zone: string;
};

/** Everything that happened on a case, entry by entry as it stands in the log, with the hashes folded below. */
export function Chronology({ entries, zone }: ChronologyProps) {
  return (
    <>
      <Timeline
        label="Chronology"
        entries={entries.map(({ position, at, sentence }) => ({
          key: position,
          what: sentence,
          when: <Moment at={at} words={inShort(at, zone)} exact={utcExact(at)} />,
        }))}
      />
      <Proof facts={entries.map(({ position, hash }) => ({ label: `Entry ${position}`, value: hash }))}>
        Each hash is the SHA-256 of the hash of the entry before, the entry’s number as 8 bytes, and the SHA-256 of its
        bytes, which are in the case file.
      </Proof>
    </>
  );
}
