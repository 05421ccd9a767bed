import type { Metadata } from 'next';
import { PartyDifference } from '#components/desk/parties/party-difference.tsx';
import { ActionForm } from '#components/ui/action-form.tsx';
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
import { placeOf } from '#lib/parties/import-parties.ts';
import { planCounts, planHash } from '#lib/parties/party-plan.ts';
import { partyColumns } from '#lib/parties/party-rows.ts';
import { type UploadShown, uploadShown } from '#lib/parties/upload-query.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { importAction } from './actions.ts';

export const metadata: Metadata = { title: 'Import subscribers' };

const OWN = '/desk/subscribers/import';

export default async function ImportSubscribersPage({ searchParams }: { searchParams: SearchParams }) {
  const { file, wrong, ...done } = await asked(searchParams, ['file', 'wrong', 'new', 'changed', 'unchanged']);
  const { actor, installation, data } = await page('privacy_admin', async ({ tx, installation: { zone } }) => {
    if (file === undefined) return { shown: null };
    const shown = recordId.safeParse(file).success ? await uploadShown(tx, file, zone) : undefined;
    return shown && { shown };
  });
  const { shown } = data;
  const recorded = doneInWords(done);
  return (
    <Room actor={actor} installation={installation} current="/desk/subscribers">
      <PageHeader
        eyebrow={<TextLink href="/desk/subscribers">Subscribers</TextLink>}
        title={shown ? `What ${shown.name} would change` : 'Import subscribers'}
        lede={
          shown
            ? undefined
            : 'Subscribers with their DPA, services and users from a CSV file. You see what it would change first; nothing is recorded until you confirm it.'
        }
      />
      {recorded ? (
        <Banner tone="good" actions={<TextLink href="/desk/subscribers">Show the subscribers</TextLink>}>
          {recorded}
        </Banner>
      ) : null}
      {shown ? (
        <Shown shown={shown} uploadId={file ?? ''} zone={installation.zone} />
      ) : (
        <Choose wrong={wrong === undefined ? undefined : (WRONG[wrong] ?? 'The file could not be read. Try again.')} />
      )}
    </Room>
  );
}

const WRONG: Record<string, string> = {
  too_large: 'The file is larger than 25 MB, the most that is read.',
  file_incomplete: 'Choose a file first, and let it arrive whole.',
  forbidden: 'A list can be sent from this page only, by a privacy admin.',
};

/** What an address says was done; it is shown only. */
function doneInWords(done: { new?: string; changed?: string; unchanged?: string }): string | null {
  const [added, changed, unchanged] = [done.new, done.changed, done.unchanged].map((said) =>
    said !== undefined && /^\d{1,6}$/.test(said) ? Number(said) : null,
  );
  if (added == null || changed == null || unchanged == null) return null;
  return `The list is recorded: ${counted(added, 'subscriber')} new, ${changed} changed, ${unchanged} as before.`;
}

function Choose({ wrong }: { wrong: string | undefined }) {
  return (
    <div className="max-w-[46rem]">
      <form action="/files/subscribers" method="post" encType="multipart/form-data">
        <FileField
          label="File"
          name="file"
          hint="CSV, at most 25 MB and 50,000 rows."
          accept=".csv,text/csv"
          error={wrong}
        />
        <div className="mt-4">
          <SubmitButton pendingLabel="Comparing…">Show the difference</SubmitButton>
        </div>
      </form>
      <Section title="The table" note="one row a user, or one for a subscriber without users">
        <Note>
          The header names the columns, in any order; only the first is needed. What a cell leaves empty stays as it is,
          and what the file does not name is never ended by it. Commas, semicolons and tabs separate, in UTF-8, UTF-16
          or Windows-1252. Users from a list have no password yet: make one on the page of each.
        </Note>
        <p className="my-3">
          <LinkButton href="/desk/subscribers/template" download>
            Download a template
          </LinkButton>
        </p>
        <DefinitionTable
          label="Columns"
          rows={Object.entries(partyColumns).map(([name, holds]) => ({
            key: name,
            label: <code className="break-words">{name}</code>,
            value: holds,
          }))}
        />
      </Section>
    </div>
  );
}

/** How many places and subscribers are told one by one. */
const TOLD = 100;

function Shown({ shown, uploadId, zone }: { shown: UploadShown; uploadId: string; zone: string }) {
  const { plan, encoding, sha256 } = shown;
  const { problems } = plan;
  const counts = planCounts(plan);
  const differing = plan.subscribers.filter(({ state }) => state !== 'unchanged');
  return (
    <div className="max-w-[52rem]">
      <Note>
        Sent <At instant={shown.uploadedAt} zone={zone} />. Nothing is recorded of it yet.
      </Note>
      {encoding === 'windows-1252' ? (
        <Banner tone="warn">
          The file is no valid UTF-8, so it is read as Windows-1252. Look at names with accents before you confirm.
        </Banner>
      ) : null}
      {problems.length > 0 ? (
        <>
          <Banner
            tone="bad"
            title={`${counted(problems.length, 'place')} in the file can’t be used`}
            actions={<LinkButton href={OWN}>Send another file</LinkButton>}
          >
            A list is recorded as a whole or not at all. Correct these, and send it again.
          </Banner>
          <DefinitionTable
            label="What is wrong in the file"
            rows={problems.slice(0, TOLD).map((problem, index) => ({
              key: `${index}`,
              label: placeOf(problem),
              value: problem.message,
            }))}
          />
          {problems.length > TOLD ? <Note className="mt-2">And {problems.length - TOLD} more.</Note> : null}
        </>
      ) : (
        <>
          <p className="my-4 text-md">
            {counted(counts.new, 'subscriber')} new, {counts.changed} changed, {counts.unchanged} as before.
          </p>
          {differing.length === 0 ? (
            <Banner actions={<LinkButton href={OWN}>Send another file</LinkButton>}>
              All that the file says is recorded already.
            </Banner>
          ) : (
            <>
              <PartyDifference subscribers={differing.slice(0, TOLD)} />
              {differing.length > TOLD ? (
                <Note className="mt-2">And {counted(differing.length - TOLD, 'subscriber')} more.</Note>
              ) : null}
              <Note className="my-5">
                Each change goes on the record. A DPA or a service that is added gives its subscriber a notice, with a
                full window from then, of each pending change that now concerns it. No date that stands is moved.
              </Note>
              <ActionForm
                action={importAction}
                label="Record this list"
                pendingLabel="Recording…"
                hidden={{ uploadId, sha256, shown: planHash(plan) }}
              />
              <p className="mt-4">
                <TextLink href={OWN}>Record nothing, and choose another file</TextLink>
              </p>
            </>
          )}
        </>
      )}
      <div className="mt-6">
        <Proof facts={[{ label: 'SHA-256 of the file', value: sha256 }]}>
          What is confirmed is this file, byte for byte, and only if it would still do what is shown.
        </Proof>
      </div>
    </div>
  );
}
