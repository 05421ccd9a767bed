import type { Metadata } from 'next';
import { scopeInWords } from '#components/api/scope-words.ts';
import { TokenForm } from '#components/api/token-form.tsx';
import { At } from '#components/ui/at.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { TextLink } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Note } from '#components/ui/prose.tsx';
import { type ListedToken, tokensList } from '#lib/api/queries.ts';
import { page } from '#lib/auth/reader.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { asked, type SearchParams } from '../../../asked.ts';
import { Room } from '../../../room.tsx';
import { makeTokenAction } from './actions.ts';

export const metadata: Metadata = { title: 'API tokens' };

const OWN = '/desk/settings/tokens';

export default async function TokensPage({ searchParams }: { searchParams: SearchParams }) {
  const { done } = await asked(searchParams, ['done']);
  const { actor, installation, data } = await page('privacy_admin', tokensList);
  const { now, tokens } = data;
  return (
    <Room actor={actor} installation={installation} current="/desk/settings">
      <PageHeader
        eyebrow={<TextLink href="/desk/settings">Settings</TextLink>}
        title="API tokens"
        lede="With a token, a program of yours asks Demur before it sends a subscriber’s data to a sub-processor."
        facts={
          <>
            What it can ask, and how, stands in{' '}
            <TextLink href="/api/v1/openapi.json" download="demur-openapi.json">
              the description of the API
            </TextLink>{' '}
            (OpenAPI 3.1).
          </>
        }
      />
      {done === 'revoked' ? (
        <Banner tone="good">The token is revoked. Whoever sends it is refused from now on.</Banner>
      ) : null}
      <div className="max-w-[46rem]">
        <Section title="Make a token">
          <TokenForm action={makeTokenAction} earliest={civilDayIn(now, installation.zone)} />
        </Section>
      </div>
      <Section title="Tokens" id="tokens">
        <DataTable
          caption="Tokens of the API, those that work first"
          columns={columnsAt(now, installation.zone)}
          rows={tokens}
          rowKey={({ id }) => id}
          empty={<EmptyState title="No tokens yet">Each one that is made stands here, with its last use.</EmptyState>}
        />
        {tokens.length > 0 ? <Note className="mt-3">The last use is noted within a minute or two.</Note> : null}
      </Section>
    </Room>
  );
}

function columnsAt(now: Instant, zone: string): Column<ListedToken>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      names: true,
      cell: ({ name, createdBy, createdAt }) => (
        <>
          {name}
          <span className="block font-normal text-ink-2 text-sm">
            Made by {createdBy}, <At instant={createdAt} zone={zone} />
          </span>
        </>
      ),
    },
    {
      key: 'scopes',
      header: 'For',
      cell: ({ scopes }) =>
        scopes.map((scope) => (
          <span key={scope} className="block">
            {scopeInWords[scope]}
            <Mono className="block">{scope}</Mono>
          </span>
        )),
    },
    {
      key: 'use',
      header: 'Last use',
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <At instant={lastUsedAt} zone={zone} /> : <span className="text-ink-2">Not used yet</span>,
    },
    {
      key: 'until',
      header: 'Works',
      cell: ({ id, name, expiresAt, revokedAt, revokedBy }) => {
        if (revokedAt)
          return (
            <>
              Revoked by {revokedBy}, <At instant={revokedAt} zone={zone} />
            </>
          );
        if (expiresAt && expiresAt <= now)
          return (
            <>
              Until <At instant={expiresAt} zone={zone} />, which is past
            </>
          );
        return (
          <>
            {expiresAt ? (
              <>
                Until <At instant={expiresAt} zone={zone} />
              </>
            ) : (
              'Until it is revoked'
            )}
            <span className="block">
              <TextLink href={`${OWN}/${id}/revoke`} aria-label={`Revoke ${name}`}>
                Revoke
              </TextLink>
            </span>
          </>
        );
      },
    },
  ];
}
