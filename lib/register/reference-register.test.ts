import { expect, test } from 'vitest';
import { registerFile } from './inputs.ts';
import reference from './reference-register.json' with { type: 'json' };

const everything =
  'First name, Last name, E-mail address, Employee ID, User principal name (UPN), Language, Groups, Functional areas, Levels of hierarchy, Phone number, Profile picture, Status, Role';
const produced = 'Audit logs, Metrics, Campaign results';

/** The two tables of the policy, as its sections 6 and 7 have them: in another hand than the file, and row by row. */
// biome-ignore format: a table is read along its lines
const policy = [
  // group            name                                 where                         data of the customer                                          data of the platform
  ['infrastructure',   'Amazon, Inc.',                      'IE primary',                 everything,                                                   produced],
  ['infrastructure',   'Heroku',                            'IE primary',                 everything,                                                   produced],
  ['infrastructure',   'Papertrail',                        'IE primary',                 'First name, Last name, E-mail address, IP address, Browser information, Log entries', ''],
  ['service_specific', 'Email Server (HostGator and iPlan)', 'US primary, AR secondary',  'E-mail address',                                             ''],
  ['service_specific', 'Google',                            'ZZ primary',                 'First name, Last name, E-mail address, Language, Status',    ''],
  ['service_specific', 'Microsoft Azure AD',                'ZZ primary',                 'First name, Last name, E-mail address, Employee ID, User principal name (UPN), Language, Groups, Status', ''],
  ['service_specific', 'Auth0',                             'DE primary, IE secondary',   'First name, Last name, E-mail address, Status',              ''],
];

test('the reference register has what the policy’s tables have, and states what they do not as not stated', () => {
  const { subprocessors } = registerFile.parse(reference);
  expect(
    subprocessors.map(({ category, legalName, terms }) => [
      category,
      legalName,
      terms.locations.map(({ country, role }) => `${country} ${role}`).join(', '),
      terms.customerData.join(', '),
      terms.platformData.join(', '),
    ]),
  ).toEqual(policy);
  for (const { terms } of subprocessors) {
    expect(terms).toMatchObject({ retention: null, encryption: null, keyHolder: null, dataSubjects: [] });
    expect(terms.transfers.every(({ mechanism }) => mechanism === 'not_stated')).toBe(true);
    expect(terms.description && terms.purpose).toBeTruthy();
  }
  const outside = subprocessors.flatMap(({ slug, terms }) =>
    terms.transfers.map(({ country }) => `${slug} ${country}`),
  );
  expect(outside).toEqual(['email-server US', 'email-server AR']);
});
