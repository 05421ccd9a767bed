import type { Metadata } from 'next';
import { Message } from '#components/shell/message.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { DeadEnd } from './dead-end.tsx';

export const metadata: Metadata = { title: 'Not found' };

/** One answer for what does not exist and for what is not the reader's to see: they must not be told apart. */
export default function NotFound() {
  return (
    <DeadEnd>
      <Message title="There is nothing here for you" actions={<LinkButton href="/">Go to your first page</LinkButton>}>
        <p>
          The address is mistyped, or what it names does not exist, or it belongs to an organisation that you are not
          signed in for. If a letter from us led you here, sign in as the person it was written to and open its link
          again.
        </p>
      </Message>
    </DeadEnd>
  );
}
