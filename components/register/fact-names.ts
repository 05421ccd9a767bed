import type { CompanyFact } from '#lib/register/register.ts';

/** Each fact of a company as its reader knows it. */
export const FACT_NAME: Record<CompanyFact | 'certifications', string> = {
  legalName: 'Legal name',
  group: 'Group',
  address: 'Registered address',
  contact: 'Contact',
  website: 'Website',
  tier: 'Place in the chain',
  certifications: 'Certifications',
};
