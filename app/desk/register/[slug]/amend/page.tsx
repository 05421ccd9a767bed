import type { Metadata } from 'next';
import { AmendForm } from '#components/register/amend-form.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { asTyped } from '#lib/command/text.ts';
import { companyDiligence } from '#lib/diligence/queries.ts';
import { registerEntry } from '#lib/register/queries.ts';
import { Room } from '../../../../room.tsx';
import { amendAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Correct a company' };

export default async function AmendPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const entry = await registerEntry(reader, asTyped(slug));
    const diligence = entry && (await companyDiligence(reader, entry.company.slug));
    return diligence && { company: entry.company, subprocessorId: diligence.subprocessorId };
  });
  const { company, subprocessorId } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={<TextLink href={`/desk/register/${company.slug}`}>{company.legalName}</TextLink>}
        title="Correct the company’s facts"
      />
      <div className="max-w-[46rem]">
        <Card title="What follows">
          <ul className="list-disc space-y-2 pl-4.5 marker:text-ink-3">
            <li>The register says so at once. No window opens, and nobody is given a notice.</li>
            <li>What it said before, when and why it was corrected stay in the entry’s history.</li>
            <li>Policy versions that are published keep what they say.</li>
            <li>
              Where data goes, which data and what for are no facts of the company: begin a change for those. So is
              another company in its place.
            </li>
          </ul>
        </Card>
        <div className="mt-7">
          <AmendForm action={amendAction} subprocessorId={subprocessorId} company={company} />
        </div>
      </div>
    </Room>
  );
}
