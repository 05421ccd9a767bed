import { ownCase } from '#e2e/own-case.ts';
import { expect, type Page, test } from '#e2e/stage.ts';
import { choose, dayAhead, openCase, resolve, reviewDecision } from '#e2e/steps/deciding.ts';

test('cease for one: refused for it alone, with a statement on its data, and its disagreement on record', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId, change, others } = await ownCase(world, { others: 1 });
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await expect(desk.getByRole('radio', { name: 'Corrective action' })).toBeDisabled();
  await choose(desk, 'Cease');
  await desk.getByLabel('Data already there').fill('Nothing has been sent, and nothing will be.');
  await reviewDecision(desk, 'Your authority leaves you no choice, and we can do without.');
  await expect(
    desk.getByText(/new terms are refused for Halyard Library .* from the moment you resolve/),
  ).toBeVisible();
  await resolve(desk);
  await desk.getByRole('radio', { name: 'Nothing was sent' }).check();
  await desk.getByLabel('Detail').fill('The feature was never switched on for you.');
  await desk.getByRole('button', { name: 'Make the statement' }).click();
  await expect(desk.getByText('Resolved, nothing outstanding')).toBeVisible();

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await expect(page.getByText('Your authority leaves you no choice, and we can do without.')).toBeVisible();
  await expect(page.getByText('The feature was never switched on for you.')).toBeVisible();
  await expect(page.getByText('This decision does not limit your rights under the DPA or the law.')).toBeVisible();
  await page.getByRole('link', { name: 'Record that you disagree' }).click();
  await page.getByLabel('Why you disagree').fill('We asked for another provider, and not for none.');
  await page.getByRole('button', { name: 'Record disagreement' }).click();
  await expect(page).toHaveURL(/\/objections\/OBJ-/);
  await expect(page.getByText('We asked for another provider, and not for none.')).toBeVisible();

  await desk.goto(`/desk/changes/${change.changeId}`);
  await expect(desk.getByRole('row', { name: subscriber.name })).toContainText('its objection was resolved by ceasing');
  await expect(desk.getByRole('row', { name: others[0]?.name })).toContainText('pending');
});

test('cease for everyone: the change is withdrawn, and whoever else objected is told', async ({ world, signedIn }) => {
  const { subscriber, others, noticeId, change } = await ownCase(world, { others: 2 });
  const [second, third] = others;
  if (!second || !third) throw new Error('two others were asked for');
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const theirs = await world.objection({ noticeId: change.noticeOf(second), userId: second.signatoryId });
  await world.acceptance({ noticeId: change.noticeOf(third), userId: third.signatoryId });

  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await choose(desk, 'Cease');
  await desk.getByRole('radio', { name: 'For everyone' }).check();
  await desk.getByLabel('Data already there').fill('Nothing has been sent to it.');
  await desk.getByLabel('Why the change is withdrawn').fill('The provider could not meet what two of you asked.');
  await reviewDecision(desk, 'You were right about the transfer, so we do without it.');
  await expect(desk.getByText(/Every other open case of it ends as withdrawn/)).toBeVisible();
  await resolve(desk);

  const other = await signedIn(second.signatoryId, `/objections/${theirs.reference}`);
  await expect(other.getByText(/the change was withdrawn/).first()).toBeVisible();
  await other.getByRole('link', { name: 'The change and its notice' }).click();
  await expect(other.getByText('This change is withdrawn')).toBeVisible();
  await expect(other.getByText('The provider could not meet what two of you asked.')).toBeVisible();
  await expect(other.getByText('You were right about the transfer')).toHaveCount(0);

  const accepting = await signedIn(third.signatoryId, `/changes/${change.noticeOf(third)}`);
  await expect(accepting.getByText('This change is withdrawn')).toBeVisible();
  await expect(accepting.getByRole('link', { name: 'Object to this change' })).toHaveCount(0);

  await desk.goto(`/desk/objections/${theirs.reference}`);
  await expect(desk.getByText('It ended with its notice')).toBeVisible();
});

test('a feature is withdrawn until a date by the vendor’s word', async ({ world, signedIn }) => {
  const { subscriber, noticeId, serviceName } = await ownCase(world);
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await choose(desk, 'Feature withdrawal');
  await expect(desk.getByRole('checkbox', { name: serviceName })).toBeChecked();
  await desk.getByRole('radio', { name: 'Our decision' }).check();
  await desk.getByRole('radio', { name: 'Until a date' }).check();
  await desk.getByLabel('Your reasons').fill('It cannot run without the new provider.');
  await desk.getByRole('button', { name: 'Review and resolve' }).click();
  await expect(desk.getByRole('alert').filter({ hasText: 'Say until which day' })).toBeVisible();
  await expect(desk.getByLabel('Your reasons')).toHaveValue('It cannot run without the new provider.');
  await desk.getByLabel('Last day of the withdrawal').fill(dayAhead(90));
  await reviewDecision(desk, 'It cannot run without the new provider.');
  await expect(desk.getByText(`${serviceName} is withdrawn for ${subscriber.name} until the end of`)).toBeVisible();
  await resolve(desk);

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await expect(page.getByRole('article', { name: 'Decision: Feature withdrawal' })).toContainText(serviceName);
  await page.getByRole('link', { name: 'The change and its notice' }).click();
  await expect(page.getByText('Not applicable')).toBeVisible();
});

test('a feature is withdrawn with the subscriber’s agreement', async ({ world, signedIn }) => {
  const { subscriber, noticeId, serviceName } = await ownCase(world);
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await propose(desk, reference);

  // a contact may read it and not answer it
  const contact = await signedIn(subscriber.contactId, `/objections/${reference}`);
  await expect(contact.getByText('A signatory of your organisation answers it.')).toBeVisible();
  await expect(contact.getByRole('button', { name: 'Accept proposal' })).toHaveCount(0);

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await expect(page.getByText(/this returns to review\. Silence is not agreement\./).first()).toBeVisible();
  await page.getByRole('button', { name: 'Accept proposal' }).click();
  await expect(page.getByRole('heading', { name: 'The decision', exact: true })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Decision: Feature withdrawal' })).toContainText(serviceName);
  await page.getByRole('link', { name: 'The change and its notice' }).click();
  await expect(page.getByText('Not applicable')).toBeVisible();

  await desk.reload();
  await expect(desk.getByText(`which ${subscriber.name} accepted`)).toBeVisible();
});

test('a withdrawal that the subscriber refuses goes back to review', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  const desk = await signedIn(world.adminId, '/desk');
  await propose(desk, reference);
  await expect(desk.getByRole('button', { name: 'Review and resolve' })).toHaveCount(0);

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await page.getByRole('button', { name: 'Decline proposal' }).click();
  await expect(page.getByText('We are reviewing it.')).toBeVisible();

  await desk.reload();
  await expect(desk.getByRole('button', { name: 'Review and resolve' })).toBeVisible();
  await desk.getByText('Earlier decisions and proposals').click();
  await expect(desk.getByText('Declined', { exact: true })).toBeVisible();
});

test('other measures than those asked for are a counter-proposal, accepted before they bind', async ({
  world,
  signedIn,
}) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference } = await world.objection({
    noticeId,
    userId: subscriber.signatoryId,
    requestedActions: ['Delete the logs at once', 'Name the data centre'],
  });
  const desk = await signedIn(world.adminId, '/desk');
  await openCase(desk, reference);
  await choose(desk, 'Corrective action');
  await desk.getByRole('link', { name: 'Offering something else?' }).click();
  const first = desk.getByRole('group', { name: 'Measure 1' });
  await first.getByLabel('Measure', { exact: true }).fill('Delete the logs after seven days');
  await first.getByLabel('Owner').fill('Platform team');
  await first.getByLabel('Done by').fill(dayAhead(30));
  await desk.getByRole('button', { name: 'Remove measure 2' }).click();
  await desk.getByLabel('Answer by').fill(dayAhead(14));
  await desk.getByLabel('Your reasons').fill('We need a week of logs to find faults.');
  await desk.getByRole('button', { name: 'Review the proposal' }).click();
  await expect(desk.getByText('Silence is not agreement.')).toBeVisible();
  await desk.getByRole('button', { name: 'Send the proposal' }).click();
  await expect(desk.getByText('The proposal is with the subscriber.')).toBeVisible();

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await page.getByRole('button', { name: 'Accept proposal' }).click();
  await expect(page.getByText('Resolved, 1 action outstanding')).toBeVisible();

  await desk.reload();
  await desk.getByLabel('Evidence for action 1').fill('The retention rule, as a picture.');
  await desk.getByRole('button', { name: 'Record as done' }).click();
  await expect(desk.getByText('Resolved, nothing outstanding')).toBeVisible();

  await page.reload();
  await page.getByText('Dispute that it is done').click();
  await page.getByLabel('What is not done').fill('The rule covers one of two data centres.');
  await page.getByRole('button', { name: /^Dispute/ }).click();
  await expect(page.getByText('The rule covers one of two data centres.')).toBeVisible();
});

test('a decision is never edited: a new one takes its place, and both stay', async ({ world, signedIn }) => {
  const { subscriber, noticeId } = await ownCase(world);
  const { reference, objectionId } = await world.objection({ noticeId, userId: subscriber.signatoryId });
  await world.resolution({ objectionId, option: 'feature_withdrawal', reasons: 'It ends for you for good.' });
  const desk = await signedIn(world.adminId, `/desk/objections/${reference}`);
  await desk.getByText('Supersede this decision').click();
  await choose(desk, 'Cease');
  await desk.getByLabel('Data already there').fill('Nothing has been sent.');
  await reviewDecision(desk, 'The service can go on without the provider after all.');
  await expect(desk.getByText('It replaces the decision of')).toBeVisible();
  await resolve(desk);

  const page = await signedIn(subscriber.signatoryId, `/objections/${reference}`);
  await expect(page.getByRole('article', { name: 'Decision: Cease' })).toBeVisible();
  await page.getByText('Earlier proposals and decisions').click();
  const earlier = page.getByRole('article', { name: 'Decision: Feature withdrawal' });
  await expect(earlier).toContainText('Replaced by a later decision');
  await expect(earlier).toContainText('It ends for you for good.');
});

async function propose(desk: Page, reference: string): Promise<void> {
  await openCase(desk, reference);
  await choose(desk, 'Feature withdrawal');
  await desk.getByRole('radio', { name: /agrees/ }).check();
  await desk.getByLabel('Answer by').fill(dayAhead(14));
  await desk.getByRole('radio', { name: 'For good' }).check();
  await reviewDecision(desk, 'Without the provider the service makes little sense for you.');
  await desk.getByRole('button', { name: 'Send the proposal' }).click();
  await expect(desk.getByText('The proposal is with the subscriber.')).toBeVisible();
}
