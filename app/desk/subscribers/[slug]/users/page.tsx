import type { Metadata } from 'next';
import { UserForm } from '#components/desk/parties/user-forms.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../../room.tsx';
import { addUserAction } from '../../user-actions.ts';

export const metadata: Metadata = { title: 'Add a user' };

export default async function AddUserPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', (reader) => subscriberShown(reader, asTyped(slug)));
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${data.slug}`}>{data.name}</TextLink>}
        title="Add a user"
        lede="A first password is made and shown once, on this page. Hand it over yourself: Demur sends it to nobody."
      />
      <div className="max-w-[46rem]">
        <UserForm action={addUserAction} subscriber={data} />
      </div>
    </Room>
  );
}
