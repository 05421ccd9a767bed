import type { Metadata } from 'next';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { stopOf } from '#lib/post/stop-token.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { asWritten } from '../../../../segment.ts';
import { stopAction } from './actions.ts';

export const metadata: Metadata = { title: 'Do without letters', robots: { index: false } };

const words = {
  reminder: {
    title: 'Do without reminders',
    follows:
      'No reminder comes by e-mail before a window closes any more. The window closes all the same; notices, receipts and decisions still come.',
    done: 'No reminder comes by e-mail any more',
  },
  weekly_digest: {
    title: 'Do without the weekly digest',
    follows: 'The weekly digest comes by e-mail no more. What it holds stands at the desk.',
    done: 'The weekly digest comes by e-mail no more',
  },
};

/** The link at the end of a letter that its reader may do without, for people; a mail program posts to one-click beside it. */
export default async function StopLettersPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: SearchParams;
}) {
  const token = asWritten((await params).token);
  const { done } = await asked(searchParams, ['done']);
  const { actor, installation } = await page('anyone', async () => null);
  const stop = stopOf(token);
  const said = stop && words[stop.kind];
  return (
    <Room actor={actor} installation={installation} current="/">
      <PageHeader title={said?.title ?? 'Do without letters'} lede={done ? undefined : said?.follows} />
      {!said ? (
        <Banner tone="warn" title="This link stops no letters" actions={<ToAccount />}>
          It is not whole, or it is from another installation.
        </Banner>
      ) : done ? (
        <Banner tone="good" title={said.done} actions={<ToAccount />}>
          What is on its way already may still arrive.
        </Banner>
      ) : (
        <ActionForm action={stopAction} label="Stop" pendingLabel="Stopping…" hidden={{ token }} />
      )}
    </Room>
  );
}

const ToAccount = () => <TextLink href="/account">Choose your letters in your account</TextLink>;
