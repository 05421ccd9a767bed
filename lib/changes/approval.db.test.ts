import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asOwner, bySession, type Opening } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { inspectLog } from '#lib/evidence/inspection.ts';
import { secondAdmin } from '#lib/world/approval.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import { accepted } from '#lib/world/world.ts';
import { answerApproval } from './answer-approval.ts';
import { askApproval } from './ask-approval.ts';
import { discardChangeDraft } from './discard-change-draft.ts';
import { previewDraft } from './draft-queries.ts';
import { publishVersion } from './publish-version.ts';
import { compareChangeDraft, saveDraftedChange } from './save-change-draft.ts';

let database: TestDatabase;
let world: Scenario;
/** The one who drafts, and the other two. */
let author: Opening;
let other: Opening;
let third: Opening;

beforeAll(async () => {
  database = await testDatabase();
  world = await scenario(database.owner);
  const as = async (userId: string) => bySession(database.web, (await world.session(userId)).secretHash);
  author = await as(world.adminId);
  other = await as((await secondAdmin(world)).userId);
  third = await as((await secondAdmin(world)).userId);
  await database.superuser.query('UPDATE demur.vendor SET four_eyes = true');
});
afterAll(async () => {
  await database.superuser.query('UPDATE demur.vendor SET four_eyes = false');
  const { difference } = await inspectLog(asOwner(database.owner));
  await database.drop();
  expect(difference).toBeNull();
});

/** A draft by the author against the register as it is now, whose approval the author has asked for. */
async function asked() {
  const { draftId } = await world.versionDraft([{ plannedStartOn: '2199-01-01' }], { publishedDaysAgo: 0 });
  const { approvalId } = accepted(await run(askApproval, author, { draftId }));
  const preview = await read(author, (reader) => previewDraft(reader, draftId));
  const contentSha256 = preview?.draft.contentSha256 ?? '';
  const key = preview?.changes[0]?.key ?? '';
  return { draftId, key, approvalId, contentSha256, approval: { approvalId, contentSha256, answer: 'approved' } };
}
const edit = ({ draftId, key }: { draftId: string; key: string }, by: Opening, title = `Edited ${newId()}`) =>
  keep(saveDraftedChange, by, { draftId, key, fields: { title } });
const publish = ({ draftId }: { draftId: string }, by: Opening) => run(publishVersion, by, { draftId, despite: true });

test('nobody publishes without an approval, nobody approves their own, and either may publish what is approved', async () => {
  const one = await asked();
  expect(await publish(one, author)).toMatchObject({ ok: false, code: 'approval_needed' });
  expect(await run(answerApproval, author, one.approval)).toMatchObject({ ok: false, code: 'own_draft' });
  accepted(await run(answerApproval, other, one.approval));
  expect(await run(answerApproval, third, one.approval)).toMatchObject({ ok: false, code: 'already_done' });
  const { version } = accepted(await publish(one, other));
  const { rows } = await database.superuser.query(
    `SELECT convert_from(content, 'UTF8')::jsonb -> 'facts' AS facts FROM demur.events WHERE type = 'policy.published' ORDER BY position DESC LIMIT 1`,
  );
  expect(rows[0].facts).toMatchObject({ number: String(version), approvalId: one.approvalId });
});

test('without an approval too, what is published is what was read', async () => {
  await database.superuser.query('UPDATE demur.vendor SET four_eyes = false');
  const one = await asked();
  await edit(one, other);
  const publishShown = (shown: string) => run(publishVersion, author, { draftId: one.draftId, despite: true, shown });
  expect(await publishShown(one.contentSha256)).toMatchObject({ code: 'stale_draft' });
  const again = await read(author, (reader) => previewDraft(reader, one.draftId));
  expect(await publishShown(again?.draft.contentSha256 ?? '')).toMatchObject({ ok: true });
  await database.superuser.query('UPDATE demur.vendor SET four_eyes = true');
});

test('an edit, even one that is taken back by who approved, and a register that moved on, void an approval', async () => {
  const edited = await asked();
  accepted(await run(answerApproval, other, edited.approval));
  accepted(await edit(edited, author));
  expect(await publish(edited, author)).toMatchObject({ ok: false, code: 'approval_needed' });

  const moved = await asked();
  const undone = await asked();
  const title = await read(author, (reader) => previewDraft(reader, undone.draftId));
  accepted(await run(answerApproval, other, moved.approval));
  accepted(await run(answerApproval, other, undone.approval));
  accepted(await edit(undone, other));
  accepted(await edit(undone, other, String(title?.changes[0]?.kept.title)));
  expect(await publish(undone, author)).toMatchObject({ ok: false, code: 'approval_needed' });

  const first = await asked();
  accepted(await run(answerApproval, third, first.approval));
  accepted(await publish(first, author));
  expect(await publish(moved, author)).toMatchObject({ ok: false, code: 'stale_draft' });
  const latest = await read(author, (reader) => previewDraft(reader, moved.draftId));
  const comparedWith = latest?.standing.latest ?? 0;
  accepted(await keep(compareChangeDraft, author, { draftId: moved.draftId, comparedWith }));
  expect(await publish(moved, author)).toMatchObject({ ok: false, code: 'approval_needed' });
});

test('a draft that was edited since is not approved unseen, is asked about anew, and then approved as it is', async () => {
  const one = await asked();
  accepted(await edit(one, author));
  expect(await run(answerApproval, other, one.approval)).toMatchObject({ ok: false, code: 'stale_draft' });
  const again = accepted(await run(askApproval, author, { draftId: one.draftId }));
  expect(again.approvalId).not.toBe(one.approvalId);
  expect(await run(answerApproval, other, one.approval)).toMatchObject({ ok: false, code: 'stale_draft' });
  const { rows } = await database.superuser.query(
    'SELECT answer FROM demur.publication_approvals WHERE draft_id = $1 ORDER BY asked_at, id',
    [one.draftId],
  );
  expect(rows.map(({ answer }) => answer)).toEqual(['lapsed', null]);
});

test('it is sent back with a reason, which stays when the draft is deleted', async () => {
  const one = await asked();
  const back = { ...one.approval, answer: 'sent_back' };
  expect(await run(answerApproval, other, back)).toMatchObject({ ok: false, fields: { reason: expect.any(String) } });
  accepted(await run(answerApproval, other, { ...back, reason: 'The place is wrong.' }));
  expect(await publish(one, author)).toMatchObject({ ok: false, code: 'approval_needed' });
  accepted(await keep(discardChangeDraft, author, { draftId: one.draftId }));
  const { rows } = await database.superuser.query('SELECT reason FROM demur.publication_approvals WHERE id = $1', [
    one.approvalId,
  ]);
  expect(rows).toEqual([{ reason: 'The place is wrong.' }]);
});

test('of approving and editing at once one wins, and nothing is published that was not approved as it is', async () => {
  for (let round = 0; round < 6; round++) {
    const one = await asked();
    const [given, , out] = await Promise.all([
      run(answerApproval, other, one.approval),
      edit(one, author),
      publish(one, third),
    ]);
    const { rows } = await database.superuser.query(
      `SELECT published_as IS NOT NULL AS published, encode(sha256(convert_to(demur.canonical(content), 'UTF8')), 'hex') = $2 AS as_approved
       FROM demur.change_drafts WHERE id = $1`,
      [one.draftId, one.contentSha256],
    );
    expect(rows[0].published).toBe(out.ok);
    if (out.ok) expect([given.ok, rows[0].as_approved]).toEqual([true, true]);
    else expect(['approval_needed', 'stale_draft']).toContain(out.code);
  }
});

test('of two who approve at once one is told that it is done', async () => {
  const one = await asked();
  const outcomes = await Promise.all([other, third].map((by) => run(answerApproval, by, one.approval)));
  expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code)).sort()).toEqual(['already_done', 'ok']);
});
