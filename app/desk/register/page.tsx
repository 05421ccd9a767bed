import type { Metadata } from 'next';
import { type DeskRow, DeskTable } from '#components/register/desk-table.tsx';
import { OverdueList } from '#components/register/overdue-list.tsx';
import { At } from '#components/ui/at.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { counted } from '#lib/changes/words.ts';
import { type DiligenceSummary, diligenceSummary } from '#lib/diligence/queries.ts';
import { type RegisterList, registerOn } from '#lib/register/queries.ts';
import { Room } from '../../room.tsx';

export const metadata: Metadata = { title: 'Register and due diligence' };

export default async function DeskRegisterPage() {
  const { actor, installation, data } = await page('privacy_admin', async (reader) => ({
    register: await registerOn(reader),
    diligence: await diligenceSummary(reader),
  }));
  const { register, diligence } = data;
  const { version, services } = register;
  const rows = rowsOf(register, diligence);
  const of = (category: string) => rows.filter(({ company }) => company.category === category);
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={
          version ? (
            <>
              <TextLink href={`/register/versions/${version.number}`}>Policy version {version.number}</TextLink>,
              published <At instant={version.publishedAt} zone={installation.zone} />
            </>
          ) : undefined
        }
        title="Register and due diligence"
        lede="Nothing in force is edited in place: what is processed changes by a published change, a company’s facts by a correction on the record."
        facts={
          <span className="flex flex-wrap gap-x-5 gap-y-1">
            <TextLink href="/register">As everybody sees it</TextLink>
            <a className={DOWNLOAD} href="/desk/register/export.csv" download>
              Export CSV
            </a>
            <a className={DOWNLOAD} href="/desk/register/export.json" download>
              Export JSON
            </a>
          </span>
        }
        actions={
          <>
            <LinkButton href="/desk/register/import">Import a file</LinkButton>
            <LinkButton look="primary" href="/desk/changes/new?kind=addition">
              Add a sub-processor
            </LinkButton>
          </>
        }
      />
      {diligence.overdue.length > 0 ? (
        <Section title="Overdue" note={counted(diligence.overdue.length, 'item')}>
          <OverdueList overdue={diligence.overdue} />
        </Section>
      ) : null}
      {version === null ? (
        <EmptyState
          title="Nothing is published yet"
          action={<TextLink href="/desk/register/import">Import the first register</TextLink>}
        >
          The sub-processors of the first policy version appear here, from a file that you import.
        </EmptyState>
      ) : (
        <>
          <Section title="Infrastructure" note="data storage and processing for all services">
            <DeskTable caption="Infrastructure sub-processors" rows={of('infrastructure')} services={services} />
          </Section>
          <Section title="Service-specific" note="only for the services named">
            <DeskTable caption="Service-specific sub-processors" rows={of('service_specific')} services={services} />
          </Section>
        </>
      )}
    </Room>
  );
}

const DOWNLOAD = 'rounded-sm text-accent underline decoration-accent/30 underline-offset-3 hover:decoration-accent';

function rowsOf({ entries, planned }: RegisterList, { overdue, attested }: DiligenceSummary): DeskRow[] {
  return entries.map((entry) => ({
    ...entry,
    planned: planned.filter(({ slug }) => slug === entry.slug),
    overdue: overdue.filter(({ slug }) => slug === entry.slug),
    attested: attested[entry.slug] ?? 0,
  }));
}
