import type { Metadata } from 'next';
import { lateInWords } from '#components/notices/answer-words.ts';
import { ATTACH_FORM } from '#components/objections/attachments.tsx';
import { valuesOfDraft } from '#components/objections/form-values.ts';
import { ObjectionForm } from '#components/objections/objection-form.tsx';
import { TypedSoFar } from '#components/objections/typed-so-far.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { SubscriberActor } from '#lib/access/actor.ts';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import type { RefusalCode } from '#lib/command/refusal.ts';
import { civilDayIn, dayInWords, inWords, lastDayInWords, relative, timeInWords } from '#lib/deadlines/speak.ts';
import { FILE_LIMIT } from '#lib/objections/attach-file.ts';
import { limits } from '#lib/objections/inputs.ts';
import { ACCEPTED, acceptedEndings } from '#lib/objections/media-type.ts';
import { type ObjectionForm as Form, objectionForm } from '#lib/objections/objection-form.ts';
import { Room } from '../../../../room.tsx';
import { discardAction, objectionAction, saveDraftAction } from './actions.ts';

export const metadata: Metadata = { title: 'Object to this change' };

type Props = { params: Promise<{ noticeId: string }>; searchParams: Promise<{ file?: string }> };

export default async function ObjectionFormPage({ params, searchParams }: Props) {
  const { noticeId } = await params;
  const { file } = await searchParams;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionForm(reader, noticeId));
  const { zone } = installation;
  const values = valuesOfDraft(data.draft?.content ?? {}, {
    noticeId,
    idempotencyKey: newId(),
    fileIds: data.files.map(({ id }) => id),
  });
  return (
    <Room actor={actor} installation={installation} current="/changes">
      <div className="max-w-[52rem]">
        <PageHeader
          eyebrow={<TextLink href={`/changes/${noticeId}`}>{data.change.title}</TextLink>}
          title="Object to this change"
        />
        {data.refusal ? (
          <NotNow form={data} />
        ) : (
          <>
            <BeforeYouStart actor={actor} />
            <FileSaid said={file} />
            <ObjectionForm
              shown={data}
              values={values}
              clock={<Clock form={data} zone={zone} />}
              before={savedBefore(data, zone)}
              signatory={actor.right === 'signatory'}
              zone={zone}
              files={{ limit: FILE_LIMIT, most: limits.files, accept: acceptedEndings, accepted: ACCEPTED }}
              action={objectionAction}
              save={saveDraftAction}
            />
            <form
              id={ATTACH_FORM}
              method="post"
              action={`/changes/${noticeId}/files`}
              encType="multipart/form-data"
              className="hidden"
            />
            {data.draft || data.files.length > 0 ? <Discard noticeId={noticeId} /> : null}
          </>
        )}
      </div>
    </Room>
  );
}

function Discard({ noticeId }: { noticeId: string }) {
  return (
    <div className="mt-10 border-rule-2 border-t pt-5">
      <Disclosure summary="Discard the draft">
        <p className="mb-3 max-w-[65ch] text-sm">
          Everything typed and every attached file of this draft is deleted, for your colleagues too. That can’t be
          taken back. The notice stays as it is.
        </p>
        <ActionForm
          action={discardAction}
          hidden={{ noticeId }}
          look="danger"
          label="Discard draft"
          pendingLabel="Discarding…"
        />
      </Disclosure>
    </div>
  );
}

function BeforeYouStart({ actor }: { actor: SubscriberActor }) {
  return (
    <ul className="mb-7 max-w-[65ch] list-disc space-y-1 pl-5 text-ink-2 marker:text-ink-3">
      <li>It takes one ground or more and a description of it; actions that you request and files are up to you.</li>
      <li>
        Anyone at {actor.subscriberName} can write it, and a signatory files it
        {actor.right === 'signatory' ? ': you are one' : '; you are a contact'}.
      </li>
      <li>
        Stopping costs nothing: the draft stays, the vendor does not see it, and nothing is sent before you file it.
      </li>
    </ul>
  );
}

/** What the clock means for whoever files now. */
function Clock({ form, zone }: { form: Form; zone: string }) {
  if (form.late)
    return (
      <Banner tone="warn" title="The window has closed: an objection filed now is late">
        {lateInWords(form.closesAt, zone)}
      </Banner>
    );
  return (
    <>
      {form.accepted ? (
        <Banner tone="warn" title="“No objection” is on record">
          Filing an objection takes that back.
        </Banner>
      ) : null}
      {/today/.test(relative(form.now, form.closesAt, zone)) ? (
        <Banner title={`The window closes with ${lastDayInWords(form.closesAt, zone)}, today`}>
          The server’s clock shows {inWords(form.now, zone)}. What counts is the instant at which the server stores your
          objection.
        </Banner>
      ) : null}
    </>
  );
}

function savedBefore({ draft, now }: Form, zone: string): string {
  if (!draft) return 'Nothing is typed yet. What you type is saved as a draft.';
  const today = civilDayIn(draft.updatedAt, zone) === civilDayIn(now, zone);
  const when = today
    ? timeInWords(draft.updatedAt, zone)
    : `${dayInWords(civilDayIn(draft.updatedAt, zone))}, ${timeInWords(draft.updatedAt, zone)}`;
  return `Draft saved ${when}${draft.by ? ` by ${draft.by}` : ''}`;
}

/** What became of a file that a form without scripts sent. */
const FILE_SAID: Partial<Record<RefusalCode | 'attached', string>> = {
  attached: 'The file is attached.',
  too_large: 'Not attached: the files sent at a time may have 20 MB together.',
  file_type: `Not attached: its content is none that can be taken. ${ACCEPTED} can.`,
  too_many_files: `Not attached: ${limits.files} files are the most.`,
  file_incomplete: 'Nothing was attached. Choose a file first; if you did, the upload broke off.',
};

function FileSaid({ said }: { said: string | undefined }) {
  const known = said !== undefined && Object.hasOwn(FILE_SAID, said);
  const sentence = known ? FILE_SAID[said as keyof typeof FILE_SAID] : undefined;
  if (!sentence) return null;
  return <Banner tone={said === 'attached' ? 'good' : 'bad'}>{sentence}</Banner>;
}

/** Why no objection can be filed now, with what was typed, so that it is not lost. */
function NotNow({ form: { refusal, draft, noticeId } }: { form: Form }) {
  return (
    <>
      <Banner
        tone="warn"
        title="No objection can be filed now"
        actions={<LinkButton href={`/changes/${noticeId}`}>Back to the change</LinkButton>}
      >
        {refusal?.sentence}
      </Banner>
      <TypedSoFar noticeId={noticeId} draft={draft?.content ?? {}} />
    </>
  );
}
