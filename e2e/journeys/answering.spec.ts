import { ownCase } from '#e2e/own-case.ts';
import { expect, test } from '#e2e/stage.ts';
import { dayAhead, openCase } from '#e2e/steps/deciding.ts';
import { file, GROUNDS, receipt, review, write } from '#e2e/steps/objecting.ts';

test('no objection is recorded, taken back, recorded again, and undone by objecting', async ({ world, signedIn }) => {
  const { subscriber, noticeId, title } = await ownCase(world);
  const page = await signedIn(subscriber.signatoryId, '/changes');
  await page.getByRole('list', { name: 'Changes to answer' }).getByRole('link', { name: title }).click();
  await expect(page.getByText('You can take that back until the window closes.')).toBeVisible();
  await page.getByRole('button', { name: 'Record no objection' }).click();
  await page.getByRole('button', { name: 'Take back “no objection”' }).click();
  await page.getByRole('button', { name: 'Record no objection' }).click();
  await expect(page.getByText('recorded on').filter({ hasText: 'your organisation does not object' })).toBeVisible();

  await page.getByRole('link', { name: 'Object to this change' }).click();
  await expect(page.getByText('Filing an objection takes that back.')).toBeVisible();
  await write(page);
  await review(page);
  await file(page);
  await page.goto(`/changes/${noticeId}`);
  await expect(page.getByText('Your organisation has objected to this change.')).toBeVisible();

  await page.goto('/changes');
  await expect(page.getByText(/nothing to do|needs your answer|Nothing/i).first()).toBeVisible();
});

test('a contact prepares, asks and reads; a signatory files what the contact wrote', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const contact = await signedIn(subscriber.contactId, `/changes/${noticeId}`);
  await expect(contact.getByRole('button', { name: 'Record no objection' })).toHaveCount(0);
  await contact.getByRole('link', { name: 'Object to this change' }).click();
  await expect(contact.getByText('Send it to your signatory')).toBeVisible();
  await expect(contact.getByRole('button', { name: 'Review' })).toHaveCount(0);
  await contact.getByRole('checkbox', { name: 'Transfer to a third country' }).check();
  await contact.getByLabel('Describe your grounds').fill(GROUNDS);
  await expect(contact.getByRole('status').filter({ hasText: /^Draft saved/ })).toBeVisible();

  const signatory = await signedIn(subscriber.signatoryId, `/changes/${noticeId}/objection`);
  await expect(signatory.getByText('Draft saved').filter({ hasText: 'by Jon Etxeberria' })).toBeVisible();
  await expect(signatory.getByLabel('Describe your grounds')).toHaveValue(GROUNDS);
  await signatory.getByLabel('Your name').fill('Marta Quintero');
  await signatory.getByRole('checkbox', { name: /^I am authorised/ }).check();
  await review(signatory);
  await signatory.getByRole('link', { name: /^Change “Description of the grounds”/ }).click();
  await expect(signatory.getByLabel('Describe your grounds')).toBeFocused();
  await signatory.getByLabel('Describe your grounds').fill(`${GROUNDS} It said so in writing.`);
  await signatory.getByRole('checkbox', { name: /^I am authorised/ }).check();
  await review(signatory);
  await file(signatory);
  await expect(signatory.getByText('It said so in writing.')).toBeVisible();
});

test('a question is asked and answered, more time is asked for and given', async ({ world, signedIn }) => {
  const { subscriber, noticeId, change } = await ownCase(world);
  const page = await signedIn(subscriber.contactId, `/changes/${noticeId}`);
  await page.getByRole('link', { name: 'Ask a question' }).click();
  await page.getByLabel('Your question').fill('Which of its data centres would hold the messages?');
  await page.getByRole('button', { name: 'Send question' }).click();
  await expect(page.getByText('Which of its data centres would hold the messages?')).toBeVisible();
  await page.getByRole('link', { name: 'Ask for more time' }).click();
  await page.getByLabel('Why you need more time').fill('Our works council meets in five weeks.');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText('Our works council meets in five weeks.')).toBeVisible();

  const desk = await signedIn(world.adminId, `/desk/changes/${change.changeId}`);
  await desk.getByRole('link', { name: `Extend window of ${subscriber.name}` }).click();
  await desk.getByLabel('New last day').fill(dayAhead(-1));
  await desk.getByLabel('Reason').fill('So that their works council can be heard.');
  await desk.getByRole('button', { name: /^Extend/ }).click();
  await expect(desk.getByRole('alert').filter({ hasText: 'A window is only ever extended' })).toBeVisible();
  await expect(desk.getByLabel('Reason')).toHaveValue('So that their works council can be heard.');
  await desk.getByLabel('New last day').fill(dayAhead(45));
  await desk.getByRole('button', { name: /^Extend/ }).click();
  await expect(desk.getByText('The window is extended')).toBeVisible();

  await page.goto(`/changes/${noticeId}`);
  await expect(page.getByText('So that their works council can be heard.')).toBeVisible();
  await expect(page.getByText(/^4[345] days left/).first()).toBeVisible();
});

test('a late objection is told so before and after, rests, and is admitted', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world, { change: { publishedDaysAgo: 50 } });
  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}`);
  await expect(page.getByText('We received no written objection by')).toBeVisible();
  await page.getByRole('link', { name: 'Object to this change' }).click();
  await expect(page.getByText('The window has closed: an objection filed now is late')).toBeVisible();
  await write(page);
  await review(page);
  await expect(page.getByText('The window has closed: this objection will be late')).toBeVisible();
  await expect(page.getByText('It does not by itself undo the acceptance; the vendor may admit it.')).toBeVisible();
  const reference = await file(page);
  await expect(page.getByText(/^Received after the window closed/).first()).toBeVisible();
  await expect(page.getByText('Your rights under the DPA and the law are unaffected.').first()).toBeVisible();

  const desk = await signedIn(world.adminId, '/desk/objections?status=late');
  await desk.getByRole('link', { name: subscriber.name }).click();
  await desk.getByRole('button', { name: 'Admit' }).click();
  await expect(desk.getByRole('alert').filter({ hasText: 'need a change first' })).toBeVisible();
  await desk.getByLabel('Why you admit it').fill('It came days after the close, and nothing has begun.');
  await desk.getByLabel('Data already sent').fill('None.');
  await desk.getByRole('button', { name: 'Admit' }).click();
  await expect(desk.getByText('Admitted. The subscriber is written to')).toBeVisible();

  await page.goto(`/objections/${reference}`);
  await expect(page.getByText('It came days after the close, and nothing has begun.')).toBeVisible();
  await expect(page.getByText('On hold')).toBeVisible();
});

test('an objection that came by e-mail is recorded, and its stated instant disputed', async ({ world, signedIn }) => {
  const { subscriber, noticeId, change } = await ownCase(world);
  const desk = await signedIn(world.adminId, `/desk/changes/${change.changeId}`);
  await desk.getByRole('link', { name: `Record objection of ${subscriber.name}` }).click();
  await desk.getByRole('radio', { name: 'E-mail' }).check();
  await desk.getByLabel('Day').fill(dayAhead(-1));
  await desk.getByLabel('Time').fill('09:14:05');
  await desk.getByLabel('The original as a file').setInputFiles({
    name: 'objection.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from(
      'From: dpo@halyard.example\r\nTo: privacy@vendor.example\r\nSubject: We object\r\nDate: Mon, 23 Nov 2026 09:14:05 +0100\r\n\r\nWe object to Meltemi.\r\n',
    ),
  });
  await expect(desk.getByRole('link', { name: 'objection.eml' })).toBeVisible();
  await desk.getByRole('checkbox', { name: 'Access by public authorities' }).check();
  await desk.getByLabel('Description of the grounds').fill('We object to Meltemi: authorities there could ask for it.');
  await desk.getByLabel('Name', { exact: true }).fill('Marta Quintero');
  await desk.getByRole('button', { name: 'Record objection' }).click();
  await expect(desk.getByText('The objection is on record.')).toBeVisible();

  const page = await signedIn(subscriber.signatoryId, `/changes/${noticeId}`);
  await page.getByRole('link', { name: 'Read your objection' }).click();
  await expect(page.getByText('The instant is stated by the vendor, not measured.')).toBeVisible();
  await page.getByRole('link', { name: 'Dispute the instant of receipt' }).click();
  await page.getByLabel('Which instant is right, and why').fill('It left our server at 09:02:11, as its log shows.');
  await page.getByRole('button', { name: 'Dispute the instant' }).click();
  await expect(page.getByText('It left our server at 09:02:11, as its log shows.')).toBeVisible();

  await desk.reload();
  await expect(desk.getByText('It left our server at 09:02:11, as its log shows.')).toBeVisible();
});

test('information is asked for and given; the objection is added to, with a further action', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    requestedActions: ['Keep the texts in the European Union'],
  });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await desk.getByLabel(`Write to ${subscriber.name}`).fill('Which processing activities does this concern?');
  await desk.getByRole('button', { name: 'Ask for information' }).click();
  await expect(desk.getByText('Waiting for information', { exact: true })).toBeVisible();

  const page = await signedIn(subscriber.contactId, `/objections/${reference}`);
  await page.getByLabel('Your answer').fill('Only the reminders for overdue books.');
  await page.getByRole('button', { name: 'Give the information' }).click();
  await expect(page.getByText('We are reviewing it.')).toBeVisible();

  const signatory = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await signatory.getByRole('link', { name: 'Add to the objection' }).click();
  await signatory.getByLabel('What you add').fill('Our authority has since confirmed it.');
  await signatory.getByLabel('Requested action 2').fill('Name the people who can read them');
  await signatory.getByRole('button', { name: 'Add to the objection' }).click();
  await expect(signatory.getByText('Name the people who can read them').first()).toBeVisible();

  await desk.reload();
  await expect(desk.getByText('Only the reminders for overdue books.')).toBeVisible();
  await expect(desk.getByText('Our authority has since confirmed it.')).toBeVisible();
  await expect(desk.getByText('Name the people who can read them').first()).toBeVisible();
});

test('retracted before the close, the notice is open again; after it, the change is accepted at once', async ({
  world,
  signedIn,
}) => {
  const early = await ownCase(world);
  const { reference } = await world.objection({ noticeId: early.noticeId, userId: early.subscriber.signatoryId });
  const page = await signedIn(early.subscriber.signatoryId, `/objections/${reference}`);
  await page.getByRole('link', { name: 'Retract objection' }).click();
  await expect(page.getByText('Retracted before then, the notice is open again')).toBeVisible();
  await page.getByRole('button', { name: 'Retract objection' }).click();
  await expect(page.getByText('The window was still open, so the notice was open again from then on.')).toBeVisible();
  await page.goto(`/changes/${early.noticeId}`);
  await page.getByRole('link', { name: 'Object to this change' }).click();
  await write(page);
  await review(page);
  await page.getByRole('button', { name: 'File objection' }).click();
  expect(await receipt(page)).not.toBe(reference);

  const over = await ownCase(world, { change: { publishedDaysAgo: 50 } });
  const userId = over.subscriber.signatoryId;
  const filed = await world.objection({ noticeId: over.noticeId, userId, daysAgo: 40 });
  const later = await signedIn(userId, `/objections/${filed.reference}`);
  await later.getByRole('link', { name: 'Retract objection' }).click();
  await expect(later.getByText('Retracted now, the change is accepted at once')).toBeVisible();
  await later.getByRole('button', { name: 'Retract objection' }).click();
  await later.getByRole('link', { name: 'The change and its notice' }).click();
  await expect(later.getByText('retracted its objection after the window had closed')).toBeVisible();
});

test('without an executed DPA: why it cannot object, whom to write to, and a concern left', async ({
  world,
  signedIn,
}) => {
  const { title } = await ownCase(world, { change: { publishedDaysAgo: 0.01 } });
  const subscriber = await world.subscriber({ dpa: false });
  const page = await signedIn(subscriber.contactId, '/changes');
  await expect(page.getByText(`${subscriber.name} has no executed data processing agreement with`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Write to privacy@vendor.example' })).toBeVisible();
  await page.getByRole('link', { name: `Leave a concern about ${title}` }).click();
  await expect(page.getByText('You can’t object to this change')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Object to this change' })).toHaveCount(0);
  await page.getByLabel('Your concern').fill('We would not want our messages to go there.');
  await page.getByRole('button', { name: 'Leave concern' }).click();
  await expect(page.getByRole('list').getByText('We would not want our messages to go there.')).toBeVisible();
});
