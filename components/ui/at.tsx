import type { Instant } from '#lib/deadlines/instant.ts';
import { inWords, utcExact } from '#lib/deadlines/speak.ts';
import { Moment } from './moment.tsx';

/** An instant in the vendor's zone, in words; the exact UTC instant on hover. */
export function At({ instant, zone }: { instant: Instant; zone: string }) {
  return <Moment at={instant} words={inWords(instant, zone)} exact={utcExact(instant)} />;
}
