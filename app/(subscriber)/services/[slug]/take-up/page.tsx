import type { Metadata } from 'next';
import { WhatChanges } from '#components/changes/what-changes.tsx';
import { TermsTable } from '#components/register/terms-table.tsx';
import { standingInWords } from '#components/services/standing-words.ts';
import { TakeUpForm } from '#components/services/take-up-form.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { DefinitionTable } from '#components/ui/definition-table.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { page } from '#lib/auth/reader.ts';
import { lede } from '#lib/changes/lede.ts';
import { counted } from '#lib/changes/words.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import type { BehindShown } from '#lib/services/behind.ts';
import { refuseOffer, toAuthorise } from '#lib/services/service.ts';
import { takeUpPage } from '#lib/services/take-up-page.ts';
import { Room } from '../../../../room.tsx';
import { takeUpAction } from '../../actions.ts';

export const metadata: Metadata = { title: 'Take up a service' };

export default async function TakeUpPageShown({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, installation, data } = await page('subscriber', (reader) => takeUpPage(reader, { slug }));
  const { name, behind, toCome, dpa, now } = data;
  const { zone, vendorName } = installation;
  const refused = refuseOffer({ ...data, toCome: [] });
  const open = toAuthorise(behind);
  const decided = behind.filter(({ judged }) => judged !== null);
  const subprocessors = open.map((each) => ({
    id: each.termsId,
    name: each.subprocessor,
    shown: <TermsOf of={each} />,
  }));
  const changes = toCome.map((change) => ({
    id: change.id,
    name: change.title,
    shown: (
      <>
        <p className="mb-3 max-w-[65ch]">
          {lede(change)} Planned start: {dayInWords(change.plannedStartOn)}.
        </p>
        <WhatChanges change={change} now={now} zone={zone} />
      </>
    ),
  }));
  return (
    <Room actor={actor} installation={installation} current="/services">
      <div className="max-w-[50rem]">
        <PageHeader
          eyebrow={<TextLink href="/services">Services</TextLink>}
          title={`Take up ${name}`}
          lede={`Before ${name} is activated, a signatory of ${actor.subscriberName} authorises every sub-processor behind it, on the record.`}
        />
        {refused ? (
          <Banner tone="warn" title={`${name} can’t be taken up now`}>
            {refused.sentence}
          </Banner>
        ) : null}
        {decided.length > 0 ? <Decided behind={decided} /> : null}
        {!refused && actor.right === 'signatory' && dpa ? (
          <TakeUpForm
            action={takeUpAction}
            service={{ id: data.serviceId, slug: data.slug, name }}
            subscriberName={actor.subscriberName}
            vendorName={vendorName}
            subprocessors={subprocessors}
            changes={changes}
            windowLength={counted(dpa.length, `${dpa.unit} day`)}
          />
        ) : (
          <>
            {refused ? null : (
              <Banner title="A signatory authorises">
                You can read everything here. Only a signatory of {actor.subscriberName} may authorise it: send them the
                address of this page.
              </Banner>
            )}
            {[...subprocessors, ...changes].map(({ id, name: of, shown }) => (
              <Section key={id} title={of}>
                {shown}
              </Section>
            ))}
          </>
        )}
      </div>
    </Room>
  );
}

/** Those on which a notice has its answer already: that answer counts for this service too. */
function Decided({ behind }: { behind: readonly BehindShown[] }) {
  return (
    <Section title="Decided by a notice of yours" note="nothing to tick">
      <DefinitionTable
        rows={behind.map(({ termsId, subprocessor, judged }) => ({
          key: termsId,
          label: subprocessor,
          value: judged ? (
            <>
              {standingInWords(judged)}. <TextLink href={`/changes/${judged.noticeId}`}>{judged.reference}</TextLink>
            </>
          ) : null,
        }))}
      />
    </Section>
  );
}

function TermsOf({ of: { company, terms } }: { of: BehindShown }) {
  return (
    <>
      <p className="-mt-1 mb-3 text-ink-2 text-sm">
        {[company.group, company.address].filter(Boolean).join(' · ')}{' '}
        <TextLink href={`/register/${company.slug}`}>In the register</TextLink>
      </p>
      <TermsTable terms={terms} infrastructure={false} />
    </>
  );
}
