import type { Metadata } from 'next';
import { CertificationForm } from '#components/register/certification-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { standingOf } from '#lib/diligence/diligence.ts';
import { companyDiligence } from '#lib/diligence/queries.ts';
import { asked, type SearchParams } from '../../../../asked.ts';
import { Room } from '../../../../room.tsx';
import { readTyped } from '../../../../typed.ts';
import { certificationAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Record a certification' };

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

export default async function CertificationPage({ params, searchParams }: Props) {
  const { slug: typed } = await params;
  const { name, file, typed: before } = await asked(searchParams, ['name', 'file', 'typed']);
  const slug = asTyped(typed);
  const { actor, installation, data } = await page('privacy_admin', (reader) => companyDiligence(reader, slug));
  const { subprocessorId, legalName, certifications, recorded, files } = data;
  const known = certifications.find((one) => one.name === name)?.name ?? null;
  const stands = standingOf(recorded).find((one) => one.name === known);
  const own = `/desk/register/${slug}/certification${known ? `?name=${encodeURIComponent(known)}` : ''}`;
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={<TextLink href={`/desk/register/${slug}`}>{legalName}</TextLink>}
        title={known ? `Renew or end ${known}` : 'Record a certification'}
      />
      <div className="max-w-[46rem]">
        <Card title="What follows">
          <Note>
            The register names the certification and its end to everybody; the evidence stays at the desk. From the day
            after its end it is shown as overdue, and the vendor may audit {legalName}. What is recorded is never
            edited: the next record of the same name takes its place, and both stay readable.
          </Note>
        </Card>
        <Section title="Certification">
          <CertificationForm
            action={certificationAction}
            hidden={{ slug, subprocessorId, supersedes: stands?.id ?? '' }}
            name={known}
            evidence={{ files: files.map(({ id, name: called }) => ({ id, name: called })), said: file, back: own }}
            typed={readTyped(before)}
          />
        </Section>
      </div>
    </Room>
  );
}
