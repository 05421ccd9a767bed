import type { Metadata } from 'next';
import { PasswordForm } from '#components/account/password-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { Room } from '../../room.tsx';
import { passwordAction } from '../actions.ts';

export const metadata: Metadata = { title: 'Change your password' };

export default async function PasswordPage() {
  const { actor, installation, data } = await page('signed_in', async ({ awaiting }) => ({
    due: awaiting?.passwordDue ?? false,
  }));
  return (
    <Room actor={actor} installation={installation} current="/account">
      <div className="max-w-[32rem]">
        <PageHeader
          eyebrow={data.due ? undefined : <TextLink href="/account">Your account</TextLink>}
          title="Change your password"
        />
        {data.due ? (
          <Banner title="Choose a password of your own first">
            The present one was made by a privacy admin and told to you, so you are not the only one who has seen it.
            After this you go on as ever.
          </Banner>
        ) : null}
        <PasswordForm action={passwordAction} email={actor.email} />
      </div>
    </Room>
  );
}
