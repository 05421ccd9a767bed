import { z } from 'zod';
import { authorisationModes, countingRules, membershipRights, vendorRoles } from '#db/schema/vocabulary.ts';
import { civilDate, instantWithOffset, recordId } from '#lib/command/inputs.ts';
import { line, optionalLine } from '#lib/command/text.ts';

/** ISO 3166-1 alpha-2, as `ES`. Whether there is such a country, and a calendar for it, the command finds out. */
const asCountry = 'Write the country as its two capital letters: ES for Spain.';
const country = z
  .string(asCountry)
  .regex(/^[A-Z]{2}$/, { error: ({ input }) => (input === '' ? 'The country is missing.' : asCountry) });
/** A part of a country as the calendar knows it, as `MD` for Madrid. */
const region = z
  .string()
  .regex(/^[A-Z0-9]{1,5}(-[A-Z0-9]{1,5})*$/, 'Write the region as the holiday calendar names it: MD for Madrid.')
  .nullable()
  .default(null);
const email = z
  .email('This is not an e-mail address.')
  .max(254)
  .transform((address) => address.toLowerCase());

/** Longer than any DPA grants, so that a slip of the keyboard shows. */
const days = (label: string) =>
  z.int(`${label} is a whole number of days.`).min(1, `${label} is at least one day.`).max(3650);

export const closureInput = z.object({
  day: civilDate('The day of a closure'),
  name: line({ label: 'The name of a closure', max: 100 }),
});

export const vendorInput = z.object({
  legalName: line({ label: 'The legal name', max: 200 }),
  privacyContact: email,
  /** An IANA zone, whose civil days all windows are counted in. */
  zone: z.string().min(1, 'The time zone is missing: Europe/Madrid, for example.'),
  country,
  region,
  defaultLength: days('The default window').default(30),
  /** Null: no target of our own is shown. */
  responseTargetDays: days('The response target').nullable().default(30),
  /** Days before a close on which a notice without an answer is brought to mind. Left out: as it was. */
  reminderDays: z
    .array(days('A reminder').max(60, 'A reminder comes at most 60 days before the close.'))
    .max(5, 'Five reminders are the most.')
    .transform((given) => [...new Set(given)].sort((one, other) => other - one))
    .optional(),
  /** The colour of links and buttons; null: Demur's own. Left out: as it was. */
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'Write the colour as # and six digits or letters: #1f3a8a.')
    .transform((colour) => colour.toLowerCase())
    .nullable()
    .optional(),
  /** A second privacy admin approves each publication. Left out: as it was. */
  fourEyes: z.boolean().optional(),
  /** Added to those known. */
  closures: z.array(closureInput).default([]),
  /** `seen` of the settings as they were shown to whoever changes them. Left out: nobody looked. */
  seen: z.string().optional(),
  /** Shows the demo accounts on the sign-in page; a script's only. Left out: as it was. */
  demo: z.boolean().optional(),
});

export const closureDay = z.object({ day: civilDate('The day of a closure') });

export const logoInput = z.object({
  /** Null takes the picture away. */
  content: z
    .instanceof(Buffer)
    .refine((bytes) => bytes.length <= LOGO_LIMIT, 'The picture has more than 200 kB. Save it smaller.')
    .nullable(),
});

/** Bytes that the vendor's picture may have. */
export const LOGO_LIMIT = 204_800;

export const serviceInput = z.object({
  name: line({ label: 'The name of the service', max: 100 }),
  /** Used by every subscriber, without being taken up. */
  core: z.boolean().default(false),
});

export const profileInput = z
  .object({
    name: line({ label: 'The name of the profile', max: 100 }),
    length: days('The length of the window'),
    unit: z.enum(['calendar', 'working']).default('calendar'),
    rule: z.enum(countingRules, 'Choose one of the counting rules.').default('eu-1182-71'),
    /** The subscriber's own holidays beside the vendor's. */
    country: country.nullable().default(null),
    region,
    objectionClause: line({ label: 'The objection clause', max: 100 }),
    terminationClause: optionalLine({ label: 'The termination clause', max: 100 }),
    emergencyClause: optionalLine({ label: 'The emergency clause', max: 100 }),
    authorisation: z.enum(authorisationModes).default('general'),
    noticeRequired: z.boolean().default(false),
    standstill: z.boolean().default(true),
    incorporatesScc: z.boolean().default(false),
  })
  .refine(({ rule, unit }) => rule !== 'calendar-days' || unit === 'calendar', {
    path: ['unit'],
    error: 'The rule calendar-days counts calendar days only.',
  })
  .refine(({ rule, unit }) => rule !== 'working-days' || unit === 'working', {
    path: ['unit'],
    error: 'The rule working-days counts working days only.',
  })
  .refine(({ country: of, region: part }) => of !== null || part === null, {
    path: ['region'],
    error: 'A region needs its country.',
  });

export const subscriberInput = z.object({ name: line({ label: 'The name of the subscriber', max: 200 }), country });

export const subscriberChange = subscriberInput.extend({ subscriberId: recordId });

export const dpaInput = z.object({
  subscriberId: recordId,
  /** Null: the terms of the policy, with the window that the settings name. */
  profileId: recordId.nullable().default(null),
  reference: line({ label: 'The reference of the DPA', max: 100 }),
  version: line({ label: 'The version of the DPA', max: 100 }),
  executedAt: instantWithOffset('The instant of execution'),
  /** The policy version agreed with it; null: the one in force when it was executed. */
  agreedVersion: z.int().min(1).nullable().default(null),
});

export const dpaEnd = z.object({ dpaId: recordId });

export const takeUpInput = z.object({
  subscriberId: recordId,
  serviceId: recordId,
  /** A critical or important function under DORA for this subscriber. */
  dora: z.boolean().default(false),
  /** On whose word the vendor switches it on: a reference to it, or who said so and when. */
  instruction: optionalLine({ label: 'The instruction', max: 300 }),
});

export const dropInput = z.object({ subscriberId: recordId, serviceId: recordId });

export const rightInput = z.object({
  subscriberId: recordId,
  userId: recordId,
  right: z.enum(membershipRights, 'Choose one of the two rights.'),
});

export const membershipEnd = z.object({ membershipId: recordId });

/** What changes of a user of a subscriber's; what is left out stays. */
export const userChange = z.object({
  userId: recordId,
  name: line({ label: 'The name of the user', max: 200 }).optional(),
  passwordHash: z.string().startsWith('$argon2id$').optional(),
});

/** A user is of the vendor or of one subscriber. The password comes hashed: it never reaches the corridor. */
export const userInput = z
  .object({
    email,
    name: line({ label: 'The name of the user', max: 200 }),
    passwordHash: z.string().startsWith('$argon2id$').nullable().default(null),
    vendorRole: z.enum(vendorRoles).nullable().default(null),
    membership: z
      .object({ subscriberId: recordId, right: z.enum(membershipRights) })
      .nullable()
      .default(null),
  })
  .refine(({ vendorRole, membership }) => (vendorRole === null) !== (membership === null), {
    path: ['vendorRole'],
    error: 'A user is either of the vendor, with a role, or of one subscriber, with a right.',
  });
