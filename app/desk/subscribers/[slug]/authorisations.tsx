import { STATUS_WORD } from '#components/desk/due-words.ts';
import { TextLink } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Note } from '#components/ui/prose.tsx';
import { authorisationInWords, authorisationSentence } from '#lib/authorisations/authorisation.ts';
import type { AuthorisedTerms } from '#lib/authorisations/queries.ts';
import { capitalised, counted } from '#lib/changes/words.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { dayInWords, inWords } from '#lib/deadlines/speak.ts';

export type AuthorisationsProps = {
  subscriberName: string;
  terms: readonly AuthorisedTerms[];
  /** How many services the subscriber uses: terms that serve them all, as infrastructure does, need not name them. */
  servicesInUse: number;
  now: Instant;
  zone: string;
};

/** Which new terms are not authorised, in sentences; then all terms, sub-processor by sub-processor. */
export function Authorisations({ subscriberName, terms, servicesInUse, now, zone }: AuthorisationsProps) {
  const unauthorised = terms.filter(({ state, change }) => change !== null && UNAUTHORISED.has(state));
  return (
    <>
      <Note className="mb-3">
        As of {inWords(now, zone)}, from what is on record and the clock. A change holds back its own new terms only:
        terms authorised before go on, and stand beside them.
      </Note>
      {unauthorised.length > 0 ? (
        <ul className="mb-4 max-w-[70ch] list-disc space-y-1 pl-5">
          {unauthorised.map((each) => (
            <li key={keyOf(each)}>{authorisationSentence(each, each.subprocessor, subscriberName)}</li>
          ))}
        </ul>
      ) : null}
      <DataTable
        caption={`${counted(terms.length, 'answer')}, by sub-processor`}
        rows={terms}
        rowKey={keyOf}
        columns={[
          {
            key: 'subprocessor',
            header: 'Sub-processor',
            names: true,
            cell: ({ subprocessor, slug, purpose }) => (
              <>
                <TextLink href={`/register/${slug}`}>{subprocessor}</TextLink>
                <span className="block font-normal text-ink-2 text-sm">{purpose}</span>
              </>
            ),
          },
          {
            key: 'services',
            header: 'For',
            cell: ({ services }) => servicesInWords(services, servicesInUse),
          },
          { key: 'answer', header: 'These terms', cell: (each) => capitalised(authorisationInWords(each)) },
          { key: 'by', header: 'They came by', cell: (each) => <CameBy terms={each} /> },
        ]}
        empty={
          <EmptyState title="Nobody">
            Nothing is authorised without an executed DPA. What is authorised appears here once one is recorded.
          </EmptyState>
        }
      />
    </>
  );
}

const UNAUTHORISED: ReadonlySet<AuthorisedTerms['state']> = new Set(['pending', 'on_hold', 'refused']);

/** The same terms give several answers where those differ by service. */
const keyOf = ({ termsId, notice, state, reason }: AuthorisedTerms) => [termsId, notice?.id, state, reason].join(' ');

function servicesInWords(services: AuthorisedTerms['services'], inUse: number): string {
  if (services.length === 0) return 'no service in use';
  return services.length === inUse ? 'all services in use' : services.map(({ name }) => name).join(', ');
}

function CameBy({ terms: { change, notice, objection } }: { terms: AuthorisedTerms }) {
  if (!change) return <span className="text-ink-2">no notice to this subscriber</span>;
  return (
    <>
      <TextLink href={`/desk/changes/${change.id}`}>{change.title}</TextLink>
      <span className="block text-ink-2 text-sm">
        {notice?.reference} · planned start {dayInWords(change.plannedStartOn)}
      </span>
      {objection ? (
        <span className="block text-sm">
          <TextLink href={`/desk/objections/${objection.reference}`}>Objection {objection.reference}</TextLink>{' '}
          <span className="text-ink-2">{STATUS_WORD[objection.status].toLowerCase()}</span>
        </span>
      ) : null}
    </>
  );
}
