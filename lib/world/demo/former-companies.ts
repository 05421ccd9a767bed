import { type DemoCompany, learners } from './companies.ts';

/** Companies that left the register, or never came into it. */
export const halyard: DemoCompany = {
  company: {
    legalName: 'Halyard Relay, Inc.',
    address: '17 Pier Road, Rockland, Maine, United States',
    contact: 'privacy@halyard-relay.example',
    website: 'https://halyard-relay.example',
    category: 'service_specific',
  },
  terms: {
    description: 'Hands notifications over to the mail servers of their recipients.',
    purpose: 'To send reminders and certificates of courses by e-mail.',
    locations: [{ country: 'US', place: 'Rockland, Maine' }],
    customerData: ['E-mail address', 'First name'],
    platformData: ['Time and state of delivery'],
    dataSubjects: learners,
    transfers: [{ country: 'US', mechanism: 'standard_contractual_clauses', detail: 'module 3' }],
    retention: '30 days.',
    encryption: 'TLS in transit where the recipient’s server offers it.',
    keyHolder: 'Halyard Relay, Inc.',
  },
};

export const sundial: DemoCompany = {
  company: {
    legalName: 'Sundial Surveys ApS',
    address: 'Kystgade 14, 8000 Aarhus, Denmark',
    contact: 'privacy@sundial-surveys.example',
    website: 'https://sundial-surveys.example',
    category: 'service_specific',
  },
  terms: {
    description: 'Runs short surveys at the end of a course.',
    purpose: 'To ask learners how useful a course was to them.',
    locations: [{ country: 'DK', place: 'Aarhus' }],
    customerData: ['E-mail address', 'Language'],
    platformData: ['Answers to surveys'],
    dataSubjects: learners,
    retention: 'Answers are kept for 12 months, addresses for 30 days.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Sundial Surveys ApS',
  },
};

export const marrow: DemoCompany = {
  company: {
    legalName: 'Marrow Insight, Inc.',
    address: '88 Alder Row, Portland, Oregon, United States',
    contact: 'privacy@marrow-insight.example',
    website: 'https://marrow-insight.example',
    category: 'service_specific',
  },
  terms: {
    description: 'Scores learners’ answers by a language model.',
    purpose: 'To predict which learners need a further course.',
    locations: [{ country: 'US', place: 'Portland, Oregon' }],
    customerData: ['Employee ID', 'Functional areas', 'Levels of hierarchy', 'Language'],
    platformData: ['Campaign results', 'Answers in courses'],
    dataSubjects: learners,
    transfers: [{ country: 'US', mechanism: 'data_privacy_framework' }],
    retention: '24 months.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Marrow Insight, Inc.',
  },
};
