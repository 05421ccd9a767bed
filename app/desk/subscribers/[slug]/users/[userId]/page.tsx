import type { Metadata } from 'next';
import { MemberForm, PasswordForm } from '#components/desk/parties/user-forms.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { subscriberShown } from '#lib/parties/queries.ts';
import { Room } from '../../../../../room.tsx';
import { changeMemberAction, endMembershipAction, newPasswordAction } from '../../../user-actions.ts';

export const metadata: Metadata = { title: 'A user' };

export default async function MemberPage({ params }: { params: Promise<{ slug: string; userId: string }> }) {
  const { slug, userId } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const subscriber = await subscriberShown(reader, asTyped(slug));
    const member = subscriber?.users.find((one) => one.userId === userId);
    return subscriber && member && { subscriber, member };
  });
  const { subscriber, member } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href={`/desk/subscribers/${subscriber.slug}`}>{subscriber.name}</TextLink>}
        title={member.name}
        lede={member.email}
      />
      <div className="max-w-[46rem]">
        <Section title="Name and right">
          <MemberForm action={changeMemberAction} subscriber={subscriber} member={member} />
        </Section>
        <Section title="Password">
          <Note className="mb-3">
            For a password that is lost, or for somebody who has none yet. The former one no longer opens the door, and
            whoever is signed in by it has to sign in again. It is shown once, on this page.
          </Note>
          <PasswordForm action={newPasswordAction} member={member} />
        </Section>
        <Section title="End this right">
          <Note className="mb-3">
            {member.name} may then no longer act for {subscriber.name}, from the next click on. What was done under that
            name stays on the record.
          </Note>
          <ActionForm
            action={endMembershipAction}
            label="End right"
            pendingLabel="Ending…"
            look="danger"
            hidden={{ membershipId: member.membershipId, slug: subscriber.slug }}
          />
        </Section>
      </div>
    </Room>
  );
}
