import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { Differences } from '#components/register/differences.tsx';
import { FeedAlternate } from '#components/register/downloads.tsx';
import { Facts } from '#components/register/facts.tsx';
import { RegisterTable } from '#components/register/register-table.tsx';
import { withNames } from '#components/register/terms-table.tsx';
import { At } from '#components/ui/at.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure, Proof } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { KeysetPager } from '#components/ui/keyset-pager.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { publicPage } from '#lib/auth/public-page.ts';
import { parseCivilDate } from '#lib/deadlines/instant.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { type VersionPage as Shown, version } from '#lib/register/version-queries.ts';
import { PublicRoom } from '../../../../public-room.tsx';

export const metadata: Metadata = { title: 'A policy version' };
// kept for all readers
export const dynamic = 'force-static';

export default async function VersionPage({ params }: { params: Promise<{ n: string }> }) {
  const { n } = await params;
  const {
    installation,
    version: readAt,
    data,
  } = await publicPage(async (reader) => (/^[1-9]\d{0,8}$/.test(n) ? version(reader, Number(n)) : undefined));
  const { number, publishedAt, note, snapshot, proposed, since, services, previous, next } = data;
  const of = (category: string) => snapshot.entries.filter((entry) => entry.category === category).map(rowOf);
  return (
    <PublicRoom installation={installation} version={readAt} current="/register">
      <FeedAlternate />
      <PageHeader
        eyebrow={
          <>
            <TextLink href="/register">Register</TextLink> · <TextLink href="/register/versions">Versions</TextLink>
          </>
        }
        title={`Policy version ${number}`}
        lede={note}
        facts={
          <>
            Published <At instant={publishedAt} zone={installation.zone} />
          </>
        }
      />
      <Section title="What it proposed">
        {proposed.length === 0 ? (
          <EmptyState title="Nothing new">It is the register as it stood when it was brought here.</EmptyState>
        ) : (
          <div className="grid gap-4">
            {proposed.map((proposal) => (
              <Card key={proposal.title} title={proposal.title} level={3}>
                <Note className="mb-3">
                  <Chip look="outline">{KIND_NAME[proposal.kind as keyof typeof KIND_NAME]}</Chip> Planned from{' '}
                  {dayInWords(parseCivilDate(proposal.plannedStartOn))}
                  {replacedIn(data, proposal)}. {proposal.reason}
                </Note>
                <Differences from={standing(data, proposal)} to={proposal.to && withNames(proposal.to, services)} />
              </Card>
            ))}
          </div>
        )}
      </Section>
      {previous === null ? null : (
        <Section title={`What differs from version ${previous}`} note="by what had come into force, or was corrected">
          {since.length === 0 ? (
            <Note>The register in force was the same.</Note>
          ) : (
            <ul className="divide-y divide-rule-2 border-rule-2 border-y">
              {since.map((entry) => (
                <li key={entry.slug} className="py-2.5">
                  <div className="flex flex-wrap justify-between gap-x-6">
                    <TextLink href={`/register/${entry.slug}`}>{entry.legalName}</TextLink>
                    <span className="text-ink-2 text-sm">{MOVED[entry.moved]}</span>
                  </div>
                  <Disclosure summary={`What differs for ${entry.legalName}`}>
                    {entry.moved === 'corrected' ? null : (
                      <Differences
                        from={entry.from && withNames(entry.from, services)}
                        to={entry.to && withNames(entry.to, services)}
                      />
                    )}
                    <Facts differences={entry.facts} />
                  </Disclosure>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      <Section title="The register as it stood" note="frozen with this version">
        <h3 className="mb-2 text-md">Infrastructure</h3>
        <RegisterTable
          caption="Infrastructure sub-processors"
          rows={of('infrastructure')}
          planned={[]}
          services={services}
        />
        <h3 className="mt-7 mb-2 text-md">Service-specific</h3>
        <RegisterTable
          caption="Service-specific sub-processors"
          rows={of('service_specific')}
          planned={[]}
          services={services}
          showServices
        />
      </Section>
      <div className="mt-7">
        <p className="mb-3">
          <TextLink href={`/register/versions/${number}/snapshot.json`} download>
            Download the frozen snapshot (JSON)
          </TextLink>
        </p>
        <Proof
          facts={[
            { label: 'Published', value: publishedAt },
            { label: 'SHA-256', value: data.sha256 },
          ]}
        >
          The hash is that of the downloaded file, byte by byte: canonical JSON (RFC 8785) with numbers as strings. It
          shows that the snapshot is the one that was published, not that what it says of a company is true.
        </Proof>
      </div>
      <KeysetPager
        label="The versions around this one"
        previous={previous === null ? null : `/register/versions/${previous}`}
        next={next === null ? null : `/register/versions/${next}`}
      />
    </PublicRoom>
  );
}

const MOVED = {
  came: 'came in',
  left: 'left',
  changed: 'on new terms',
  corrected: 'the company, corrected',
} as const;

function rowOf({ terms, ...company }: Shown['snapshot']['entries'][number]) {
  return { slug: company.slug, company, terms };
}

/** Whose place a replacement takes, behind the day from which it does. */
function replacedIn({ snapshot }: Shown, { kind, from }: Shown['proposed'][number]): string {
  const replaced = kind === 'replacement' && snapshot.entries.find(({ slug }) => slug === from?.slug);
  return replaced ? `, in place of ${replaced.legalName.replace(/\.$/, '')}` : '';
}

/** The company's own terms as they stood; none for a company that is new. */
function standing({ snapshot, services }: Shown, { kind, from }: Shown['proposed'][number]) {
  if (kind === 'addition' || kind === 'replacement') return null;
  const entry = snapshot.entries.find(({ terms }) => terms.termsId === from?.termsId);
  return entry ? withNames(entry.terms, services) : null;
}
