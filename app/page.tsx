import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FeedAlternate, KeepUp } from '#components/register/downloads.tsx';
import { At } from '#components/ui/at.tsx';
import { LinkButton, TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Actor } from '#lib/access/actor.ts';
import { page } from '#lib/auth/reader.ts';
import { registerFace } from '#lib/changes/latest-changes.ts';
import { dayInWords } from '#lib/deadlines/speak.ts';
import { Room } from './room.tsx';

export const metadata: Metadata = { title: { absolute: 'Demur: changes to sub-processors, on the record' } };

const firstPage: Partial<Record<Actor['role'], string>> = {
  subscriber: '/changes',
  privacy_admin: '/desk',
  legal: '/cases',
};

export default async function FrontPage() {
  const { actor, installation, data: face } = await page('anyone', ({ tx }) => registerFace(tx));
  const own = firstPage[actor.role];
  if (own) redirect(own);
  const { vendorName, zone } = installation;
  return (
    <Room actor={actor} installation={installation} current="/">
      <FeedAlternate />
      <PageHeader
        eyebrow={face.version === null ? undefined : <>Policy version {face.version}</>}
        title={`Who else processes data for ${vendorName}`}
        lede={`${vendorName} gives its customers notice before a sub-processor is added or changed. Each customer with a data processing agreement can object here, in writing, and gets a receipt.`}
        actions={
          <>
            <LinkButton href="/sign-in" look="primary">
              Sign in
            </LinkButton>
            <LinkButton href="/register">See the register</LinkButton>
          </>
        }
      />
      <Section title="The register in force">
        {face.version === null || face.versionPublishedAt === null ? (
          <EmptyState title="Nothing is published yet">The first policy version will appear here.</EmptyState>
        ) : (
          <p className="max-w-[65ch]">
            {face.infrastructure} infrastructure and {face.serviceSpecific} service-specific sub-processors are in
            force. Version {face.version} was published <At instant={face.versionPublishedAt} zone={zone} />.{' '}
            <TextLink href="/register">Read who they are, where and what for</TextLink>.
          </p>
        )}
      </Section>
      {face.latest.length > 0 ? (
        <Section title="Latest changes">
          <ul className="divide-y divide-rule-2 border-rule-2 border-y">
            {face.latest.map((change) => (
              <li
                key={`${change.slug} ${change.publishedAt}`}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3"
              >
                <TextLink href={`/register/${change.slug}`}>{change.title}</TextLink>
                <span className="text-ink-2 text-sm">
                  {change.withdrawn ? 'Withdrawn' : `From ${dayInWords(change.plannedStartOn)}`}, published{' '}
                  <At instant={change.publishedAt} zone={zone} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Keep up with it">
        <KeepUp />
      </Section>
    </Room>
  );
}
