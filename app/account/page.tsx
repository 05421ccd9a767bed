import type { Metadata } from 'next';
import { CalendarFeedForm } from '#components/account/calendar-feed-form.tsx';
import { PreferencesForm } from '#components/account/preferences-form.tsx';
import { SessionsList } from '#components/account/sessions-list.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import type { SubscriberActor, VendorActor } from '#lib/access/actor.ts';
import { optionalLetters } from '#lib/account/letters-of.ts';
import { type Account, accountOf } from '#lib/account/queries.ts';
import { page, requestSession } from '#lib/auth/reader.ts';
import { asked, type SearchParams } from '../asked.ts';
import { Room } from '../room.tsx';
import { makeFeedAction, preferencesAction, revokeFeedAction, signOutElsewhereAction } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

const DONE: Record<string, string> = {
  letters: 'Saved. Letters written from now on come so.',
  feed_revoked: 'The address is revoked. A calendar that still asks for it gets nothing.',
  signed_out: 'You are signed out everywhere but here.',
  password: 'Your password is changed. Every other browser is signed out.',
};

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const { done } = await asked(searchParams, ['done']);
  const session = await requestSession();
  const { actor, installation, data } = await page('signed_in', (reader) => accountOf(reader, session));
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/account">
      <PageHeader title="Your account" />
      {done && Object.hasOwn(DONE, done) ? <Banner tone="good">{DONE[done]}</Banner> : null}
      <div className="max-w-[46rem]">
        <Section title="Who you are">
          <DefinitionTable rows={whoRows(actor)} />
          <Note className="mt-3">
            {actor.role === 'subscriber'
              ? `A privacy admin of ${installation.vendorName} changes your name or your right, on the record.`
              : 'The vendor’s own people are changed at the installation’s shell, on the record.'}
          </Note>
        </Section>
        <Section title="Letters" id="letters">
          <Letters actor={actor} account={data} />
        </Section>
        {actor.role === 'subscriber' ? (
          <Section title="Calendar" id="calendar">
            <Calendar feedMadeAt={data.feedMadeAt} zone={zone} subscriberName={actor.subscriberName} />
          </Section>
        ) : null}
        <Section title="Password" id="password">
          <LinkButton href="/account/password">Change your password</LinkButton>
        </Section>
        <Section title="Where you are signed in" id="sessions">
          <SessionsList
            sessions={data.sessions.map(({ startedAt, expiresAt, this: own }) => ({
              key: `${startedAt} ${expiresAt}`,
              since: <At instant={startedAt} zone={zone} />,
              until: <At instant={expiresAt} zone={zone} />,
              this: own,
            }))}
          />
          {data.sessions.length > 1 ? (
            <div className="mt-4">
              <ActionForm
                action={signOutElsewhereAction}
                look="quiet"
                label="Sign out elsewhere"
                pendingLabel="Signing out…"
              >
                <Note className="mb-2">
                  This browser stays signed in. What was typed elsewhere and not sent is lost.
                </Note>
              </ActionForm>
            </div>
          ) : null}
        </Section>
      </div>
    </Room>
  );
}

function whoRows(actor: SubscriberActor | VendorActor) {
  return [
    { label: 'Name', value: actor.name },
    { label: 'Email', value: actor.email },
    actor.role === 'subscriber'
      ? { label: 'Acts for', value: `${actor.subscriberName}, as ${actor.right}` }
      : { label: 'Role', value: actor.role === 'privacy_admin' ? 'Privacy admin' : 'Legal' },
  ];
}

function Letters({ actor, account }: { actor: SubscriberActor | VendorActor; account: Account }) {
  if (actor.role === 'legal') return <p>No letters go to legal. What is disputed stands among your news.</p>;
  return (
    <>
      <PreferencesForm
        action={preferencesAction}
        language={account.language}
        optional={optionalLetters(actor.role).map((kind) => ({ kind, gets: !account.muted.includes(kind) }))}
      />
      <Note className="mt-4">
        {actor.role === 'subscriber'
          ? 'Always sent: notices, extensions, receipts, messages, proposals, decisions, what was done, and the record of a window that closed. Your organisation’s DPA turns on these, so nobody can do without them here.'
          : 'Always sent: that our own target for an answer has passed. Somebody waits for that answer, so nobody can do without it here.'}
      </Note>
    </>
  );
}

function Calendar({
  feedMadeAt,
  zone,
  subscriberName,
}: {
  feedMadeAt: Account['feedMadeAt'];
  zone: string;
  subscriberName: string;
}) {
  return (
    <>
      <p className="mb-3 max-w-[65ch]">
        A secret address, from which your calendar reads when the windows of {subscriberName} close: extended, it moves;
        answered, it shows as cancelled. It works while you act for {subscriberName}, or until you revoke it. Making and
        revoking it are on the record.
      </p>
      {feedMadeAt ? (
        <p className="mb-3">
          An address works now, made <At instant={feedMadeAt} zone={zone} />.
        </p>
      ) : null}
      <CalendarFeedForm action={makeFeedAction} standing={feedMadeAt !== null} />
      {feedMadeAt ? (
        <div className="mt-4">
          <ActionForm action={revokeFeedAction} look="quiet" label="Revoke the address" pendingLabel="Revoking…" />
        </div>
      ) : null}
    </>
  );
}
