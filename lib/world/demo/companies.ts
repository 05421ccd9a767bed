import type { z } from 'zod';
import type { SubprocessorCategory } from '#db/schema/vocabulary.ts';
import type { termsInput } from '#lib/register/inputs.ts';

/** Invented companies, each as it joins the register. A certification's end is a number of days from today. */
export interface DemoCompany {
  company: {
    legalName: string;
    group?: string;
    address: string;
    contact: string;
    website: string;
    category: SubprocessorCategory;
    certifications?: { name: string; validForDays: number }[];
  };
  terms: Omit<z.input<typeof termsInput>, 'serviceIds'>;
}

export const learners = ['Employees and others whom the subscriber trains'];

const everything =
  'First name, Last name, E-mail address, Employee ID, User principal name (UPN), Language, Groups, Functional areas, Levels of hierarchy, Phone number, Profile picture, Status, Role'.split(
    ', ',
  );

export const corvane: DemoCompany = {
  company: {
    legalName: 'Corvane Messaging B.V.',
    group: 'Corvane',
    address: 'Wijnkade 220, 3011 Rotterdam, Netherlands',
    contact: 'dpo@corvane.example',
    website: 'https://corvane.example',
    category: 'service_specific',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 412 }],
  },
  terms: {
    description: 'Connects the support desk with WhatsApp.',
    purpose: 'To open a support conversation with a learner over WhatsApp and to close it.',
    locations: [
      { country: 'NL', place: 'Rotterdam' },
      { country: 'DE', place: 'Düsseldorf', role: 'secondary' },
    ],
    customerData: ['First name', 'Last name', 'Phone number'],
    platformData: ['Time and state of conversations'],
    dataSubjects: learners,
    retention: '90 days after a conversation is closed.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Corvane Messaging B.V.',
  },
};

/** Until then it only opened and closed conversations; their content stayed with the vendor. */
export const corvaneWithMessages: DemoCompany['terms'] = {
  ...corvane.terms,
  description: 'Carries the messages between the support desk and WhatsApp.',
  purpose: 'To carry support conversations over WhatsApp, with their messages and attachments.',
  customerData: ['First name', 'Last name', 'Phone number', 'Message text', 'Attachments to messages'],
  platformData: ['Time and state of conversations', 'Language of messages'],
  retention: 'Messages and attachments: 30 days after a conversation is closed. The rest: 90 days.',
};

export const granary: DemoCompany = {
  company: {
    legalName: 'Granary Vaults Oy',
    address: 'Satamakuja 3, 90100 Oulu, Finland',
    contact: 'privacy@granary-vaults.example',
    website: 'https://granary-vaults.example',
    category: 'infrastructure',
    certifications: [
      { name: 'ISO/IEC 27001', validForDays: 233 },
      { name: 'SOC 2 Type II', validForDays: 96 },
    ],
  },
  terms: {
    description: 'Keeps a second, encrypted copy of the nightly backups.',
    purpose: 'To be able to restore the platform when the main region is lost.',
    locations: [
      { country: 'FI', place: 'Oulu' },
      { country: 'SE', place: 'Luleå', role: 'secondary' },
    ],
    customerData: everything,
    platformData: ['Audit logs', 'Metrics', 'Campaign results'],
    dataSubjects: learners,
    retention: '35 days, then overwritten.',
    encryption: 'AES-256 before the copy leaves the platform.',
    keyHolder: 'Tramontana Learning, S.L.; Granary Vaults holds no key',
  },
};

export const brackwater: DemoCompany = {
  company: {
    legalName: 'Brackwater Mail GmbH',
    address: 'Kaistieg 9, 24103 Kiel, Germany',
    contact: 'datenschutz@brackwater.example',
    website: 'https://brackwater.example',
    category: 'service_specific',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 301 }],
  },
  terms: {
    description: 'Servers that send notifications by e-mail, run for the vendor alone.',
    purpose: 'To send reminders and certificates of courses by e-mail.',
    locations: [{ country: 'DE', place: 'Kiel' }],
    customerData: ['E-mail address'],
    platformData: ['Time and state of delivery'],
    dataSubjects: learners,
    retention: 'Addresses: until the mail is handed over, 5 days at most. Delivery records: 30 days.',
    encryption: 'TLS in transit where the recipient’s server offers it; disks encrypted with AES-256.',
    keyHolder: 'Brackwater Mail GmbH',
  },
};

export const brackwaterWithStandby: DemoCompany['terms'] = {
  ...brackwater.terms,
  locations: [
    { country: 'DE', place: 'Kiel' },
    { country: 'GB', place: 'Leeds, standby while Kiel is down', role: 'secondary' },
  ],
  transfers: [{ country: 'GB', mechanism: 'adequacy_decision' }],
};

export const lanternfish: DemoCompany = {
  company: {
    legalName: 'Lanternfish Captions, Lda.',
    address: 'Rua do Cais 51, 3000 Coimbra, Portugal',
    contact: 'privacidade@lanternfish.example',
    website: 'https://lanternfish.example',
    category: 'service_specific',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 29 }],
  },
  terms: {
    description: 'Writes and times the captions of course videos.',
    purpose: 'To caption the videos that a subscriber uploads for its own courses.',
    locations: [{ country: 'PT', place: 'Coimbra' }],
    customerData: ['Sound and picture of uploaded videos', 'Names spoken or shown in them'],
    platformData: ['Language of the course'],
    dataSubjects: ['Employees who appear in the subscriber’s own videos'],
    retention: 'Until the captions are accepted, 60 days at most.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Lanternfish Captions, Lda.',
  },
};

export const lanternfishTranslating: DemoCompany['terms'] = {
  ...lanternfish.terms,
  description: 'Writes, times and translates the captions of course videos.',
  purpose: 'To caption the videos that a subscriber uploads for its own courses, and to translate the captions.',
};

export const stagehand: DemoCompany = {
  company: {
    legalName: 'Stagehand Live, Inc.',
    address: '400 Lakefront Avenue, Duluth, Minnesota, United States',
    contact: 'privacy@stagehand-live.example',
    website: 'https://stagehand-live.example',
    category: 'service_specific',
    certifications: [{ name: 'SOC 2 Type II', validForDays: 148 }],
  },
  terms: {
    description: 'Hosts live webinars and their recordings.',
    purpose: 'To let learners attend a webinar, ask questions in it and watch it later.',
    locations: [{ country: 'US', place: 'Duluth, Minnesota' }],
    customerData: ['First name', 'Last name', 'E-mail address', 'Questions asked in a webinar'],
    platformData: ['Attendance'],
    dataSubjects: learners,
    transfers: [
      { country: 'US', mechanism: 'standard_contractual_clauses', detail: 'module 3, processor to processor' },
    ],
    retention: 'Recordings: 6 months. Attendance: 30 days.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Stagehand Live, Inc.',
  },
};

export const ostler: DemoCompany = {
  company: {
    legalName: 'Ostler Analytics SAS',
    address: '12 quai des Lices, 35000 Rennes, France',
    contact: 'dpd@ostler.example',
    website: 'https://ostler.example',
    category: 'service_specific',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 187 }],
  },
  terms: {
    description: 'A database for reports on training results.',
    purpose: 'To compute reports on results by team and by campaign.',
    locations: [
      { country: 'FR', place: 'Rennes' },
      { country: 'CA', place: 'Halifax, support engineers outside office hours', role: 'secondary' },
    ],
    customerData: ['Employee ID', 'Functional areas', 'Groups'],
    platformData: ['Campaign results', 'Metrics'],
    dataSubjects: learners,
    transfers: [{ country: 'CA', mechanism: 'adequacy_decision', detail: 'commercial organisations' }],
    retention: '13 months, then by month and team only.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Tramontana Learning, S.L., in a key service in Ireland',
  },
};

export const plinth: DemoCompany = {
  company: {
    legalName: 'Plinth Text OÜ',
    address: 'Sadama põik 6, 10111 Tallinn, Estonia',
    contact: 'privacy@plinth-text.example',
    website: 'https://plinth-text.example',
    category: 'service_specific',
  },
  terms: {
    description: 'Sends text messages to mobile phones.',
    purpose: 'To send the text messages of simulations to learners’ phones.',
    locations: [{ country: 'EE', place: 'Tallinn' }],
    customerData: ['Phone number', 'Language'],
    platformData: ['Time and state of delivery'],
    dataSubjects: learners,
    retention: '14 days.',
    encryption: 'TLS 1.3 up to the network of the mobile operator, none beyond it.',
    keyHolder: 'Plinth Text OÜ',
  },
};

/** As it was published first, by mistake. */
export const plinthMisplaced: DemoCompany['terms'] = {
  ...plinth.terms,
  locations: [{ country: 'LV', place: 'Riga' }],
};

export const fieldstone: DemoCompany = {
  company: {
    legalName: 'Fieldstone Delivery Ltd',
    address: '3 Canal Bank, Galway, Ireland',
    contact: 'privacy@fieldstone.example',
    website: 'https://fieldstone.example',
    category: 'infrastructure',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 540 }],
  },
  terms: {
    description: 'A network that delivers pages, pictures and videos from near the user.',
    purpose: 'To keep the platform quick for learners far from Ireland.',
    locations: [
      { country: 'IE', place: 'Galway' },
      { country: 'PL', place: 'Wrocław', role: 'secondary' },
      { country: 'ES', place: 'Zaragoza', role: 'secondary' },
    ],
    customerData: ['IP address', 'Browser information'],
    platformData: ['Log entries'],
    dataSubjects: learners,
    retention: 'Log entries: 7 days.',
    encryption: 'TLS 1.3 in transit; nothing of an account is kept on its disks.',
    keyHolder: 'Tramontana Learning, S.L. issues the certificates, valid for 14 days',
  },
};

/** Whoever takes over from a host that gives notice must be ready within days. */
export const linnet: DemoCompany = {
  company: {
    legalName: 'Linnet Post GmbH',
    address: 'Hafenweg 11, 48155 Münster, Germany',
    contact: 'datenschutz@linnet-post.example',
    website: 'https://linnet-post.example',
    category: 'service_specific',
    certifications: [{ name: 'ISO/IEC 27001', validForDays: 301 }],
  },
  terms: {
    description: 'Sends the e-mails of simulations.',
    purpose: 'To send the e-mails of phishing and ransomware simulations.',
    locations: [
      { country: 'DE', place: 'Münster' },
      { country: 'AT', place: 'Linz', role: 'secondary' },
    ],
    customerData: ['First name', 'Last name', 'E-mail address', 'Language'],
    platformData: ['Time and state of delivery'],
    dataSubjects: learners,
    retention: '7 days.',
    encryption: 'TLS 1.3 in transit, AES-256 at rest.',
    keyHolder: 'Tramontana Learning, S.L.',
  },
};
