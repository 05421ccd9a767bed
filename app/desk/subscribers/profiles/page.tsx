import type { Metadata } from 'next';
import { WhyThisDate } from '#components/changes/why-this-date.tsx';
import { ProfileTerms } from '#components/desk/parties/profile-terms.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { DateField } from '#components/ui/field.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { type VendorPlace, vendorPlace, windowOf } from '#lib/changes/closes.ts';
import { counted } from '#lib/changes/words.ts';
import { clock } from '#lib/command/command.ts';
import type { Working } from '#lib/deadlines/deadline.ts';
import { type Instant, parseCivilDate } from '#lib/deadlines/instant.ts';
import { civilDayIn, dayInWords, endOfDayInWords } from '#lib/deadlines/speak.ts';
import { instantAt } from '#lib/deadlines/zone.ts';
import { type ProfileShown, profilesShown } from '#lib/parties/profiles-query.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';

export const metadata: Metadata = { title: 'DPA profiles' };

const OWN = '/desk/subscribers/profiles';

export default async function ProfilesPage({ searchParams }: { searchParams: SearchParams }) {
  const { on, done } = await asked(searchParams, ['on', 'done']);
  const { actor, installation, data } = await page('privacy_admin', async ({ tx }) => ({
    profiles: await profilesShown(tx),
    place: await vendorPlace(tx),
    now: await clock(tx),
  }));
  const { profiles, place, now } = data;
  const { zone } = installation;
  const example = exampleOf(on, now, zone);
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href="/desk/subscribers">Subscribers</TextLink>}
        title="DPA profiles"
        lede="The terms that DPAs have: how long a window is, how it is counted, and what follows from silence. A profile never changes once it is recorded."
        actions={<LinkButton href={`${OWN}/new`}>New profile</LinkButton>}
      />
      {done === 'recorded' ? (
        <Banner tone="good">The profile is recorded. It can be chosen for a DPA now.</Banner>
      ) : null}
      <FilterBar label="Example" submitLabel="Count" clear={on ? OWN : undefined}>
        <DateField
          label="If published on"
          name="on"
          defaultValue={example.day}
          error={example.wrong ? 'This is no day that can be counted from.' : undefined}
        />
      </FilterBar>
      <div className="grid gap-5">
        {profiles.length === 0 ? (
          <EmptyState title="No profiles yet">
            Each one appears here once recorded. A DPA recorded without one has the policy’s own terms.
          </EmptyState>
        ) : null}
        {profiles.map((profile) => (
          <Card key={profile.id} title={profile.name}>
            <Note className="mb-3">
              {profile.subscribers === 0
                ? 'No DPA in force has it'
                : `${counted(profile.subscribers, 'subscriber')} under it`}{' '}
              · {inShort(profile)}
            </Note>
            <Example profile={profile} place={place} from={example.from} day={example.day} />
            <div className="mt-3">
              <Disclosure
                summary={
                  <>
                    All terms<span className="sr-only"> of {profile.name}</span>
                  </>
                }
              >
                <ProfileTerms profile={profile} />
              </Disclosure>
            </div>
          </Card>
        ))}
      </div>
    </Room>
  );
}

/** What sets one profile apart from another. */
function inShort(profile: ProfileShown): string {
  const { length, unit, authorisation, noticeRequired, standstill, incorporatesScc, emergencyClause } = profile;
  return [
    counted(length, `${unit} day`),
    `${authorisation} authorisation`,
    noticeRequired && 'proof of notice required',
    !standstill && 'no standstill',
    incorporatesScc && 'standard contractual clauses',
    emergencyClause !== null && 'emergency clause',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Noon of the day asked for, else now. */
function exampleOf(on: string | undefined, now: Instant, zone: string): { day: string; from: Instant; wrong: boolean } {
  const today = civilDayIn(now, zone);
  if (!on) return { day: today, from: now, wrong: false };
  try {
    const day = parseCivilDate(on);
    return { day, from: instantAt(day, '12:00', zone), wrong: false };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { day: today, from: now, wrong: true };
  }
}

type ExampleProps = { profile: ProfileShown; place: VendorPlace | undefined; from: Instant; day: string };

function Example({ profile, place, from, day }: ExampleProps) {
  const working = place && counting(place, profile, from);
  if (!working) return <Note>No calendar reaches as far as its window would from that day.</Note>;
  return (
    <>
      <p className="mb-2">
        Published on {dayInWords(parseCivilDate(day))}, its window closes{' '}
        <strong className="font-semibold">{endOfDayInWords(working.closesAt, working.zone)}</strong>.
      </p>
      <WhyThisDate working={working} />
    </>
  );
}

function counting(place: VendorPlace, profile: ProfileShown, from: Instant): Working | undefined {
  try {
    return windowOf(place, profile, from);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
