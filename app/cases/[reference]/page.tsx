import type { Metadata } from 'next';
import { Ruler } from '#components/changes/ruler.tsx';
import { Chronology } from '#components/evidence/chronology.tsx';
import { OutcomeChip } from '#components/evidence/outcome-chip.tsx';
import { CaseLetters } from '#components/letters/case-letters.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Columns } from '#components/ui/columns.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note, Prose } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { endOfDayInWords, inShort, relative } from '#lib/deadlines/speak.ts';
import { caseOf } from '#lib/exports/case-query.ts';
import type { CaseRecord } from '#lib/exports/case-shape.ts';
import { chronologyOf } from '#lib/exports/chronology.ts';
import { caseNamed } from '#lib/exports/find-case.ts';
import { shownInWords } from '#lib/exports/letter-words.ts';
import {
  kindInWords,
  messageInWords,
  outcomeInWords,
  reasonInWords,
  sentence,
  stateInWords,
} from '#lib/exports/words.ts';
import { lettersOfCase } from '#lib/letters/case-letters.ts';
import { Room } from '../../room.tsx';
import { asWritten } from '../../segment.ts';
import { ObjectionSection } from './objection-section.tsx';
import { ProofSection } from './proof-section.tsx';

type Params = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Case ${asWritten((await params).reference)}` };
}

export default async function CasePage({ params }: Params) {
  const typed = asWritten((await params).reference);
  const { actor, installation, data } = await page('legal', async (reader) => {
    const named = caseNamed(typed);
    const record = named && (await caseOf(reader.tx, reader.actor, named));
    if (!record) return undefined;
    const letters = await lettersOfCase(reader.tx, record.notice.id);
    return { record, letters, chronology: await chronologyOf(reader.tx, record) };
  });
  const { record, letters, chronology } = data;
  const { notice, change, subscriber } = record;
  const { zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/cases">
      <Columns
        head={
          <PageHeader
            eyebrow={
              <>
                Case {notice.reference} · {sentence(kindInWords[change.kind])} ·{' '}
                <OutcomeChip outcome={notice.outcome} />
              </>
            }
            title={change.title}
            lede={`As it concerns ${subscriber.name}.`}
          />
        }
        asideLabel="Downloads and facts"
        aside={
          <>
            <Downloads reference={notice.reference} />
            <Facts record={record} zone={zone} />
          </>
        }
      >
        <Section title="The window">
          <Ruler
            working={record.window.working}
            now={record.asOf as Instant}
            filedAt={record.objections.at(-1)?.receivedAt as Instant | undefined}
            closesAt={notice.closesAt as Instant}
          />
        </Section>
        <ProofSection record={record} zone={zone} />
        <Section title="Chronology" note={`${chronology.length} entries of the log`}>
          <Chronology
            entries={chronology.map(({ position, at, sentence: said, hash }) => ({
              position,
              at: at as Instant,
              sentence: said,
              hash,
            }))}
            zone={zone}
          />
        </Section>
        {record.objections.length === 0 ? (
          <Section title="Objection">
            <EmptyState title="No objection is on record">
              An objection appears here with its letter, its files and what was decided.
            </EmptyState>
          </Section>
        ) : (
          record.objections.map((objection) => (
            <ObjectionSection key={objection.id} objection={objection} record={record} />
          ))
        )}
        <Messages record={record} zone={zone} />
        <Section title="Letters" note="as they were written, with how far each is known to have come">
          <CaseLetters letters={letters} zone={zone} />
        </Section>
      </Columns>
    </Room>
  );
}

function Downloads({ reference }: { reference: string }) {
  return (
    <Card title="Downloads">
      <div className="grid gap-2.5">
        <LinkButton href={`/cases/${reference}/dossier.pdf`} download look="primary" full>
          Dossier (PDF)
        </LinkButton>
        <LinkButton href={`/cases/${reference}/case-file.json`} download full>
          Case file (JSON)
        </LinkButton>
      </div>
      <Note className="mt-3">
        Each download is recorded in the log under your name, with the hash of its bytes. The dossier carries the case
        file within it;{' '}
        <TextLink href="/cases/case-file.schema.json" download="case-file.schema.json">
          the shape of the case file
        </TextLink>{' '}
        is published as a JSON Schema.
      </Note>
    </Card>
  );
}

function Facts({ record, zone }: { record: CaseRecord; zone: string }) {
  const { notice, dpa, asOf, subscriber, change } = record;
  const ofTheNew = record.authorisations.filter(({ terms }) => terms === 'after');
  const when = (at: string | null) => at && inShort(at as Instant, zone);
  return (
    <Card title="The case">
      <DefinitionTable
        narrow
        rows={[
          { label: 'Subscriber', value: subscriber.name },
          { label: 'Outcome', value: sentence(outcomeInWords[notice.outcome]) },
          {
            label: 'Window',
            value: `${endOfDayInWords(notice.closesAt as Instant, zone)}: ${relative(asOf as Instant, notice.closesAt as Instant, zone)}`,
          },
          { label: 'Notice given', value: when(notice.givenAt) },
          { label: 'Shown', value: shownInWords(record, (at) => inShort(at as Instant, zone)) },
          { label: 'Policy version', value: String(change.policyVersion.number) },
          { label: 'DPA', value: `${dpa.reference}, ${dpa.objectionClause}` },
          ...ofTheNew.map(({ state, reason, services }) => ({
            key: `${state} ${reason}`,
            label: 'New terms',
            value: `${stateInWords[state]}: ${reasonInWords(reason)}${services.length > 0 ? ` (${services.map(({ name }) => name).join(', ')})` : ''}`,
          })),
        ]}
      />
    </Card>
  );
}

function Messages({ record, zone }: { record: CaseRecord; zone: string }) {
  if (record.messages.length === 0) return null;
  return (
    <Section title="Messages">
      <ol className="grid gap-3">
        {record.messages.map(({ id, kind, authorName, side, body, sentAt }) => (
          <li key={id} className="rounded-lg border border-rule bg-sheet px-4 py-3.5 sm:px-5">
            <p className="mb-1.5 text-sm">
              <span className="font-semibold">
                {messageInWords[kind]} from {authorName}
              </span>{' '}
              <span className="text-ink-2">
                · {side} · {inShort(sentAt as Instant, zone)}
              </span>
            </p>
            <Prose>{body}</Prose>
          </li>
        ))}
      </ol>
    </Section>
  );
}
