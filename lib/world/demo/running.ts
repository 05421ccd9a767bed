import { memorandum } from './attachment.ts';
import * as companies from './companies.ts';
import type { Teller } from './teller.ts';

/** Captions for course videos: actions outstanding, one overdue, a late objection admitted and one that rests. */
export function captions(tell: Teller) {
  const lanternfish = tell.publish(46, '10:22', {
    title: 'Lanternfish Captions will caption the videos that you upload',
    reason:
      'Videos without captions shut out learners who hear badly, and the law on accessibility asks for them. Lanternfish Captions writes them by hand, so it sees and hears what is in the video.',
    note: 'Lanternfish Captions joins for course videos.',
    ...companies.lanternfish,
    services: ['course-videos'],
    starts: -8,
  });
  tell.reads(45, '09:36', lanternfish, 'bank');
  tell.reads(44, '11:50', lanternfish, 'hospital');
  tell.reads(41, '14:05', lanternfish, 'city');
  tell.reads(40, '12:44', lanternfish, 'school', 'signatory');
  tell.accepts(33, '15:18', lanternfish, 'insurer');

  const badges = tell.objects(30, '16:02', lanternfish, 'bank', {
    grounds: ['security_measures', 'certification'],
    text: 'Our videos are recorded in branches and in the dealing room. Screens and name badges can be seen in most of them, and screens are not always blank. Until now they stayed on the platform.\n\nThe certificate in the notice ends in about two months. If it is not renewed, the only evidence of the company’s security ends with it. We do not object to captions as such; the attached memorandum says what we would need.',
    actions: [
      'Show us the renewed ISO/IEC 27001 certificate, or the auditor’s letter that the audit for it is booked.',
      'Blur screens and name badges before a video leaves the platform.',
    ],
    data: ['Sound and picture of uploaded videos', 'Names spoken or shown in them'],
    files: memorandum('memorandum-on-captions.pdf', 'Memorandum on captions', 'Aurora Bank, third-party risk', [
      'Of 64 videos uploaded in the last year, 41 show a screen and 37 a name badge that can be read at full size.',
      'Captioning by hand needs sound. It does not need a sharp picture: at a quarter of the resolution a speaker’s face can be followed and a screen can’t be read.',
      'We would accept the use of Lanternfish Captions when pictures leave the platform blurred or reduced, and when the company shows that it will be certified beyond the end of its present certificate.',
    ]),
  });
  tell.reviews(28, '09:10', badges);
  tell.assesses(
    27,
    '10:41',
    badges,
    'security_measures',
    'shown',
    'Thirteen of twenty videos that we sampled show a screen.',
  );
  tell.assesses(
    27,
    '10:44',
    badges,
    'certification',
    'disputed',
    'The audit is booked; the ground goes when that is shown.',
  );
  tell.decides(20, '15:37', badges, {
    option: 'corrective_action',
    reasons:
      'We take both actions as you ask for them. The auditor’s letter can be had within days. Reducing the picture is work on the export, which we do for all subscribers at once. Until both are done, none of your videos goes to Lanternfish Captions.',
    actions: [
      { owner: 'Supplier management', due: -5 },
      { owner: 'Video team', due: 12 },
    ],
  });
  tell.completes(
    9,
    '11:24',
    badges,
    1,
    'Letter of the certification body: the audit for renewal is booked, and takes place before the present certificate ends. Two pages, sent to the data protection officer by e-mail today.',
  );

  const readers = tell.objects(14, '18:31', lanternfish, 'city', {
    grounds: ['childrens_data', 'security_measures'],
    text: 'The public library trains its volunteers with videos of the reading club. Children of six to nine years are seen and heard in them, and called by their first names. Their parents agreed to a use inside the municipality. The notice reached us during the move of our offices, and we know that its window is over.',
    actions: [
      'Keep videos in which children appear out of captioning.',
      'Delete working copies within 7 days of the acceptance of captions.',
    ],
    data: ['Sound and picture of uploaded videos'],
  });
  tell.admits(
    12,
    '09:52',
    readers,
    'The use has not started, so admitting it costs nobody anything, and the ground concerns children. The municipality could show that its offices were closed for the last week of the window.',
    'None has been sent. Lanternfish Captions gets no video before the planned start, and none of the municipality’s is marked for captioning.',
  );
  tell.reviews(12, '09:58', readers);
  tell.assesses(12, '10:15', readers, 'childrens_data', 'shown');
  tell.decides(11, '16:40', readers, {
    option: 'corrective_action',
    reasons: 'Both actions are right, for every subscriber with videos of children.',
    actions: [
      { owner: 'Video team', due: -3 },
      { owner: 'Video team', due: -3 },
    ],
  });
  tell.decides(10, '08:57', readers, {
    option: 'corrective_action',
    reasons:
      'Both actions are right, for every subscriber with videos of children. This decision replaces yesterday’s, which named the wrong owner and day for the second action: working copies lie with Lanternfish Captions, and a shorter time needs an addendum to its contract.',
    supersedesTheFormer: true,
    actions: [
      { owner: 'Video team', due: -3 },
      { owner: 'Supplier management', due: 18 },
    ],
  });

  tell.objects(6, '20:14', lanternfish, 'school', {
    grounds: ['childrens_data', 'chain_opacity'],
    text: 'Teachers record lessons, and pupils are in the picture. We had read the change as one about text. A parent has now asked who outside the school sees the recordings, and whether the company passes them to freelancers at home. We can answer neither.',
    actions: ['Say whether freelancers see the videos, and where they work.'],
    data: ['Sound and picture of uploaded videos'],
  });
  return lanternfish;
}

/** More data for a company in use: a window that was extended and closes today, and a counter-proposal. */
export function supportMessages(tell: Teller, { corvane }: { corvane: ReturnType<Teller['publish']> }) {
  const messages = tell.publish(38, '09:26', {
    kind: 'data_categories',
    title: 'Corvane Messaging will also carry messages and attachments',
    reason:
      'Since WhatsApp changed its interface, content can no longer pass beside the company that opens the conversation. Messages would go through Corvane Messaging and be deleted there after 30 days.',
    note: 'Corvane Messaging gets message text and attachments.',
    of: corvane,
    terms: companies.corvaneWithMessages,
    services: ['whatsapp-support'],
    starts: 20,
  });
  tell.reads(37, '10:09', messages, 'bank');
  tell.reads(37, '09:31', messages, 'hospital');
  tell.reads(30, '16:15', messages, 'carrier');

  tell.asksMoreTime(
    12,
    '11:36',
    messages,
    'bank',
    'Our outsourcing committee looks at every change to a service that is critical under DORA, and meets once a month. The next meeting is two days after the close. Please give us two more weeks.',
  );
  tell.extend(
    11,
    '09:40',
    messages,
    'bank',
    0,
    'Aurora Bank asked for more time: WhatsApp Support is a critical service for it under DORA, and its outsourcing committee meets after the close.',
  );
  tell.asks(
    9,
    '12:55',
    messages,
    'bank',
    'Are attachments checked for malware before Corvane Messaging stores them, and who does that, where?',
  );
  tell.answers(
    8,
    '10:18',
    messages,
    'bank',
    'They are checked on arrival in Rotterdam, by Corvane Messaging itself and before they are stored. What is found to be harmful is dropped, and the learner is told so.',
  );
  tell.prepares(2, '17:46', messages, 'bank', {
    groundCategories: ['sector_regulation', 'retention_deletion'],
    groundsText:
      'Draft for the committee. Message text may reveal banking relationships of the employee who writes. 30 days after the close of a conversation is longer than the support case needs. To be settled: does the register of ICT arrangements need a new entry, or does the present one cover messages?',
    requestedActions: ['Delete messages and attachments 7 days after a conversation is closed.'],
    dataCategories: ['Message text', 'Attachments to messages'],
  });

  const screens = tell.objects(24, '10:57', messages, 'hospital', {
    grounds: ['special_category_data', 'retention_deletion'],
    text: 'Nurses write to the support desk from their own phones, and send a photograph of the screen on which they got stuck. In one photograph out of four a patient’s name can be read behind the window of the course. Corvane Messaging would store health data of people who have never heard of it, for 30 days after the last message.',
    actions: [
      'Drop attachments before they reach Corvane Messaging.',
      'Delete messages 7 days after a conversation is closed.',
    ],
    data: ['Message text', 'Attachments to messages'],
    services: ['whatsapp-support'],
  });
  tell.reviews(23, '09:05', screens);
  tell.assesses(22, '11:32', screens, 'special_category_data', 'shown');
  tell.assesses(22, '11:35', screens, 'retention_deletion', 'shown', 'A case is closed after 4 days on average.');
  tell.proposes(3, '12:10', screens, {
    option: 'corrective_action',
    reasons:
      'Attachments can be switched off for your organisation. Seven days are too short for messages, because our desk reopens one case in ten within two weeks. Fourteen days would do, with deletion at once for any conversation that you name.',
    answerBy: 8,
    actions: [
      { answers: 1, text: 'Drop attachments before they reach Corvane Messaging.', owner: 'Support desk', due: 15 },
      {
        answers: 2,
        text: 'Delete messages 14 days after a conversation is closed, and at once when Kite Health names it.',
        owner: 'Support desk',
        due: 19,
      },
    ],
  });
}

/** A standby site outside the Economic Area: one past our own target, one waiting for information, one that came by e-mail. */
export function standbySite(tell: Teller, brackwater: ReturnType<Teller['publish']>) {
  const leeds = tell.publish(34, '10:38', {
    kind: 'location',
    title: 'Brackwater Mail adds a standby site in Leeds',
    reason:
      'When Kiel was down for a morning, 40,000 reminders waited. A second site takes over within minutes. It lies in the United Kingdom, where an adequacy decision of the European Commission applies.',
    note: 'Brackwater Mail adds a secondary place of processing in the United Kingdom.',
    of: brackwater,
    terms: companies.brackwaterWithStandby,
    services: ['email-simulation'],
    starts: 15,
  });
  tell.reads(34, '12:15', leeds, 'bank');
  tell.accepts(22, '10:49', leeds, 'bank');
  tell.reads(33, '09:58', leeds, 'city');
  tell.accepts(25, '14:40', leeds, 'insurer');
  tell.asks(20, '13:05', leeds, 'school', 'Would pupils’ addresses go to Leeds too, or only those of staff?');
  tell.answers(
    19,
    '09:47',
    leeds,
    'school',
    'Only addresses of people whom you train: by your settings that is staff alone.',
  );
  tell.accepts(12, '12:20', leeds, 'school');

  const adequacy = tell.objects(32, '15:44', leeds, 'hospital', {
    grounds: ['third_country_transfer', 'transfer_mechanism'],
    text: 'The adequacy decision for the United Kingdom has an end date, and we found no fallback in the notice. Our DPA incorporates standard contractual clauses, which ask for a mechanism that lasts as long as the transfer. A morning without reminders harms nobody; a transfer without a basis would have to be reported.',
    actions: ['Agree standard contractual clauses with Brackwater Mail as a fallback, and show us the signed page.'],
    data: ['E-mail address'],
  });
  tell.reviews(30, '09:33', adequacy);
  tell.assesses(29, '16:12', adequacy, 'transfer_mechanism', 'shown');
  tell.assesses(29, '16:14', adequacy, 'third_country_transfer', 'disputed', 'The adequacy decision stands today.');
  tell.answers(
    6,
    '11:03',
    leeds,
    'hospital',
    'Brackwater Mail has the clauses before its lawyers and promised an answer twice. We wanted to decide with it in hand and shall miss our own target by that. Nothing of yours goes to Leeds meanwhile.',
  );

  const council = tell.objects(14, '11:21', leeds, 'carrier', {
    grounds: ['insufficient_information'],
    text: 'Our works council does not understand why a standby is needed at all, nor what is sent there while Kiel works. We object until that is clear.',
  });
  tell.reviews(13, '10:27', council);
  tell.asksInformation(
    9,
    '15:08',
    council,
    'Nothing is sent to Leeds while Kiel works; addresses go there for as long as it is down. Would your works council agree if we wrote to it each time within a day? And is there a group of employees whose mail must wait in any case?',
  );

  const mailed = tell.recordsFromEmail(12, '09:12', leeds, 'manufacturer', {
    came: [13, '21:47:00'],
    grounds: ['third_country_transfer', 'customer_contract'],
    text: 'We object to the processing of our employees’ addresses in the United Kingdom. Our contracts with two makers of defence equipment bind us to keep data of the staff named in them within the Union. We ask to be left on the servers in Kiel, and accept that mails wait when these are down.',
    actions: ['Leave Brennick Works on the servers in Kiel, also while they are down.'],
    original:
      'Return-Path: <datenschutz@brennick.example>\nReceived: from mail.brennick.example by mx.vendor.example with ESMTPS; 21:47:00 (Madrid)\nFrom: Friederike Althoven <datenschutz@brennick.example>\nTo: privacy@vendor.example\nSubject: Objection, AVV 2025-14, standby site in Leeds\n\nDear Sir or Madam,\n\nwe object to the processing of our employees’ addresses in the United Kingdom. Our contracts with two makers of defence equipment bind us to keep data of the staff named in them within the Union. We ask to be left on the servers in Kiel, and accept that mails wait when these are down.\n\nFriederike Althoven\nData protection officer, Brennick Works',
  });
  tell.reviews(11, '10:36', mailed);
  tell.disputesInstant(
    10,
    '08:29',
    mailed,
    'You state 21:47. Our server handed the message to yours at 18:52 of the same day, and yours accepted it; the log line is at your disposal. It makes no difference to the window, and we want the record to be right.',
  );
  tell.assesses(8, '14:51', mailed, 'customer_contract', 'shown');
}
