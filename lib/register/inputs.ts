import { z } from 'zod';
import { locationRoles, subprocessorCategories, transferMechanisms } from '#db/schema/vocabulary.ts';
import { civilDate, recordId } from '#lib/command/inputs.ts';
import { line, optionalLine, optionalText, text } from '#lib/command/text.ts';
import { COUNTRIES, thirdCountries, UNSTATED } from './register.ts';
import { isDoor } from './slug.ts';

/** ISO 3166-1 alpha-2. */
const asCountry = 'Write the country as its two capital letters: IE for Ireland.';
const country = z
  .string(asCountry)
  .regex(/^[A-Z]{2}$/, { error: asCountry, abort: true })
  .refine((code) => COUNTRIES.has(code) || code === UNSTATED, {
    error: `There is no country of that code in ISO 3166. Where the source does not say which country, write ${UNSTATED}.`,
  });

const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write lower-case letters, digits and single hyphens, as in an address.');

/** Of a company: its entries stand beside other pages of the register, whose names are taken. */
const companySlug = slug.refine((typed) => !isDoor(typed), {
  error: ({ input }) => `“${input}” is a page of the register: an entry needs another name in its address.`,
});

const distinct = (values: string[]) => [...new Set(values)];

const listOf = (label: string) =>
  z
    .array(line({ label, max: 200 }))
    .max(100, `${label}: 100 at most.`)
    .default([])
    .transform(distinct);

const tierRule = 'The tier is a whole number from 1, for one that we engage ourselves, to 9.';

/** What a company is, apart from what it does for us. */
const facts = {
  legalName: line({ label: 'The legal name', max: 200 }),
  group: optionalLine({ label: 'The group', max: 200 }),
  address: optionalText({ label: 'The registered address', max: 500 }),
  contact: optionalLine({ label: 'The contact', max: 200 }),
  website: z
    .url({ protocol: /^https?$/, error: 'Write the whole address, with https://.' })
    .max(500)
    .nullish()
    .default(null),
  tier: z.int(tierRule).min(1, tierRule).max(9, tierRule).default(1),
};

/** A correction of what the register says of a company. All its facts, as they are to stand. */
export const amendmentInput = z.object({
  subprocessorId: recordId,
  ...facts,
  /** As they stood when somebody looked at them to correct them. Left out: nobody did. */
  stood: z.object(facts).optional(),
  reason: text({ label: 'The reason', max: 2000 }),
});
export type AmendmentInput = z.infer<typeof amendmentInput>;

/** The company. Its slug is made from its name where none is given. */
export const companyInput = z.object({
  slug: companySlug.nullish(),
  ...facts,
  category: z.enum(subprocessorCategories, 'Say whether it is infrastructure or serves particular services.'),
  certifications: z
    .array(
      z.object({
        name: line({ label: 'The name of a certification', max: 100 }),
        validTo: civilDate('The last day of a certification').nullable().default(null),
      }),
    )
    .max(50)
    .default([]),
});

const locations = z
  .array(
    z.object({
      country,
      place: line({ label: 'The place', max: 200 }),
      role: z.enum(locationRoles).default('primary'),
    }),
  )
  .min(1, 'Name at least one place where data is processed.')
  .max(50);

/** A third country without a mechanism is kept as `not_stated`, so that the gap shows and is not filled by silence. */
const transfers = z
  .array(
    z.object({
      country,
      mechanism: z
        .enum(transferMechanisms, `Write what the transfer rests on as one of ${transferMechanisms.join(', ')}.`)
        .default('not_stated'),
      detail: optionalLine({ label: 'The detail of a transfer', max: 300 }).transform((detail) => detail ?? undefined),
    }),
  )
  .max(50)
  .default([]);

/** Terms, but for the services: a file names those by slug, a form by id. */
const termsFields = z.object({
  description: text({ label: 'The description', max: 1000 }),
  purpose: text({ label: 'The purpose', max: 1000 }),
  locations,
  customerData: listOf('A category of customer-provided data'),
  platformData: listOf('A category of platform-generated data'),
  dataSubjects: listOf('A group of data subjects'),
  transfers,
  retention: optionalText({ label: 'The retention', max: 1000 }),
  encryption: optionalText({ label: 'The encryption', max: 1000 }),
  keyHolder: optionalLine({ label: 'Who holds the keys', max: 200 }),
});

type TermsFields = z.infer<typeof termsFields>;

function withEveryTransfer<T extends TermsFields>(terms: T): T {
  const stated = terms.transfers.map((transfer) => transfer.country);
  const missing = thirdCountries(terms.locations).filter((outside) => !stated.includes(outside));
  const added = missing.map((outside) => ({ country: outside, mechanism: 'not_stated' as const, detail: undefined }));
  return { ...terms, transfers: [...terms.transfers, ...added] };
}

export const termsInput = termsFields
  .extend({ serviceIds: z.array(z.uuid()).max(100).default([]).transform(distinct) })
  .transform(withEveryTransfer);
export type TermsInput = z.infer<typeof termsInput>;

const filedTerms = termsFields
  .extend({ services: z.array(slug).max(100).default([]).transform(distinct) })
  .transform(withEveryTransfer);

/** So many sub-processors a register names at most. */
export const MOST_ENTRIES = 2000;

/** A register in a file, as it becomes the first policy version. Services that are not known yet are recorded with it. */
export const registerFile = z
  .object({
    note: text({ label: 'The note of the version', max: 2000 }),
    services: z
      .array(
        z.object({ slug, name: line({ label: 'The name of a service', max: 100 }), core: z.boolean().default(false) }),
      )
      .max(500)
      .default([]),
    subprocessors: z
      .array(companyInput.extend({ slug: companySlug, terms: filedTerms }))
      .min(1, 'The register names no sub-processor.')
      .max(MOST_ENTRIES, `A register names ${MOST_ENTRIES.toLocaleString('en-GB')} sub-processors at most.`),
  })
  .superRefine((file, context) => {
    reportRepeated(
      file.services.map((one) => one.slug),
      'services',
      context,
    );
    reportRepeated(
      file.subprocessors.map((one) => one.slug),
      'subprocessors',
      context,
    );
    file.subprocessors.forEach(({ category, terms }, index) => {
      const wrong = wrongServices(category, terms.services);
      if (wrong)
        context.addIssue({ code: 'custom', path: ['subprocessors', index, 'terms', 'services'], message: wrong });
    });
  });
export type RegisterFile = z.infer<typeof registerFile>;
/** As it is written, before it is read. */
export type FiledRegister = z.input<typeof registerFile>;

/** Whether a sub-processor of that category may serve these services; undefined: it may. */
export function wrongServices(category: string, services: readonly string[]): string | undefined {
  if (category === 'infrastructure' && services.length > 0)
    return 'Infrastructure serves all services: name none of them.';
  if (category === 'service_specific' && services.length === 0) return 'Name at least one service that it serves.';
  return undefined;
}

function reportRepeated(slugs: string[], path: string, context: z.RefinementCtx): void {
  slugs.forEach((one, index) => {
    if (slugs.indexOf(one) < index)
      context.addIssue({ code: 'custom', path: [path, index, 'slug'], message: `“${one}” is there twice.` });
  });
}
