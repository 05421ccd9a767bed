import type { z } from 'zod';
import type { MembershipRight } from '#db/schema/vocabulary.ts';
import type { profileInput } from '#lib/parties/inputs.ts';

/** Whoever signs in: the accounts of the sign-in page among them, all with the same password. */
export interface DemoUser {
  email: string;
  name: string;
}

export const vendor = {
  legalName: 'Tramontana Learning, S.L.',
  privacyContact: 'privacy@vendor.example',
  zone: 'Europe/Madrid',
  country: 'ES',
  region: 'MD',
};

/** The vendor is closed on the last days of two weeks that its public holidays leave open. */
export const closedDays = [
  { monthDay: '12-24', name: 'Closed on Christmas Eve' },
  { monthDay: '12-31', name: 'Closed on New Year’s Eve' },
] as const;

export const privacyAdmin: DemoUser = { email: 'privacy.admin@vendor.example', name: 'Nerea Olazo' };
export const legalCounsel: DemoUser = { email: 'legal@vendor.example', name: 'Hugo Bermell' };

/** Services that the reference register does not know; it brings its own. */
export const furtherServices = ['Course videos', 'Text-message simulations', 'Learning analytics', 'Live webinars'];

/** As they are called in an address. */
export type ServiceSlug =
  | 'email-simulation'
  | 'google-sign-in'
  | 'microsoft-directory'
  | 'auth0-sign-in'
  | 'whatsapp-support'
  | 'course-videos'
  | 'text-message-simulations'
  | 'learning-analytics'
  | 'live-webinars';

/** One for each way in which a DPA can differ from the policy's own terms. */
export const profiles = {
  standard: {
    name: 'Standard DPA, 30 days',
    length: 30,
    objectionClause: 'clause 6.3',
    terminationClause: 'clause 14.2',
    emergencyClause: 'clause 6.5',
  },
  german: {
    name: 'Standard DPA, 30 days, with the holidays of Baden-Württemberg',
    length: 30,
    country: 'DE',
    region: 'BW',
    objectionClause: 'clause 6.3',
    terminationClause: 'clause 14.2',
  },
  health: {
    name: 'Health care DPA, 30 calendar days, standard contractual clauses',
    length: 30,
    rule: 'calendar-days',
    objectionClause: 'clause 7.4',
    terminationClause: 'clause 16',
    incorporatesScc: true,
  },
  publicBody: {
    name: 'Public body DPA, 14 working days',
    length: 14,
    unit: 'working',
    rule: 'working-days',
    country: 'BE',
    objectionClause: 'article 9, paragraph 2',
    terminationClause: 'article 21',
  },
  education: {
    name: 'Education DPA, notice must be shown',
    length: 30,
    objectionClause: 'clause 5.2',
    terminationClause: 'clause 11.1',
    noticeRequired: true,
  },
  transport: {
    name: 'Transport DPA, without standstill',
    length: 30,
    objectionClause: 'clause 6.3',
    terminationClause: 'clause 14.2',
    emergencyClause: 'clause 6.6',
    standstill: false,
  },
  insurance: {
    name: 'Insurance DPA, specific authorisation',
    length: 30,
    rule: 'calendar-days',
    objectionClause: 'clause 8.1',
    terminationClause: 'clause 19.3',
    authorisation: 'specific',
    incorporatesScc: true,
  },
} satisfies Record<string, z.input<typeof profileInput>>;

export interface DemoSubscriber {
  name: string;
  country: string;
  services: readonly ServiceSlug[];
  /** The service that is a critical or important function under DORA for it. */
  dora?: ServiceSlug;
  /** None: negotiated, and not executed yet. */
  dpa?: { profile: keyof typeof profiles; reference: string; version: string; executedDaysAgo: number };
  people: Record<MembershipRight, DemoUser & { capacity: string }>;
}

export const subscribers = {
  bank: {
    name: 'Aurora Bank',
    country: 'ES',
    services: [
      'email-simulation',
      'microsoft-directory',
      'whatsapp-support',
      'course-videos',
      'text-message-simulations',
      'learning-analytics',
      'live-webinars',
    ],
    dora: 'whatsapp-support',
    dpa: { profile: 'standard', reference: 'DPA 24-118', version: '3.1', executedDaysAgo: 388 },
    people: {
      signatory: { email: 'dpo@aurora-bank.example', name: 'Elena Vidarte', capacity: 'Data protection officer' },
      contact: { email: 'contact@aurora-bank.example', name: 'Marc Solduga', capacity: 'Third-party risk' },
    },
  },
  hospital: {
    name: 'Kite Health',
    country: 'IE',
    services: [
      'email-simulation',
      'auth0-sign-in',
      'whatsapp-support',
      'course-videos',
      'learning-analytics',
      'live-webinars',
    ],
    dpa: { profile: 'health', reference: 'DPA 24-141', version: '3.1', executedDaysAgo: 381 },
    people: {
      signatory: { email: 'dpo@kite-health.example', name: 'Aoife Tarrant', capacity: 'Data protection officer' },
      contact: { email: 'privacy@kite-health.example', name: 'Ronan Keady', capacity: 'Information governance' },
    },
  },
  city: {
    name: 'Municipality of Arden',
    country: 'BE',
    services: ['email-simulation', 'google-sign-in', 'course-videos'],
    dpa: { profile: 'publicBody', reference: 'BC 2024/77', version: '2.0', executedDaysAgo: 377 },
    people: {
      signatory: { email: 'dpo@arden.example', name: 'Lotte Verhulsel', capacity: 'Data protection officer' },
      contact: { email: 'ict@arden.example', name: 'Bram Oostkamp', capacity: 'Head of ICT' },
    },
  },
  school: {
    name: 'Hollybrook Schools',
    country: 'IE',
    services: ['email-simulation', 'google-sign-in', 'course-videos', 'live-webinars'],
    dpa: { profile: 'education', reference: 'DPA 25-009', version: '3.1', executedDaysAgo: 372 },
    people: {
      signatory: { email: 'data@bounces.example', name: 'Maeve Gorrick', capacity: 'Head of data' },
      contact: { email: 'office@bounces.example', name: 'Cillian Strade', capacity: 'School office' },
    },
  },
  carrier: {
    name: 'Tarn & Veld Logistics',
    country: 'NL',
    services: ['email-simulation', 'microsoft-directory', 'whatsapp-support', 'text-message-simulations'],
    dpa: { profile: 'transport', reference: 'DPA 25-022', version: '3.1', executedDaysAgo: 368 },
    people: {
      signatory: { email: 'privacy@tarn-veld.example', name: 'Joost Terwolde', capacity: 'Compliance manager' },
      contact: { email: 'it@tarn-veld.example', name: 'Anouk Brielsma', capacity: 'Security operations' },
    },
  },
  insurer: {
    name: 'Quillon Mutual',
    country: 'FR',
    services: ['email-simulation', 'auth0-sign-in', 'course-videos', 'learning-analytics', 'live-webinars'],
    dpa: { profile: 'insurance', reference: 'QM-2025-311', version: '1.4', executedDaysAgo: 361 },
    people: {
      signatory: { email: 'dpo@quillon.example', name: 'Solène Maurevert', capacity: 'Data protection officer' },
      contact: { email: 'achats@quillon.example', name: 'Bastien Courlac', capacity: 'Procurement' },
    },
  },
  manufacturer: {
    name: 'Brennick Works',
    country: 'DE',
    services: ['email-simulation', 'microsoft-directory', 'learning-analytics'],
    dpa: { profile: 'german', reference: 'AVV 2025-14', version: '3.1', executedDaysAgo: 355 },
    people: {
      signatory: {
        email: 'datenschutz@brennick.example',
        name: 'Friederike Althoven',
        capacity: 'Data protection officer',
      },
      contact: { email: 'einkauf@brennick.example', name: 'Malte Sievering', capacity: 'Purchasing' },
    },
  },
  charity: {
    name: 'Open Shore Relief',
    country: 'PT',
    services: ['email-simulation', 'google-sign-in'],
    people: {
      signatory: { email: 'direction@open-shore.example', name: 'Teresa Valmourão', capacity: 'Director' },
      contact: { email: 'it@open-shore.example', name: 'Rui Sant’Elmo', capacity: 'Volunteer, IT' },
    },
  },
} satisfies Record<string, DemoSubscriber>;

export type SubscriberName = keyof typeof subscribers;
