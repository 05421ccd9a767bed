import type { Metadata } from 'next';
import { ProfileForm } from '#components/desk/parties/profile-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { calendarPlaces } from '#lib/calendar/places.ts';
import { Room } from '../../../../room.tsx';
import { recordProfileAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'New DPA profile' };

export default async function NewProfilePage() {
  const { actor, installation } = await page('privacy_admin', async () => null);
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href="/desk/subscribers/profiles">DPA profiles</TextLink>}
        title="New DPA profile"
        lede="What a DPA says of changes to sub-processors, as its clauses have it."
      />
      <div className="max-w-[46rem]">
        <ProfileForm action={recordProfileAction} places={calendarPlaces()} />
      </div>
    </Room>
  );
}
