import { ProfileTerms } from '#components/desk/parties/profile-terms.tsx';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import type { DpaInForce } from '#lib/parties/queries.ts';

/** The DPA in force: what it is, and what its profile makes of a change. */
export function DpaRecord({ dpa, zone }: { dpa: DpaInForce; zone: string }) {
  return (
    <ProfileTerms
      profile={dpa}
      before={[
        { label: 'Reference', value: `${dpa.reference}, version ${dpa.version}` },
        { label: 'Executed', value: <At instant={dpa.executedAt} zone={zone} /> },
        {
          label: 'Policy version agreed',
          value:
            dpa.agreedVersion === null ? (
              'the one in force at its execution'
            ) : (
              <TextLink href={`/register/versions/${dpa.agreedVersion}`}>version {dpa.agreedVersion}</TextLink>
            ),
        },
        { label: 'Profile', value: <TextLink href="/desk/subscribers/profiles">{dpa.profile}</TextLink> },
      ]}
    />
  );
}
