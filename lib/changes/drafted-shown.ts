import { parseInstant } from '#lib/deadlines/instant.ts';
import type { Terms } from '#lib/register/register.ts';
import type { ChangeShown, TermsShown } from './change-shown.ts';
import type { Drafted } from './drafted.ts';
import type { Standing } from './standing.ts';

/** A drafted change in the form in which a published one is shown. */
export function draftedShown({ change, placed }: Drafted, standing: Standing): ChangeShown {
  const company = placed.known?.company ?? (change.company && { ...change.company, slug: '' });
  if (!company) throw new Error('a draft was placed without its company');
  const { kind, title, reason, plannedStartOn } = change;
  return {
    ...{ id: '', kind, title, reason, company, plannedStartOn },
    urgentReason: change.urgent?.reason ?? null,
    from: placed.from && { company: placed.from.company, terms: named(placed.from.terms, standing) },
    to: placed.to && named(placed.to, standing),
    plannedStartAt: parseInstant(`${plannedStartOn}T00:00:00Z`),
    version: standing.latest + 1,
    publishedAt: standing.at,
    withdrawnAt: null,
    withdrawalReason: null,
  };
}

/** Terms with their services by name. */
export function named(
  terms: Terms,
  { services, serviceNames }: Pick<Standing, 'services' | 'serviceNames'>,
): TermsShown {
  const nameOf = (slug: string) => {
    const id = [...services].find(([, one]) => one === slug)?.[0];
    return (id && serviceNames.get(id)) ?? slug;
  };
  return { ...terms, services: terms.services.map(nameOf) };
}
