import { memorandum } from './attachment.ts';
import * as companies from './companies.ts';
import * as former from './former-companies.ts';
import type { Teller } from './teller.ts';

/** Additions of long ago, to which nobody objected. */
export function firstAdditions(tell: Teller) {
  const halyard = tell.publish(345, '09:20', {
    title: 'Halyard Relay will send reminders and certificates',
    reason: 'More and more of our own reminders end among unwanted mail. Halyard Relay knows how to hand them over.',
    note: 'Halyard Relay joins for e-mail simulations and notifications.',
    ...former.halyard,
    services: ['email-simulation'],
    starts: -300,
  });
  tell.accepts(338, '10:10', halyard, 'bank');
  tell.accepts(337, '09:33', halyard, 'hospital');
  tell.reads(341, '11:52', halyard, 'city');
  tell.reads(340, '13:15', halyard, 'school', 'signatory');
  tell.reads(343, '16:01', halyard, 'carrier');
  tell.accepts(333, '15:40', halyard, 'insurer');
  tell.accepts(335, '08:21', halyard, 'manufacturer');

  const sundial = tell.publish(330, '10:04', {
    title: 'Sundial Surveys will ask learners about their courses',
    reason:
      'Our own survey page closes in six weeks. Sundial Surveys takes its place and needs fewer data: an address, a language and the answers.',
    note: 'Sundial Surveys joins for course videos.',
    ...former.sundial,
    services: ['course-videos'],
    starts: -280,
  });
  tell.accepts(320, '09:41', sundial, 'bank');
  tell.accepts(318, '16:20', sundial, 'hospital');
  tell.reads(325, '08:55', sundial, 'city');
  tell.reads(324, '12:30', sundial, 'school', 'signatory');
  tell.accepts(310, '11:12', sundial, 'insurer');

  const corvane = tell.publish(300, '11:30', {
    title: 'Corvane Messaging connects the support desk with WhatsApp',
    reason:
      'WhatsApp gives access to its network through certified companies only. Corvane Messaging is one of them; it opens and closes conversations, and their content stays with us.',
    note: 'Corvane Messaging joins for WhatsApp Support.',
    ...companies.corvane,
    services: ['whatsapp-support'],
    starts: -255,
  });
  tell.accepts(290, '10:15', corvane, 'bank');
  tell.accepts(288, '15:02', corvane, 'hospital');
  tell.reads(292, '09:18', corvane, 'carrier');
  return { halyard, sundial, corvane };
}

/** A sub-processor that takes all subscribers' data: every way in which a case can end. */
export function backups(tell: Teller) {
  const granary = tell.publish(96, '09:12', {
    title: 'Granary Vaults will keep a second copy of the backups',
    reason:
      'If the region in Ireland is lost, we want to restore the platform from a copy that another company holds in another country. The copy is encrypted before it leaves, and the key stays with us.',
    note: 'Granary Vaults joins as infrastructure, for a second copy of the nightly backups.',
    ...companies.granary,
    starts: -50,
  });
  tell.reads(96, '15:40', granary, 'bank');
  tell.reads(94, '10:21', granary, 'city', 'signatory');
  tell.reads(93, '09:07', granary, 'hospital');
  tell.reads(92, '14:33', granary, 'insurer', 'signatory');
  tell.reads(92, '17:25', granary, 'carrier', 'signatory');
  tell.accepts(80, '11:05', granary, 'bank');
  tell.leavesConcern(
    90,
    '18:12',
    granary,
    'charity',
    'Our agreement with you is still with our board. Until it is signed we would like the lists of our volunteers to stay out of the second copy. Please tell us whether that can be done.',
  );
  tell.asks(
    72,
    '10:40',
    granary,
    'insurer',
    'Which company runs the service that holds the key, and in which country? The notice says that Granary Vaults holds none, which is not quite the same.',
  );
  tell.answers(
    71,
    '12:05',
    granary,
    'insurer',
    'The key lies in a hardware module in Ireland that belongs to our own account. Granary Vaults has no access to it, and neither has the company that runs the building.',
  );

  const residency = tell.objects(84, '10:12', granary, 'city', {
    grounds: ['data_residency', 'retention_deletion'],
    text: 'The register of processing that we keep as a public body lists every place where a copy of our staff’s data lies, and when it ends. The notice names Oulu and Luleå without saying which of the two holds our copy, so we can’t complete the entry.\n\nCopies are overwritten after 35 days. A member of staff who asks for erasure gets our answer within one month. If the copy outlives that answer, the answer is not true.',
    actions: [
      'State which of the two sites holds our copy, and write to us 10 days before it moves.',
      'Carry out our deletion requests in the copies within 30 days, and confirm each one.',
    ],
    data: ['Employee ID', 'Profile picture', 'Audit logs'],
  });
  tell.reviews(83, '09:00', residency);
  tell.assesses(82, '11:20', residency, 'data_residency', 'shown');
  tell.assesses(
    82,
    '11:26',
    residency,
    'retention_deletion',
    'shown',
    'The month of Article 12(3) GDPR ends before day 35.',
  );
  tell.decides(74, '16:48', residency, {
    option: 'corrective_action',
    reasons:
      'Both requests follow from duties that you have and we do not, and we can meet both. Your copy will lie in Oulu alone. Deletions will be carried into the copies every night, which serves all subscribers; the confirmation is for you.',
    actions: [
      { owner: 'Platform operations', due: -60 },
      { owner: 'Privacy', due: -45 },
    ],
  });
  tell.completes(
    63,
    '10:30',
    residency,
    1,
    'Letter of today to the head of ICT: the copy lies in Oulu, hall 2. The move of a copy now needs an approval that writes to the subscriber 10 days ahead; the change request is filed under our number 4417.',
  );
  tell.completes(
    47,
    '15:55',
    residency,
    2,
    'Deletions have been carried into the copies for five nights now. The first confirmation, for three accounts, went to the municipality today.',
  );
  tell.disputesAction(
    44,
    '09:35',
    residency,
    2,
    'The confirmation lists three accounts. We asked for four on that day; the fourth is an account that was renamed last year.',
  );
  tell.answers(
    43,
    '11:10',
    granary,
    'city',
    'You are right. The renamed account was deleted in the platform, and its copy kept the former name. It was removed this morning, and the comparison now goes by the account’s number.',
  );

  const rosters = tell.objects(78, '14:26', granary, 'carrier', {
    grounds: ['customer_contract', 'concentration_risk'],
    text: 'Two of our customers run power grids. Their contracts with us list by name every company that may hold the rosters of drivers who enter their sites, and adding one needs their consent. We asked both. One has refused, because the same company already keeps the backups of its own control rooms.',
    data: ['First name', 'Last name', 'Employee ID', 'Groups'],
  });
  tell.reviews(77, '09:20', rosters);
  tell.assesses(76, '10:02', rosters, 'customer_contract', 'shown');
  tell.assesses(76, '10:04', rosters, 'concentration_risk', 'disputed', 'The control rooms are not ours to judge.');
  tell.decides(68, '12:31', rosters, {
    option: 'cease',
    reasons:
      'We can leave your organisation out of the second copy without touching anyone else’s. Your backups stay in the main region alone; if that is lost, your platform will take longer to restore than that of others, up to five working days.',
    ceaseOn: -68,
    dataPlan:
      'The change has not started, so no copy has been made. The job that makes the copies leaves out your tenant from its first run on.',
  });
  tell.statesData(
    49,
    '10:44',
    rosters,
    'nothing_sent',
    'The first copies were made last night. The list of tenants in them was compared with the exclusions: yours is in none of the files.',
  );
  return granary;
}

/** A replacement that nearly all welcomed: an early start, a word taken back, an objection retracted after the close. */
export function mailServers(tell: Teller, { halyard }: ReturnType<typeof firstAdditions>) {
  const brackwater = tell.publish(88, '10:50', {
    kind: 'replacement',
    title: 'Brackwater Mail replaces Halyard Relay for reminders',
    reason:
      'The servers of Halyard Relay stand outside the European Economic Area. Brackwater Mail runs servers for us alone, in Kiel, so the addresses to which we send reminders no longer leave it.',
    note: 'Brackwater Mail replaces Halyard Relay for reminders and certificates.',
    ...companies.brackwater,
    replaces: halyard,
    services: ['email-simulation'],
    starts: -45,
  });
  tell.reads(88, '13:14', brackwater, 'bank');
  tell.accepts(70, '09:30', brackwater, 'bank');
  tell.asksEarlyStart(69, '10:02', brackwater, 'bank');
  tell.accepts(74, '12:47', brackwater, 'hospital');
  tell.reads(87, '11:16', brackwater, 'city');
  tell.reads(80, '08:50', brackwater, 'school', 'signatory');
  tell.accepts(66, '13:22', brackwater, 'school');
  tell.accepts(71, '15:09', brackwater, 'insurer');
  tell.reads(85, '07:58', brackwater, 'manufacturer');
  tell.accepts(81, '16:37', brackwater, 'manufacturer');
  tell.takesBack(77, '09:11', brackwater, 'manufacturer');

  tell.reads(87, '16:45', brackwater, 'carrier', 'signatory');
  const press = tell.objects(62, '17:03', brackwater, 'carrier', {
    grounds: ['breach_history'],
    text: 'A trade paper wrote last year that mailboxes at Brackwater could be read without a password for two days. We find nothing about it in the notice. Before our drivers’ addresses go there we want to know what happened and what was done.',
    actions: ['Give us the report on the incident, or your own account of it.'],
    data: ['E-mail address'],
  });
  tell.reviews(61, '09:44', press);
  tell.answers(
    55,
    '16:20',
    brackwater,
    'carrier',
    'The paper wrote about Brackwater Hosting in another country, which shares a part of its name and nothing else. Brackwater Mail GmbH in Kiel has never run mailboxes: it sends, and receives nothing.',
  );
  tell.retracts(48, '10:19', press);
  return brackwater;
}

/** An addition that the vendor withdrew. */
export function scores(tell: Teller) {
  const marrow = tell.publish(75, '09:58', {
    title: 'Marrow Insight will score answers in courses',
    reason:
      'Reports say who passed a course. Subscribers asked us who is likely to need another one; Marrow Insight computes that from answers and results.',
    note: 'Marrow Insight joins for learning analytics.',
    ...former.marrow,
    services: ['learning-analytics'],
    starts: -25,
  });
  tell.reads(75, '12:40', marrow, 'bank');
  tell.reads(74, '10:33', marrow, 'insurer', 'signatory');
  tell.accepts(65, '14:12', marrow, 'manufacturer');
  const training = tell.objects(68, '11:47', marrow, 'bank', {
    grounds: ['ai_training', 'third_country_transfer'],
    text: 'The notice does not say whether answers are used to train the model, nor whether a score can be explained to the employee whom it is about. Our works council must agree to any system that rates staff, and it has not been asked. The Data Privacy Framework is named, but the list that we consulted today has no entry for this company.',
    actions: [
      'Undertake in writing that no answer is used to train a model.',
      'Leave our organisation out of the scoring.',
    ],
    data: ['Answers in courses', 'Campaign results'],
  });
  tell.reviews(66, '09:15', training);
  const nurses = tell.objects(66, '15:31', marrow, 'hospital', {
    grounds: ['ai_training', 'special_category_data'],
    text: 'Some of our courses ask nurses how they would treat a patient in a given state, and many answer from cases that they have had. Those answers are health data of people who are not even users. A model that has learnt them can’t unlearn them. Our assessment is attached.',
    data: ['Answers in courses'],
    files: memorandum(
      'assessment-of-scoring.pdf',
      'Assessment of the scoring of answers',
      'Kite Health, information governance',
      [
        'We looked at 200 answers to the course on triage. In 31 of them a colleague would recognise the patient, mostly by an unusual injury and a date.',
        'The course tells learners not to describe real cases. They do so nevertheless, and a rule that is not kept is not a safeguard.',
        'Conclusion: answers must not leave the platform. A score by course and ward, computed inside it, would serve the same end.',
      ],
    ),
  });
  tell.reviews(64, '10:00', nurses);
  tell.withdraw(
    58,
    '12:15',
    marrow,
    'Two subscribers objected because answers might be used to train a model. Marrow Insight would not undertake that they are not, so we withdraw the change. Learning analytics stays as it is.',
  );
}

/** A removal opens no window and asks for no answer. */
export function surveysEnd(tell: Teller, { sundial }: ReturnType<typeof firstAdditions>) {
  tell.publish(60, '09:35', {
    kind: 'removal',
    title: 'Sundial Surveys leaves the register',
    reason:
      'Few learners answered the surveys. We end them, and Sundial Surveys deletes addresses and answers within 30 days of the last one.',
    note: 'Sundial Surveys is removed.',
    of: sundial,
    starts: -40,
  });
}
