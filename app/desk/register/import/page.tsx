import type { Metadata } from 'next';
import { FileProblems, ImportDifference } from '#components/register/import-difference.tsx';
import { CorrectFromFile, DraftFromFile, FirstRegister } from '#components/register/import-forms.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { Proof } from '#components/ui/disclosure.tsx';
import { FileField } from '#components/ui/file-field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { page } from '#lib/auth/reader.ts';
import { counted } from '#lib/changes/words.ts';
import { recordId } from '#lib/command/inputs.ts';
import { factsHash } from '#lib/imports/correct-companies.ts';
import { countedStates } from '#lib/imports/import.ts';
import { type ImportShown, importShown } from '#lib/imports/queries.ts';
import { csvColumns, registerColumns } from '#lib/imports/register-csv.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { correctAction, draftAction, importAction } from './actions.ts';

export const metadata: Metadata = { title: 'Import a register' };

const WRONG: Record<string, string> = {
  too_large: 'The file is larger than 25 MB, the most that is read.',
  file_incomplete: 'Choose a file first, and let it arrive whole.',
};

export default async function ImportPage({ searchParams }: { searchParams: SearchParams }) {
  const { file, wrong } = await asked(searchParams, ['file', 'wrong']);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    if (file === undefined) return { shown: null };
    const shown = recordId.safeParse(file).success ? await importShown(reader, file) : undefined;
    return shown && { shown };
  });
  const { shown } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={<TextLink href="/desk/register">Register and due diligence</TextLink>}
        title={titleOf(shown)}
        lede={
          shown
            ? undefined
            : 'A file is compared with the register in force, field by field. Nothing is written until you confirm what you saw, and then it becomes a draft.'
        }
      />
      {shown ? (
        <Shown shown={shown} uploadId={file ?? ''} zone={installation.zone} />
      ) : (
        <Choose wrong={wrong === undefined ? undefined : (WRONG[wrong] ?? 'The file could not be read. Try again.')} />
      )}
    </Room>
  );
}

function titleOf(shown: ImportShown | null): string {
  if (!shown) return 'Import a register';
  return shown.comparison ? `What ${shown.name} would change` : `${shown.name} can’t be imported`;
}

function Choose({ wrong }: { wrong: string | undefined }) {
  return (
    <div className="max-w-[46rem]">
      <form action="/files/register" method="post" encType="multipart/form-data">
        <FileField
          label="File"
          name="file"
          hint="JSON or CSV, as they are exported here: at most 25 MB and 2,000 sub-processors."
          accept=".json,.csv,application/json,text/csv"
          error={wrong}
        />
        <div className="mt-4">
          <SubmitButton pendingLabel="Comparing…">Show the difference</SubmitButton>
        </div>
      </form>
      <Section title="The table" note="CSV, one row a sub-processor">
        <Note>
          The header names the columns, in any order; those marked as needed must be there. The items of a list stand
          with <code>|</code> between them; write <code>\|</code> for one within an item. A column left out counts as
          empty. Commas, semicolons and tabs separate, in UTF-8, UTF-16 or Windows-1252.
        </Note>
        <p className="my-3">
          <LinkButton href="/desk/register/template.csv" download>
            Download a template
          </LinkButton>
        </p>
        <DefinitionTable
          label="Columns"
          rows={Object.entries(registerColumns).map(([name, { holds }]) => ({
            label: <code className="break-words">{name}</code>,
            value: csvColumns.required.some((one) => one === name) ? `${holds} (needed)` : holds,
          }))}
        />
      </Section>
      <Section title="JSON">
        <Note>
          The same fields, nested, with the services and a note of the version:{' '}
          <a className="text-accent underline underline-offset-3" href="/desk/register/export.json" download>
            the register as it stands
          </a>{' '}
          is an example. What is wrong in it is told by its path.
        </Note>
      </Section>
    </div>
  );
}

function Shown({ shown, uploadId, zone }: { shown: ImportShown; uploadId: string; zone: string }) {
  const { content, comparison, latest } = shown;
  const problems = [...content.problems, ...(comparison?.problems ?? [])];
  const told = problems.slice(0, 100);
  const wrong = Math.max(content.wrong, problems.length);
  return (
    <div className="max-w-[52rem]">
      <Note>
        Sent <At instant={shown.uploadedAt} zone={zone} />. Nothing is written of it yet.
      </Note>
      {content.remarks.map((remark) => (
        <Banner key={remark} tone="warn">
          {remark}
        </Banner>
      ))}
      {wrong > 0 ? (
        <Section title="What is wrong" note={`${counted(wrong, 'place')} in the file can’t be used`}>
          <FileProblems problems={told} more={wrong - told.length} />
          <p className="mt-5">
            <LinkButton href="/desk/register/import">Choose another file</LinkButton>
          </p>
        </Section>
      ) : null}
      {comparison ? <Compared shown={shown} uploadId={uploadId} wrong={wrong > 0} /> : null}
      <div className="mt-8">
        <Proof facts={[{ label: 'SHA-256 of the file', value: shown.sha256 }]}>
          What is confirmed is what was read of this file. Policy version {latest} is what it was compared with.
        </Proof>
      </div>
    </div>
  );
}

function Compared({ shown, uploadId, wrong }: { shown: ImportShown; uploadId: string; wrong: boolean }) {
  const { comparison, latest, note } = shown;
  const entries = comparison?.entries ?? [];
  const { added, changed, removed, same } = countedStates(entries);
  const changes = entries.filter(({ kind }) => kind !== null).length;
  const corrected = entries.filter(({ company }) => company.some(({ field }) => field !== 'certifications')).length;
  const first = latest === 0;
  return (
    <>
      <Section
        title="The difference"
        note={`${added} added, ${changed} changed, ${removed} removed, ${same} as they stand`}
      >
        {added + changed + removed === 0 ? (
          <Note>The file says what the register says.</Note>
        ) : (
          <ImportDifference entries={entries} first={first} />
        )}
      </Section>
      {wrong || first || corrected === 0 ? null : (
        <Section title="Facts of companies">
          <Note className="mb-5">
            The register says so at once, with what it said before in the history of each entry. No window opens.
          </Note>
          <CorrectFromFile
            action={correctAction}
            uploadId={uploadId}
            difference={factsHash(entries)}
            companies={corrected}
          />
        </Section>
      )}
      {wrong || (changes === 0 && !first) ? null : (
        <Section title={first ? 'The first register' : 'Changes of processing'}>
          <Note className="mb-5">
            {first
              ? 'It becomes policy version 1, seen by everybody, as what stands. It opens no window, since it proposes nothing; from then on the register changes by published changes only.'
              : `${counted(changes, 'change is', 'changes are')} drafted${changes > 50 ? ', 50 to a version,' : ''} and nothing in force is touched. You then see in the wizard who is reached and when windows close, and publish.`}
          </Note>
          {first ? (
            <FirstRegister action={importAction} uploadId={uploadId} />
          ) : (
            <DraftFromFile action={draftAction} uploadId={uploadId} against={latest} note={note} changes={changes} />
          )}
        </Section>
      )}
    </>
  );
}
