import * as companies from './companies.ts';
import type { Teller } from './teller.ts';

/** Live webinars: a window that closed yesterday, and services withdrawn by agreement and by decision. */
export function webinars(tell: Teller) {
  const stagehand = tell.publish(31, '11:02', {
    title: 'Stagehand Live will host live webinars',
    reason:
      'Our own server holds 200 attendees, and half of the webinars of last year were full. Stagehand Live holds 5,000 and keeps the recordings.',
    note: 'Stagehand Live joins for live webinars.',
    ...companies.stagehand,
    services: ['live-webinars'],
    starts: 10,
  });
  tell.reads(31, '15:27', stagehand, 'bank');
  tell.reads(30, '10:40', stagehand, 'hospital');
  tell.reads(29, '14:52', stagehand, 'insurer', 'signatory');
  tell.reads(28, '09:05', stagehand, 'school', 'signatory');

  const dealers = tell.objects(26, '12:33', stagehand, 'bank', {
    grounds: ['third_country_transfer', 'government_access'],
    text: 'Questions asked in our webinars have named products before they were announced. Under the law of the place where Stagehand Live processes them, they could be demanded from it without our knowing. Standard contractual clauses bind the company; they do not bind an authority, and the notice names no further measure.',
    actions: ['Process our webinars within the European Economic Area.'],
    data: ['Questions asked in a webinar', 'Attendance'],
    services: ['live-webinars'],
  });
  tell.reviews(25, '09:22', dealers);
  tell.assesses(24, '10:50', dealers, 'government_access', 'shown');
  tell.proposes(21, '15:45', dealers, {
    option: 'feature_withdrawal',
    reasons:
      'Stagehand Live opens a site in Vienna in about two months, and we move all subscribers there. Until then we would rather not hold webinars for you than hold them where you do not want them. Recordings of past ones stay with us and can be watched.',
    answerBy: -11,
    services: ['live-webinars'],
    until: 45,
  });
  tell.answersProposal(18, '10:08', dealers, 'accepted');

  const assemblies = tell.objects(20, '13:41', stagehand, 'school', {
    grounds: ['childrens_data', 'third_country_transfer'],
    text: 'Our webinars are assemblies: older pupils attend them, ask questions by name, and are recorded. No parent has agreed to a recording in another continent, and we would not ask for it.',
    actions: ['Keep webinars on your own server for schools.'],
    data: ['First name', 'Last name', 'Questions asked in a webinar'],
    services: ['live-webinars'],
  });
  tell.reviews(19, '09:50', assemblies);
  tell.assesses(18, '11:14', assemblies, 'childrens_data', 'shown');
  tell.decides(13, '16:25', assemblies, {
    option: 'feature_withdrawal',
    reasons:
      'Our own server is switched off when Stagehand Live starts, and we can’t keep it for three schools. Live webinars therefore end for your organisation on the day of the start. Your recordings are handed over as files before that, and the fee for the rest of the year is returned.',
    services: ['live-webinars'],
  });
  tell.disagrees(
    11,
    '10:31',
    assemblies,
    'The server has been paid for by schools like ours for six years. Ending the service is the one answer that we had asked you not to give. We keep our other rights.',
  );
}

/** Reports: a window that closes today. */
export function reports(tell: Teller) {
  const ostler = tell.publish(30, '09:44', {
    title: 'Ostler Analytics will compute the reports',
    reason:
      'Reports over several years take hours in the platform’s own database. Ostler Analytics computes them in minutes, from numbers of employees and without their names.',
    note: 'Ostler Analytics joins for learning analytics.',
    ...companies.ostler,
    services: ['learning-analytics'],
    starts: 12,
  });
  tell.reads(30, '12:19', ostler, 'bank');
  tell.reads(29, '09:52', ostler, 'hospital');
  tell.reads(27, '16:08', ostler, 'insurer', 'signatory');
  tell.reads(26, '08:37', ostler, 'manufacturer');

  const engineers = tell.objects(22, '15:20', ostler, 'bank', {
    grounds: ['data_residency', 'sector_regulation'],
    text: 'Engineers in Halifax can reach the database outside office hours. For our supervisor that is processing outside the Union, whatever the adequacy decision says, and it has to be in our register of ICT arrangements with the hours and the number of people.',
    actions: [
      'Let only engineers within the European Economic Area reach our data.',
      'Give us a monthly list of accesses by support engineers.',
    ],
    data: ['Employee ID', 'Campaign results'],
    services: ['learning-analytics'],
  });
  tell.reviews(21, '09:17', engineers);
  tell.assesses(20, '10:29', engineers, 'data_residency', 'shown');
  tell.assesses(
    20,
    '10:31',
    engineers,
    'sector_regulation',
    'shown',
    'Commission Implementing Regulation (EU) 2024/2956.',
  );
  tell.proposes(4, '16:55', engineers, {
    option: 'corrective_action',
    reasons:
      'Ostler Analytics has no engineers in Europe at night. It can lock your data for those in Halifax unless you open them for a single case, and list every opening. At night a fault in your reports would then wait until the morning.',
    answerBy: 6,
    actions: [
      {
        answers: 1,
        text: 'Lock the bank’s data for engineers in Halifax. Only the bank opens them, for one case and four hours.',
        owner: 'Reporting team',
        due: 11,
      },
      { answers: 2, text: 'Send a monthly list of accesses by support engineers.', owner: 'Privacy', due: 30 },
    ],
  });

  const hours = tell.objects(17, '11:55', ostler, 'insurer', {
    grounds: ['third_country_transfer'],
    text: 'Health insurance falls under a decree that keeps certain data in France. We object until it is clear whether results of training are among them.',
    actions: ['Confirm that only results of training are sent.'],
  });
  tell.answers(
    15,
    '09:38',
    ostler,
    'insurer',
    'Only results of training are sent, with the number and the team of the employee. Nothing about insured persons is on the platform at all.',
  );
  tell.retracts(9, '14:14', hours);

  tell.objects(3, '10:46', ostler, 'manufacturer', {
    grounds: ['chain_opacity', 'concentration_risk'],
    text: 'The notice does not name the company in whose data centre in Rennes the database runs. If it is the one that we think it is, three of our suppliers depend on it already, and a failure there would stop more than reports.',
    actions: ['Name the companies below Ostler Analytics.'],
    data: ['Campaign results'],
  });
}

/** Text messages: a mistake put right, a window of its own for who came later, and an extended one. */
export function textMessages(tell: Teller) {
  const misplaced = tell.publish(21, '10:11', {
    title: 'Plinth Text will send text messages from Riga',
    reason: 'Subscribers asked for simulations by text message. Plinth Text sends them.',
    note: 'Plinth Text joins for text-message simulations.',
    company: companies.plinth.company,
    terms: companies.plinthMisplaced,
    services: ['text-message-simulations'],
    starts: 43,
  });
  tell.reads(20, '09:28', misplaced, 'bank');
  tell.objects(20, '16:39', misplaced, 'bank', {
    grounds: ['security_measures', 'certification'],
    text: 'The notice lists no certification, and says that messages are not encrypted beyond the network of the operator. A simulated message is a forged one: it names the bank, and teaches whoever reads it on the way what our real ones look like. We want to see how Plinth Text keeps templates, and who may send in our name.',
    actions: [
      'Give us a report of an independent test of the security of Plinth Text.',
      'Bind the sender’s name of the bank to our account alone.',
    ],
    data: ['Phone number'],
    services: ['text-message-simulations'],
  });
  const plinth = tell.publish(19, '12:36', {
    title: 'Plinth Text will send text messages from Tallinn',
    reason:
      'Subscribers asked for simulations by text message. Plinth Text sends them. This takes the place of the notice of two days ago, which named Riga: that is the company’s postal address and no place of processing.',
    note: 'Corrects the place of processing of Plinth Text.',
    of: misplaced,
    terms: companies.plinth.terms,
    services: ['text-message-simulations'],
    supersedes: misplaced,
    starts: 45,
  });
  tell.reads(18, '10:03', plinth, 'bank');
  tell.reads(17, '13:48', plinth, 'carrier', 'signatory');
  tell.takesUp(
    10,
    '11:45',
    'manufacturer',
    'text-message-simulations',
    'Change request 25-31 of Purchasing, with the authorisation of the data protection officer',
  );
  tell.asksMoreTime(
    8,
    '15:33',
    plinth,
    'carrier',
    'Drivers’ private numbers are on the platform because they asked for it. We need to ask them again, and half of them are on the road. Ten more days would be enough.',
  );
  tell.extend(
    7,
    '10:24',
    plinth,
    'carrier',
    26,
    'Tarn & Veld Logistics asks its drivers one by one, because their private numbers are concerned.',
  );
}

/** What was published in the last days. */
export function thisWeek(
  tell: Teller,
  lanternfish: ReturnType<Teller['publish']>,
  granary: ReturnType<Teller['publish']>,
) {
  const translating = tell.publish(6, '09:19', {
    kind: 'purpose',
    title: 'Lanternfish Captions will also translate captions',
    reason:
      'Subscribers with staff in several countries want captions in their languages. The same people who write captions translate them; no further company sees a video.',
    note: 'Lanternfish Captions gets a second purpose: translation.',
    of: lanternfish,
    terms: companies.lanternfishTranslating,
    services: ['course-videos'],
    starts: 50,
  });
  tell.reads(5, '10:57', translating, 'bank');
  tell.asks(
    4,
    '11:41',
    translating,
    'bank',
    'Do translators work in Coimbra, or from home and elsewhere? And does the decision on our objection to captions hold for translation too?',
  );
  tell.reads(3, '09:14', translating, 'city');
  tell.accepts(2, '11:08', translating, 'city');
  tell.authorises(3, '15:36', 'insurer', 'google-sign-in');
  tell.drops(2, '14:20', 'school', 'course-videos');

  // urgent for the bank and the carrier, whose DPAs have a clause for it; the others have their windows first
  const linnet = tell.publish(3, '16:47', {
    kind: 'replacement',
    title: 'Linnet Post takes over the e-mails of simulations',
    reason:
      'Simulations are sent from servers that two hosts rent to us. Both end the contract at the end of the week. Linnet Post sends the same e-mails from Münster.',
    note: 'Linnet Post replaces the e-mail servers of simulations, urgently.',
    ...companies.linnet,
    services: ['email-simulation'],
    replacesFirst: 'email-server',
    urgent: {
      reason:
        'The hosts told us three days ago that they end the contract at the end of the week. Without another company no simulation could be sent after that.',
    },
    starts: 2,
  });
  tell.reads(2, '08:32', linnet, 'bank');
  tell.reads(2, '09:05', linnet, 'hospital');

  const fieldstone = tell.publish(1, '10:05', {
    title: 'Fieldstone Delivery will deliver pages from near the learner',
    reason:
      'Pages take two seconds in parts of Spain and Poland, because every picture comes from Ireland. Fieldstone Delivery keeps pictures and videos on servers nearby. It sees addresses of computers, and no names.',
    note: 'Fieldstone Delivery joins as infrastructure.',
    ...companies.fieldstone,
    starts: 60,
  });
  tell.reads(1, '11:32', fieldstone, 'bank');
  tell.leavesConcern(
    1,
    '17:50',
    fieldstone,
    'charity',
    'Some of our volunteers work in countries where it is dangerous to be seen with us. The address of a computer can tell where somebody is. Please do not keep it for seven days.',
  );
  const moving = tell.draftsChange(1, '18:06', granary, {
    starts: 75,
    kind: 'location',
    title: 'Granary Vaults moves its second site from Luleå to Tampere',
    reason: 'The contract for the hall in Luleå ends. Tampere lies in the country of the first site.',
    note: 'Granary Vaults changes its secondary place of processing.',
    terms: {
      ...companies.granary.terms,
      locations: [
        { country: 'FI', place: 'Oulu' },
        { country: 'FI', place: 'Tampere', role: 'secondary' },
      ],
    },
  });
  tell.asksApproval(1, '18:21', moving);
}
