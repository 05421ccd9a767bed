import { LinkButton } from '#components/ui/button.tsx';
import { Message } from './message.tsx';
import { ROLE_NAME, type ViewerRole } from './navigation.ts';

const WHO: Record<ViewerRole, string> = {
  subscriber: 'a user of a subscriber',
  privacy_admin: 'a privacy admin',
  legal: 'a user with the role legal',
};

/** What a 403 page says: which role the page is for, and how to come by it. */
export function RoleNeeded({ needed }: { needed?: ViewerRole }) {
  return (
    <Message
      title={needed ? `This page is for ${WHO[needed]}` : 'This page is for another role'}
      actions={<LinkButton href="/">Go to your first page</LinkButton>}
    >
      <p>
        You are signed in, but your account does not have{' '}
        {needed ? `the role “${ROLE_NAME[needed]}”` : 'the role that this page needs'}. If your work needs it, ask a
        privacy admin to give it to you.
      </p>
    </Message>
  );
}
