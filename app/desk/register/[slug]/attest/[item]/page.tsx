import type { Metadata } from 'next';
import { AttestForm } from '#components/register/attest-form.tsx';
import { ITEM } from '#components/register/diligence-words.ts';
import { EvidenceShown } from '#components/register/evidence-shown.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { diligenceItems } from '#db/schema/vocabulary.ts';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { standingOf } from '#lib/diligence/diligence.ts';
import { companyDiligence } from '#lib/diligence/queries.ts';
import { asked, type SearchParams } from '../../../../../asked.ts';
import { Room } from '../../../../../room.tsx';
import { readTyped } from '../../../../../typed.ts';
import { attestAction } from '../../../actions.ts';

export const metadata: Metadata = { title: 'Attest' };

interface Props {
  params: Promise<{ slug: string; item: string }>;
  searchParams: SearchParams;
}

export default async function AttestPage({ params, searchParams }: Props) {
  const { slug: typed, item: named } = await params;
  const { file, typed: before } = await asked(searchParams, ['file', 'typed']);
  const slug = asTyped(typed);
  const item = diligenceItems.find((word) => word === named);
  const { actor, installation, data } = await page('privacy_admin', async (reader) =>
    item === undefined ? undefined : companyDiligence(reader, slug).then((found) => found && { ...found, item }),
  );
  const { subprocessorId, legalName, attestations, files, today } = data;
  const { name, says } = ITEM[data.item];
  const stands = standingOf(attestations).find((one) => one.item === item);
  const own = `/desk/register/${slug}/attest/${data.item}`;
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={<TextLink href={`/desk/register/${slug}`}>{legalName}</TextLink>}
        title={`Attest: ${name}`}
        lede={says}
      />
      <div className="max-w-[46rem]">
        <Card title="What follows">
          <Note>
            You attest that {legalName} does so, on the evidence below. It stands on record under your name and is never
            edited:{' '}
            {stands
              ? 'the attestation that stands now is superseded, and stays readable.'
              : 'the next one supersedes it.'}{' '}
            Subscribers and the public do not see it.
          </Note>
          {stands ? (
            <div className="mt-3">
              <Note>
                Stands now: reviewed {dayInWords(stands.attestedOn)} by {stands.by}, next review{' '}
                {dayInWords(stands.nextReviewOn)}.
              </Note>
              <EvidenceShown {...stands} files={files} />
            </div>
          ) : null}
        </Card>
        <Section title="Attestation">
          <AttestForm
            action={attestAction}
            hidden={{ slug, subprocessorId, item: data.item, supersedes: stands?.id ?? '' }}
            evidence={{ files: files.map(({ id, name: called }) => ({ id, name: called })), said: file, back: own }}
            typed={readTyped(before)}
            today={today}
            nextYear={addDays(today, 365)}
          />
        </Section>
      </div>
    </Room>
  );
}
