import { z } from 'zod';
import { authorisationStates, changeKinds, objectionStatuses } from '#db/schema/vocabulary.ts';
import { type AuthorisationReason, authorisationInWords, reasons } from '#lib/authorisations/authorisation.ts';
import type { Instant } from '#lib/deadlines/instant.ts';

/** As every answer gives one. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/)
  .meta({ description: 'UTC, with microseconds', example: '2026-11-24T09:00:00.000000Z' });
/** A subscriber or a service. */
export const named = z
  .strictObject({ id: z.uuid(), slug: z.string(), name: z.string() })
  .meta({ id: 'Named', description: 'A record by id, slug and name' });
const state = z.enum(authorisationStates).meta({ id: 'State' });
const reason = z.enum(Object.keys(reasons) as [AuthorisationReason, ...AuthorisationReason[]]).meta({ id: 'Reason' });
const allowed = z.boolean().meta({
  description:
    'May the data be sent? True for authorised terms; and, where the DPA has no standstill, for terms whose planned start is past although they are pending or on hold (`warningOnly`). False for everything else.',
});
const warningOnly = z.boolean().meta({
  description: 'The DPA has no standstill: pending and on hold are a warning, and do not block by themselves',
});
const inWords = z.string().meta({ description: 'State and reason in English' });

/** A change, with its page at the desk. */
export const change = z
  .strictObject({
    id: z.uuid(),
    url: z.url(),
    kind: z.enum(changeKinds),
    title: z.string(),
    plannedStartOn: z.iso.date(),
  })
  .meta({ id: 'Change' });

/** The answer on one version of terms. */
const termsAnswer = z
  .strictObject({
    id: z.uuid(),
    url: z.url().meta({ description: 'The register’s entry, with the terms in full' }),
    purpose: z.string(),
    allowed,
    state,
    reason,
    inWords,
    warningOnly,
    services: z.array(named).meta({ description: 'The services in use for which it is so' }),
    case: z
      .strictObject({
        reference: z.string(),
        url: z.url(),
        closesAt: instant.meta({ description: 'When its window closes or closed: the first instant after it' }),
        objection: z.strictObject({ reference: z.string(), status: z.enum(objectionStatuses) }).nullable(),
      })
      .nullable()
      .meta({ description: 'The notice that the terms came by; null for terms that stood before' }),
    change: change.nullable().meta({ description: 'The change that the terms came by. Named here while pending, too' }),
  })
  .meta({ id: 'TermsAnswer' });

const serviceAnswer = z
  .strictObject({
    service: named
      .nullable()
      .meta({ description: 'Null: no terms concern a service in use, as of infrastructure where none is used' }),
    allowed: allowed.meta({ description: 'Whether any terms allow it for this service' }),
    state: state.nullable().meta({
      description: 'Of the terms that allow it, else of those that are nearest to it; null where there are none',
    }),
    reason: reason.nullable(),
    inWords,
    warningOnly,
    under: z.array(z.uuid()).meta({ description: 'The terms that allow it, by id' }),
  })
  .meta({ id: 'ServiceAnswer' });

/** A sub-processor, with its entry in the register. */
export const subprocessor = z
  .strictObject({ id: z.uuid(), slug: z.string(), legalName: z.string(), url: z.url() })
  .meta({ id: 'Subprocessor' });

const answer = {
  subscriber: named,
  subprocessor,
  allowed: allowed.meta({
    description:
      'The strictest of `services`: true only where every one of them is allowed, and there is one. Ask with `service` for one of them alone.',
  }),
  services: z.array(serviceAnswer),
  terms: z.array(termsAnswer).meta({
    description: 'The authorised terms first, then those that are blocked, each with its reason and case',
  }),
};

/** `GET /api/v1/authorisations?subscriber=…&subprocessor=…` */
export const authorisationSchema = z
  .strictObject({ asOf: instant, ...answer })
  .meta({ id: 'Authorisation', description: 'May this subscriber’s personal data be sent to this sub-processor now?' });
export type AuthorisationAnswer = z.infer<typeof authorisationSchema>;

/** One answer of the list; it stands at the list's own `asOf`. */
const listedSchema = z.strictObject(answer).meta({ id: 'ListedAuthorisation' });
export type ListedAnswer = z.infer<typeof listedSchema>;

/** `GET /api/v1/authorisations?since=…` */
export const authorisationsSchema = z
  .strictObject({
    asOf: instant,
    cursor: z.string().meta({ description: 'Send it as `since` the next time: at once while there is more' }),
    more: z.boolean().meta({ description: 'Whether this round has further pages' }),
    authorisations: z.array(listedSchema).meta({
      description:
        'The present answers of all pairs of subscriber and sub-processor whose answer may have changed. Each takes the place of what a copy holds for the pair.',
    }),
  })
  .meta({ id: 'Authorisations' });

/** What `demur.api_answer` gives. */
export interface Said {
  subscriber: z.infer<typeof named>;
  subprocessor: { id: string; slug: string; legalName: string };
  terms: SaidTerms[];
}

interface SaidTerms {
  id: string;
  purpose: string;
  state: z.infer<typeof state>;
  reason: AuthorisationReason;
  warningOnly: boolean;
  started: boolean;
  services: z.infer<typeof named>[];
  case: {
    reference: string;
    closesAt: Instant;
    objection: { reference: string; status: (typeof objectionStatuses)[number] } | null;
  } | null;
  change: { id: string; kind: (typeof changeKinds)[number]; title: string; plannedStartOn: string } | null;
}

type Service = z.infer<typeof named> | null;

/**
 * What the law says, as a machine reads it.
 * @param base where people reach the installation, without a slash at its end
 * @param only the one service that was asked for
 */
export function answerOf(said: Said, base: string, only: Service = null): ListedAnswer {
  const { subscriber, subprocessor: company } = said;
  const url = `${base}/register/${company.slug}`;
  const asked = said.terms.filter(({ services }) => only === null || services.some(({ id }) => id === only.id));
  const services = (only ? [only] : servicesOf(asked)).map((service) => serviceAnswerOf(service, asked));
  return {
    subscriber,
    subprocessor: { ...company, url },
    allowed: services.length > 0 && services.every((one) => one.allowed),
    services,
    terms: asked.map(({ started, case: noticed, change: by, ...terms }) => ({
      id: terms.id,
      url,
      purpose: terms.purpose,
      allowed: allows({ ...terms, started }),
      state: terms.state,
      reason: terms.reason,
      inWords: authorisationInWords(terms),
      warningOnly: terms.warningOnly,
      services: terms.services,
      case: noticed && {
        reference: noticed.reference,
        url: `${base}/cases/${noticed.reference}`,
        closesAt: noticed.closesAt,
        objection: noticed.objection,
      },
      change: by && { ...by, url: `${base}/desk/changes/${by.id}` },
    })),
  };
}

/** Terms that are only warned of are not blocked; but before their planned start they are in use for nobody. */
function allows({ state: is, warningOnly: warned, started }: Pick<SaidTerms, 'state' | 'warningOnly' | 'started'>) {
  return is === 'authorised' || (warned && started);
}

/** Each once, by slug; where no terms concern a service in use, one answer for all of them. */
function servicesOf(terms: SaidTerms[]): Service[] {
  const used = new Map(terms.flatMap(({ services }) => services.map((one) => [one.id, one])));
  if (used.size === 0) return terms.length > 0 ? [null] : [];
  return [...used.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** `terms` come with the authorised first and the refused last, so the first that concerns a service is nearest to it. */
function serviceAnswerOf(service: Service, terms: SaidTerms[]): z.infer<typeof serviceAnswer> {
  const own = terms.filter(({ services }) =>
    service ? services.some(({ id }) => id === service.id) : services.length === 0,
  );
  const under = own.filter(allows);
  const [first] = [...under, ...own];
  return {
    service,
    allowed: under.length > 0,
    state: first?.state ?? null,
    reason: first?.reason ?? null,
    inWords: first ? authorisationInWords(first) : 'this sub-processor has no terms that serve it for this subscriber',
    warningOnly: first?.warningOnly ?? false,
    under: under.map(({ id }) => id),
  };
}
