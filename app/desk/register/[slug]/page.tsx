import type { Metadata } from 'next';
import { KIND_NAME } from '#components/changes/outcome-words.ts';
import { CertificationList } from '#components/register/certification-list.tsx';
import { CompanyTable } from '#components/register/company-table.tsx';
import { Differences } from '#components/register/differences.tsx';
import { AUDIT_WORDS, ITEM_GROUPS } from '#components/register/diligence-words.ts';
import { EvidenceFiles } from '#components/register/evidence-files.tsx';
import { Facts } from '#components/register/facts.tsx';
import { ItemTable } from '#components/register/item-table.tsx';
import { TermsTable, withNames } from '#components/register/terms-table.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { Timeline, type TimelineEntry } from '#components/ui/timeline.tsx';
import { page } from '#lib/auth/reader.ts';
import { counted } from '#lib/changes/words.ts';
import { asTyped } from '#lib/command/text.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { rightToAudit, standingOf, standingOfItems } from '#lib/diligence/diligence.ts';
import { type CompanyDiligence, companyDiligence } from '#lib/diligence/queries.ts';
import { type EntryChange, type RegisterEntry, registerEntry } from '#lib/register/queries.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { removeEvidenceAction } from '../actions.ts';
import { ChangeThis } from './change-this.tsx';

export const metadata: Metadata = { title: 'A sub-processor' };

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: SearchParams;
}

export default async function DeskEntryPage({ params, searchParams }: Props) {
  const { slug: typed } = await params;
  const { file } = await asked(searchParams, ['file']);
  const slug = asTyped(typed);
  const { actor, installation, data } = await page('privacy_admin', async (reader) => {
    const entry = await registerEntry(reader, slug);
    const diligence = entry && (await companyDiligence(reader, slug));
    return diligence && { entry, diligence };
  });
  const { entry, diligence } = data;
  const { company, inForce, changes, services, at } = entry;
  const { zone } = installation;
  const live = changes.filter((change) => isLive(change, at));
  return (
    <Room actor={actor} installation={installation} current="/desk/register">
      <PageHeader
        eyebrow={
          <>
            <TextLink href="/desk/register">Register and due diligence</TextLink> ·{' '}
            {company.category === 'infrastructure' ? 'Infrastructure' : 'Service-specific'}
          </>
        }
        title={company.legalName}
        lede={inForce?.terms.description ?? changes[0]?.to?.description}
        facts={<TextLink href={`/register/${slug}`}>As everybody sees it</TextLink>}
      />
      {live.map((change) => (
        <LiveBanner key={change.changeId} change={change} zone={zone} />
      ))}
      <Section
        title="In force"
        note={
          inForce ? (
            <>
              since <At instant={inForce.since} zone={zone} />
            </>
          ) : undefined
        }
      >
        {inForce ? (
          <TermsTable
            terms={withNames(inForce.terms, services)}
            infrastructure={company.category === 'infrastructure'}
          />
        ) : (
          <EmptyState title="No terms are in force">
            {live.length > 0 ? 'They are published and start as said above.' : 'This company processes no data for us.'}
          </EmptyState>
        )}
        <ChangeThis subprocessorId={diligence.subprocessorId} inForce={inForce !== null} live={live.length > 0} />
      </Section>
      <Section title="The company">
        <CompanyTable company={company} />
        <p className="mt-4">
          <LinkButton href={`/desk/register/${slug}/amend`}>Correct these facts</LinkButton>
        </p>
      </Section>
      <Diligence slug={slug} diligence={diligence} inForce={inForce !== null} zone={zone} said={file} />
      <Section title="History">
        <Timeline label="History" entries={history(entry, zone)} />
      </Section>
    </Room>
  );
}

function Diligence({
  slug,
  diligence,
  inForce,
  zone,
  said,
}: {
  slug: string;
  diligence: CompanyDiligence;
  inForce: boolean;
  zone: string;
  /** What became of an upload. */
  said: string | undefined;
}) {
  const { attestations, certifications, recorded, files, today } = diligence;
  const items = standingOfItems(standingOf(attestations), today);
  const audit = inForce ? rightToAudit(certifications, today) : null;
  const missing = items.filter(({ state }) => state === 'missing').length;
  return (
    <Section
      title="Due diligence"
      id="diligence"
      note={
        missing === items.length
          ? 'nothing attested yet'
          : missing === 0
            ? 'all attested'
            : `${counted(missing, 'item')} not attested yet`
      }
    >
      {audit ? (
        <Banner tone="warn" title="Right to audit">
          {AUDIT_WORDS[audit]}
        </Banner>
      ) : null}
      {ITEM_GROUPS.map((group) => (
        <Section key={group.title} title={group.title} note={group.note} level={3}>
          <ItemTable
            caption={group.title}
            slug={slug}
            rows={items.filter(({ item }) => group.items.some((one) => one === item))}
            attestations={attestations}
            files={files}
            zone={zone}
          />
        </Section>
      ))}
      <Section title="Certifications" level={3}>
        <CertificationList
          slug={slug}
          certifications={certifications}
          recorded={recorded}
          files={files}
          today={today}
          zone={zone}
        />
      </Section>
      <Section title="Evidence" level={3} note="files that attestations and certifications name">
        <EvidenceFiles
          slug={slug}
          subprocessorId={diligence.subprocessorId}
          files={files}
          said={said}
          zone={zone}
          remove={removeEvidenceAction}
        />
      </Section>
    </Section>
  );
}

function LiveBanner({ change, zone }: { change: EntryChange; zone: string }) {
  return (
    <Banner
      title={change.title}
      actions={<TextLink href={`/desk/changes/${change.changeId}`}>How it stands with subscribers</TextLink>}
    >
      Published <At instant={change.publishedAt} zone={zone} />, planned from {dayInWords(change.plannedStartOn)}.
    </Banner>
  );
}

/** Published and still to start. */
function isLive(change: EntryChange, at: string): boolean {
  return change.withdrawnAt === null && change.supersededAt === null && change.plannedStartAt > at;
}

/** Changes and corrections in one, the latest first; at the end how it came into the register. */
function history({ changes, amendments, baseline, services }: RegisterEntry, zone: string): TimelineEntry[] {
  const published = changes.map((change) => ({ at: change.publishedAt, entry: changeTold(change, services, zone) }));
  const amended = amendments.map(({ at, differences, reason }) => ({
    at,
    entry: {
      key: at,
      what: 'The company’s facts were corrected',
      when: <At instant={at} zone={zone} />,
      detail: (
        <>
          <Note className="mb-1.5">{reason}</Note>
          <Facts differences={differences} />
        </>
      ),
    },
  }));
  const told = [...published, ...amended].sort((one, other) => (one.at < other.at ? 1 : -1)).map(({ entry }) => entry);
  if (!baseline) return told;
  const when = (
    <>
      <TextLink href={`/register/versions/${baseline.version}`}>version {baseline.version}</TextLink>, published{' '}
      <At instant={baseline.publishedAt} zone={zone} />
    </>
  );
  return [...told, { key: 'baseline', what: 'In the first register', when }];
}

function changeTold(change: EntryChange, services: RegisterEntry['services'], zone: string): TimelineEntry {
  const {
    changeId,
    title,
    kind,
    version,
    publishedAt,
    plannedStartOn,
    withdrawnAt,
    supersededAt,
    replacedBy,
    from,
    to,
  } = change;
  const before = kind === 'replacement' && !replacedBy ? null : from;
  const after = replacedBy ? null : to;
  return {
    key: changeId,
    what: (
      <>
        <TextLink href={`/desk/changes/${changeId}`}>{title}</TextLink> <Chip look="outline">{KIND_NAME[kind]}</Chip>{' '}
        {withdrawnAt ? <Chip>Withdrawn</Chip> : supersededAt ? <Chip>Superseded</Chip> : null}
      </>
    ),
    when: (
      <>
        <TextLink href={`/register/versions/${version}`}>version {version}</TextLink>, published{' '}
        <At instant={publishedAt} zone={zone} />
      </>
    ),
    tone: withdrawnAt || supersededAt ? 'neutral' : 'accent',
    detail: (
      <>
        <Note>Planned from {dayInWords(plannedStartOn)}.</Note>
        <div className="mt-1.5">
          <Disclosure summary="What differs">
            <Differences from={before && withNames(before, services)} to={after && withNames(after, services)} />
          </Disclosure>
        </div>
      </>
    ),
  };
}
