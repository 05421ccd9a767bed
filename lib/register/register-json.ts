import { z } from 'zod';
import { changeKinds, locationRoles, subprocessorCategories, transferMechanisms } from '#db/schema/vocabulary.ts';
import type { CivilDate } from '#lib/deadlines/instant.ts';
import type { RegisterList } from './queries.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const instant = z
  .string()
  .regex(INSTANT)
  .meta({ description: 'UTC, with microseconds', examples: ['2026-11-02T08:00:00.000000Z'] });
const day = z.iso.date();
const slug = z.string().meta({ description: 'Names it in addresses, for ever' });
const texts = z.array(z.string());
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO 3166-1 alpha-2; ZZ where the source does not say' });

const terms = {
  description: z.string(),
  purpose: z.string(),
  services: texts.meta({
    description: 'Slugs of the services that it serves; none for infrastructure, which serves all',
  }),
  locations: z.array(z.strictObject({ country, place: z.string(), role: z.enum(locationRoles) })).min(1),
  customerData: texts.meta({ description: 'Categories of customer-provided data' }),
  platformData: texts.meta({ description: 'Categories of platform-generated data' }),
  dataSubjects: texts,
  transfers: z
    .array(z.strictObject({ country, mechanism: z.enum(transferMechanisms), detail: z.string().optional() }))
    .meta({ description: 'How data reaches each country outside the EEA' }),
  retention: z.string().nullable(),
  encryption: z.string().nullable(),
  keyHolder: z.string().nullable().meta({ description: 'Who holds the keys' }),
};

const company = <Count extends z.ZodType>(count: Count) => ({
  slug,
  legalName: z.string(),
  group: z.string().nullable(),
  address: z.string().nullable(),
  contact: z.string().nullable(),
  website: z.string().nullable(),
  category: z.enum(subprocessorCategories),
  tier: count,
  certifications: z.array(z.strictObject({ name: z.string(), validTo: day.nullable() })),
});

/** The register as of now or of a day, as `/register.json` and the API give it. */
export const registerAsOf = z
  .strictObject({
    $schema: z.url(),
    form: z.literal('demur-register-as-of-1'),
    address: z.url().meta({ description: 'Where people read it' }),
    on: day.nullable().meta({ description: 'The civil day at whose end it stood; null: now' }),
    changedAt: instant.nullable().meta({ description: 'When anything of it was last altered' }),
    version: z
      .strictObject({ number: z.int(), publishedAt: instant, note: z.string() })
      .nullable()
      .meta({ description: 'The policy version published last; null before the first' }),
    services: z.array(z.strictObject({ slug, name: z.string() })),
    entries: z.array(
      z.strictObject({
        ...company(z.int()),
        since: instant.meta({
          description:
            'From when these terms are in force; of a day to come that may lie ahead, and then they are planned',
        }),
        terms: z.strictObject(terms),
      }),
    ),
    planned: z
      .array(
        z.strictObject({
          changeId: z.uuid(),
          slug,
          legalName: z.string(),
          kind: z.enum(changeKinds),
          title: z.string(),
          plannedStartOn: day,
        }),
      )
      .meta({ description: 'Published changes that have not started' }),
  })
  .meta({ title: 'The register as of now or of a day' });
export type RegisterAsOf = z.infer<typeof registerAsOf>;

const digits = z.string().regex(/^\d+$/).meta({ description: 'A number, as a string' });
const frozenTerms = z.strictObject({ termsId: z.uuid(), ...terms });

/** A policy version's frozen snapshot, as its hash is taken over it. */
export const snapshot = z
  .strictObject({
    form: z.literal('demur-register-1'),
    number: digits,
    publishedAt: instant,
    note: z.string(),
    entries: z.array(z.strictObject({ ...company(digits), terms: frozenTerms })),
    proposed: z.array(
      z.strictObject({
        kind: z.enum(changeKinds),
        title: z.string(),
        reason: z.string(),
        plannedStartOn: day,
        company: z.strictObject({
          id: z.uuid().optional().meta({ description: 'Of a company that is new' }),
          ...company(digits),
        }),
        from: z.strictObject({ slug, termsId: z.uuid() }).nullable(),
        to: frozenTerms.nullable(),
      }),
    ),
  })
  .meta({ title: 'The frozen snapshot of a policy version' });

/** The JSON Schema of both downloads, draft 2020-12. */
export function registerSchema(address: string): Record<string, unknown> {
  const { $schema, ...shape } = z.toJSONSchema(z.discriminatedUnion('form', [registerAsOf, snapshot]), {
    target: 'draft-2020-12',
  });
  return { $schema, $id: `${address}/register.schema.json`, title: 'Demur: a register of sub-processors', ...shape };
}

/** @param address where people reach the installation, without a slash at its end */
export function registerJson(list: RegisterList, on: CivilDate | null, address: string): RegisterAsOf {
  return {
    $schema: `${address}/register.schema.json`,
    form: 'demur-register-as-of-1',
    address: `${address}/register${on ? `?on=${on}` : ''}`,
    on,
    changedAt: list.changedAt,
    version: list.version,
    services: Object.entries(list.services)
      .filter(([service]) => list.entries.some((entry) => entry.terms.services.includes(service)))
      .map(([service, name]) => ({ slug: service, name }))
      .sort((one, other) => (one.slug < other.slug ? -1 : 1)),
    entries: list.entries.map(({ company: said, since, terms: entryTerms }) => ({ ...said, since, terms: entryTerms })),
    planned: list.planned,
  };
}
