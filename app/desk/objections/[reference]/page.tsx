import type { Metadata } from 'next';
import { WindowCard } from '#components/changes/window-card.tsx';
import { AdmitForm } from '#components/desk/admit-form.tsx';
import { AssessForm } from '#components/desk/assess-form.tsx';
import { CaseLetter } from '#components/desk/case-letter.tsx';
import { Composer } from '#components/desk/composer.tsx';
import { Messages } from '#components/notices/messages.tsx';
import { CarriedOver } from '#components/objections/carried-over.tsx';
import { OPTION_NAME } from '#components/resolutions/decision-facts.ts';
import { ResolveForm } from '#components/resolutions/resolve-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Section } from '#components/ui/card.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Note } from '#components/ui/prose.tsx';
import { Split } from '#components/ui/split.tsx';
import { resolutionOptions } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { type DeskCase, deskCase } from '#lib/objections/desk-case.ts';
import { deskQueue, queueFilter } from '#lib/objections/desk-queue.ts';
import { inHand } from '#lib/objections/objection.ts';
import { meaning } from '#lib/resolutions/consequences.ts';
import { type DecidableCase, decidable } from '#lib/resolutions/queries.ts';
import { unavailable } from '#lib/resolutions/resolution.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { DeskQueueList, QUEUE_WORDS, queueQuery } from '../queue.tsx';
import { admitAction, assessAction, sayAction } from './actions.ts';
import { CaseHead } from './case-head.tsx';
import { CaseHistory } from './case-history.tsx';
import { resolveAction } from './decide-actions.ts';
import { Decisions } from './decisions.tsx';
import { doneInWords } from './done.ts';
import { groundsOf } from './grounds.ts';
import { Standing } from './standing.tsx';

export const metadata: Metadata = { title: 'An objection' };

export default async function DeskObjectionPage({
  params,
  searchParams,
}: {
  params: Promise<{ reference: string }>;
  searchParams: SearchParams;
}) {
  const { reference } = await params;
  const query = await asked(searchParams, [...QUEUE_WORDS, 'done']);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const shown = await deskCase(reader, reference);
    const found = shown && (await decidable(reader.tx, { reference: shown.receipt.reference }));
    if (!shown || !found) return undefined;
    return { shown, found, queue: await deskQueue(reader, queueFilter(query), query.after) };
  });
  const { shown, found, queue } = data;
  const { zone } = installation;
  const own = shown.receipt.reference;
  // once decided, what is still to be done comes first; the form for a decision stays at its place in the page, so
  // that whoever was second finds what they typed
  const decided = shown.status === 'resolved';
  return (
    <Room actor={actor} installation={installation} current="/desk/objections" wide>
      <Split
        list={<DeskQueueList queue={queue} asked={query} zone={zone} current={own} level={2} />}
        back={{ href: `/desk/objections${queueQuery(query)}`, label: 'All objections' }}
      >
        <CaseHead shown={shown} zone={zone} />
        <CarriedOver {...shown.carried} base="/desk/objections" zone={zone} />
        {doneInWords(query.done) ? <Banner tone="good">{doneInWords(query.done)}</Banner> : null}
        <Standing shown={shown} zone={zone} />
        {shown.status === 'late' ? <Admission shown={shown} /> : null}
        {decided ? null : <Matter shown={shown} zone={zone} />}
        <Decisions shown={shown} zone={zone} />
        <Decide shown={shown} found={found} zone={zone} />
        {decided ? <Matter shown={shown} zone={zone} /> : null}
        <CaseHistory shown={shown} zone={zone} />
        <Section title="The window">
          <Disclosure summary="From publication to close, and how it was counted">
            <WindowCard
              working={shown.notice.working}
              now={shown.now}
              closesAt={shown.notice.closesAt}
              filedAt={shown.carried.from ? null : shown.receipt.receivedAt}
              decidedAt={shown.resolutions[0]?.resolvedAt ?? null}
              headline={
                shown.carried.from
                  ? 'Their objection stands on'
                  : shown.receipt.late
                    ? 'They objected late'
                    : 'They objected in time'
              }
              extensionReason={shown.notice.extensions.at(-1)?.reason}
            />
          </Disclosure>
        </Section>
      </Split>
    </Room>
  );
}

/** The objection itself: its letter, what was said since, and what its grounds are worth. */
function Matter({ shown, zone }: { shown: DeskCase; zone: string }) {
  return (
    <>
      <Section title="The objection">
        <CaseLetter
          reference={shown.receipt.reference}
          filed={shown.filed}
          names={shown.names}
          requestedActions={shown.requestedActions}
          files={shown.files}
          proof={shown.receipt}
          zone={zone}
        />
      </Section>
      <Conversation shown={shown} zone={zone} />
      <Section title="Grounds" note="your assessment warns, and blocks nothing; the subscriber does not read it">
        <AssessForm action={assessAction} objectionId={shown.id} grounds={groundsOf(shown, zone)} />
      </Section>
    </>
  );
}

function Conversation({ shown, zone }: { shown: DeskCase; zone: string }) {
  const { messages, names, status, notice } = shown;
  return (
    <Section title="Messages" note={messages.length === 0 ? 'none so far' : undefined} id="messages">
      {messages.length > 0 ? <Messages messages={messages} vendorName={names.vendorName} zone={zone} /> : null}
      <div className={messages.length > 0 ? 'mt-5' : ''}>
        <Composer
          action={sayAction}
          idempotencyKey={newId()}
          noticeId={notice.id}
          objectionId={shown.id}
          subscriberName={names.subscriberName}
          mayAsk={status === 'filed' || status === 'under_review'}
        />
      </div>
    </Section>
  );
}

function Admission({ shown: { id, names } }: { shown: DeskCase }) {
  return (
    <Section title="Admit it?">
      <Note className="mb-4">
        It does not by itself undo the acceptance. You may admit it, or let it rest: it stays on record either way.
      </Note>
      <AdmitForm
        action={admitAction}
        objectionId={id}
        subscriberName={names.subscriberName}
        subprocessorName={names.subprocessorName}
      />
    </Section>
  );
}

/** The form for the decision; the same one, folded, for a decision that replaces it. */
function Decide({ shown, found, zone }: { shown: DeskCase; found: DecidableCase; zone: string }) {
  const { change, standing } = found;
  const open = (standing !== null || inHand.includes(shown.status)) && !change.withdrawn && !change.superseded;
  const why = unavailable(found);
  const { reference } = shown.receipt;
  return (
    <section className="mt-9" id="resolve">
      <ResolveForm
        key="resolve"
        action={resolveAction}
        objectionId={shown.id}
        reference={reference}
        subscriberName={found.subscriberName}
        subprocessorName={change.subprocessorName}
        cards={resolutionOptions.map((option) => ({
          option,
          label: OPTION_NAME[option],
          meaning: meaning(option, found),
          unavailable: why[option],
        }))}
        requestedActions={found.requestedActions}
        services={found.services}
        concernedIds={found.concernedIds}
        supersedes={standing?.id ?? null}
        proposeHref={standing ? null : `/desk/objections/${reference}/propose`}
        unassessed={groundsOf(shown, zone).filter(({ assessment }) => assessment === null).length}
        today={civilDayIn(shown.now, zone)}
        closed={!open}
      />
    </section>
  );
}
