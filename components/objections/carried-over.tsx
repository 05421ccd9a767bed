import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import type { Instant } from '#lib/deadlines/instant.ts';

/** The same objection under an earlier or a later notice, and when it went over. */
export interface CarriedCase {
  reference: string;
  at: Instant;
}

export type CarriedOverProps = {
  from: CarriedCase | null;
  to: CarriedCase | null;
  /** Where objections are read: "/objections", "/desk/objections". */
  base: string;
  zone: string;
};

/** Where an objection stands on since a corrected change took the place of its own, and where it came from. */
export function CarriedOver({ from, to, base, zone }: CarriedOverProps) {
  return (
    <>
      {to ? (
        <Banner title={`It stands on as ${to.reference}`}>
          <At instant={to.at} zone={zone} />: a corrected change took the place of this one, and the objection went over
          to its notice as it is. <TextLink href={`${base}/${to.reference}`}>Go on with {to.reference}</TextLink>
        </Banner>
      ) : null}
      {from ? (
        <Banner title={`Carried over from ${from.reference}`}>
          <At instant={from.at} zone={zone} />: a corrected change took the place of the one that it was filed to. It
          stands as it was filed and received, with everything requested since. Messages and history up to then are with{' '}
          <TextLink href={`${base}/${from.reference}`}>{from.reference}</TextLink>.
        </Banner>
      ) : null}
    </>
  );
}
