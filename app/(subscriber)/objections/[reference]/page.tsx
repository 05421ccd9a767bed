import type { Metadata } from 'next';
import { AuthorisationLine } from '#components/notices/authorisation-line.tsx';
import { History } from '#components/notices/history.tsx';
import { Messages } from '#components/notices/messages.tsx';
import { SayForm } from '#components/notices/say-form.tsx';
import { CarriedOver } from '#components/objections/carried-over.tsx';
import { ForgetKept } from '#components/objections/forget-kept.tsx';
import { LetterShown } from '#components/objections/letter-shown.tsx';
import { ReceiptShown } from '#components/objections/receipt-shown.tsx';
import { nextInWords, statusChip } from '#components/objections/status-words.ts';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { FileList } from '#components/ui/file-field.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { newId } from '#lib/command/new-id.ts';
import { inWords } from '#lib/deadlines/speak.ts';
import { letter, sizeInWords } from '#lib/objections/letter.ts';
import { type ObjectionPage, objectionPage, receiptFacts } from '#lib/objections/objection-page.ts';
import { receipt } from '#lib/objections/receipt.ts';
import { Room } from '../../../room.tsx';
import { asWritten } from '../../../segment.ts';
import { historyInWords } from '../../history.ts';
import { messageAction } from './actions.ts';
import { Asked } from './asked.tsx';
import { Decided } from './decided.tsx';

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ filed?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Objection ${asWritten((await params).reference)}` };
}

export default async function ObjectionPageShown({ params, searchParams }: Props) {
  const { reference } = await params;
  const justFiled = (await searchParams).filed !== undefined;
  const { actor, installation, data } = await page('subscriber', (reader) => objectionPage(reader, reference));
  const { zone, vendorName } = installation;
  const signatory = actor.right === 'signatory';
  const chip = statusChip(data.status, outstandingOf(data));
  const given = receipt(receiptFacts(data, zone));
  return (
    <Room actor={actor} installation={installation} current="/objections">
      <ForgetKept noticeId={data.notice.id} />
      <Columns
        asideLabel="Where it stands and what you can do"
        head={
          <>
            <PageHeader
              eyebrow={
                <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
                  <Mono>{data.receipt.reference}</Mono> · received {inWords(data.receipt.receivedAt, zone)} ·{' '}
                  <Chip tone={chip.tone}>{chip.word}</Chip>
                </span>
              }
              title={`Objection: ${data.filed.changeTitle}`}
            />
            <CarriedOver {...data.carried} base="/objections" zone={zone} />
            {justFiled ? (
              <>
                <Banner tone="good" title="Your objection is on record">
                  Its reference is {data.receipt.reference}. The receipt below is yours to keep; it stays on this page.
                </Banner>
                <ReceiptShown receipt={given} late={data.receipt.late} />
              </>
            ) : null}
          </>
        }
        aside={
          <>
            <Standing data={data} zone={zone} />
            <Doing data={data} signatory={signatory} subscriberName={actor.subscriberName} />
            <Downloads reference={data.receipt.reference} />
          </>
        }
      >
        <Asked data={data} signatory={signatory} vendorName={vendorName} zone={zone} />
        <Decided data={data} signatory={signatory} vendorName={vendorName} zone={zone} />
        <Section title="The objection">
          <LetterShown
            letter={letter(data.filed, data.names)}
            label={`Objection ${data.receipt.reference}`}
            dated={inWords(data.receipt.receivedAt, zone)}
          >
            {data.files.length > 0 || data.requestedActions.some(({ added }) => added) ? (
              <Enclosed data={data} zone={zone} />
            ) : null}
          </LetterShown>
        </Section>
        {justFiled ? null : (
          <div className="mt-9">
            <ReceiptShown receipt={given} late={data.receipt.late} />
          </div>
        )}
        <Section title="Messages" id="messages">
          {data.messages.length > 0 ? (
            <div className="mb-6">
              <Messages messages={data.messages} vendorName={vendorName} zone={zone} />
            </div>
          ) : null}
          <SayForm
            action={messageAction}
            idempotencyKey={newId()}
            hidden={{ noticeId: data.notice.id }}
            id="message"
            label="Message to the vendor"
            rows={3}
            hint="It stands on the case, and the vendor’s privacy admins and legal read it. It does not change the objection."
            submit="Send message"
            sent="Sent. It stands above."
          />
        </Section>
        <Section title="History">
          <History entries={historyInWords(data.history, vendorName)} zone={zone} />
          <TextLink href={`/letters?notice=${data.notice.id}`}>Letters about this change</TextLink>
        </Section>
      </Columns>
    </Room>
  );
}

const standingDecision = ({ resolutions }: ObjectionPage) => resolutions.find(({ stands }) => stands);

function outstandingOf(data: ObjectionPage): number {
  return standingDecision(data)?.actions.filter(({ completion }) => completion === null).length ?? 0;
}

function Standing({ data, zone }: { data: ObjectionPage; zone: string }) {
  const { now, status, respondBy, pausedAt, notice, change, retraction } = data;
  const sentences = nextInWords(
    {
      ...{ now, status, respondBy, pausedAt, retraction },
      carriedTo: data.carried.to?.reference ?? null,
      closesAt: notice.closesAt,
      company: change.company.legalName,
      outstanding: outstandingOf(data),
      decidedAt: standingDecision(data)?.resolvedAt ?? null,
    },
    zone,
  );
  return (
    <Card title="What happens next">
      <div className="grid gap-3 text-sm">
        {sentences.map((sentence) => (
          <p key={sentence} className="text-ink-2">
            {sentence}
          </p>
        ))}
        {data.admission ? (
          <p className="text-ink-2">
            Admitted {inWords(data.admission.admittedAt, zone)}: {data.admission.reason} Data already sent:{' '}
            {data.admission.dataAlreadySent}
          </p>
        ) : null}
        <AuthorisationLine authorisations={data.authorisations} company={change.company.legalName} />
        <TextLink href={`/changes/${notice.id}`} className="py-0.5">
          The change and its notice
        </TextLink>
      </div>
    </Card>
  );
}

const OPEN: readonly ObjectionPage['status'][] = [
  'filed',
  'under_review',
  'information_requested',
  'awaiting_subscriber',
  'late',
];

type DoingProps = { data: ObjectionPage; signatory: boolean; subscriberName: string };

function Doing({ data, signatory, subscriberName }: DoingProps) {
  const base = `/objections/${data.receipt.reference}`;
  const open = OPEN.includes(data.status);
  const stated = data.filed.channel !== 'demur';
  if (!open && data.status !== 'resolved' && !stated) return null;
  return (
    <Card title="What you can do">
      {signatory ? (
        <div className="grid gap-3">
          {open ? (
            <>
              <LinkButton full href={`${base}/supplement`}>
                Add to the objection
              </LinkButton>
              <LinkButton full href={`${base}/retract`}>
                Retract objection
              </LinkButton>
              <Note>What retracting does is said before you do it.</Note>
            </>
          ) : null}
          {data.status === 'resolved' ? (
            <LinkButton full href={`${base}/disagreement`}>
              Record that you disagree
            </LinkButton>
          ) : null}
          {stated ? (
            <LinkButton full href={`${base}/dispute-instant`}>
              Dispute the instant of receipt
            </LinkButton>
          ) : null}
        </div>
      ) : (
        <p className="text-ink-2 text-sm">
          You can write messages{data.status === 'information_requested' ? ' and give the information asked for' : ''}.
          Adding to the objection, retracting it and answering a proposal are for a signatory of {subscriberName}.
        </p>
      )}
    </Card>
  );
}

function Downloads({ reference }: { reference: string }) {
  return (
    <Card title="Downloads">
      <ul className="grid gap-1.5 text-sm">
        <li>
          <TextLink href={`/objections/${reference}/dossier.pdf`} download className="inline-block py-0.5">
            Dossier (PDF)
          </TextLink>
        </li>
        <li>
          <TextLink href={`/objections/${reference}/case-file.json`} download className="inline-block py-0.5">
            Case file (JSON)
          </TextLink>
        </li>
      </ul>
      <Note className="mt-2">The whole case as it now stands. That you took it goes on record.</Note>
    </Card>
  );
}

/** What goes with the letter, or was added to it later. */
function Enclosed({ data, zone }: { data: ObjectionPage; zone: string }) {
  const added = data.requestedActions.filter((action) => action.added);
  return (
    <>
      {data.files.length > 0 ? (
        <>
          <p className="text-ink-2 text-sm">Files, to download</p>
          <FileList
            label="Files of the objection"
            files={data.files.map(({ id, name, size }) => ({
              key: id,
              name,
              href: `/files/${id}`,
              note: sizeInWords(size),
            }))}
          />
        </>
      ) : null}
      {added.length > 0 ? (
        <>
          <p className="mt-4 text-ink-2 text-sm first:mt-0">Requested later</p>
          <ul className="mt-1.5 grid gap-1.5">
            {added.map(({ id, number, text, requestedAt }) => (
              <li key={id}>
                {number}. <span className="whitespace-pre-wrap">{text}</span>{' '}
                <span className="text-ink-2 text-sm">{inWords(requestedAt, zone)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}
