import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { asOwner, bySession, transaction } from '#db/transaction.ts';
import { type CommandName, permissions } from '#lib/access/policy.ts';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { saveChangeDraft } from '#lib/changes/save-change-draft.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import { keep, type Unrecorded } from '#lib/command/unrecorded.ts';
import { makeCalendarFeed } from '#lib/deadline-feed/make-calendar-feed.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { beginEvidence, keepEvidencePiece } from '#lib/diligence/store-evidence.ts';
import { followRegister } from '#lib/followers/follow-register.ts';
import { attachFile, attachPiece } from '#lib/objections/attach-file.ts';
import { beat } from '#lib/outages/beat.ts';
import { addClosure } from '#lib/parties/add-closure.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import referenceRegister from '#lib/register/reference-register.json' with { type: 'json' };
import { objectionFields } from '#lib/world/objection.ts';
import { outage } from '#lib/world/outage.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { recordedFields } from '#lib/world/triage.ts';
import { accepted, by, byOwner, done } from '#lib/world/world.ts';
import { unwrittenLetter, writtenLetter } from './letters.ts';
import { postSamples } from './post-samples.ts';
import { webhookSamples } from './webhook-samples.ts';

type AnyCommand = Command<unknown, unknown, Decided, unknown> | Unrecorded<unknown, unknown>;

/** A command of the product, found by its file; `exported`: the name that it is exported under. */
export interface Found {
  exported: string;
  name: CommandName;
  command: AnyCommand;
}

/**
 * Every command of lib: a file is named as the command in the table of permissions, but for those that record parties.
 * What a module does on being imported is nothing, so all can be.
 */
export async function allCommands(): Promise<Found[]> {
  const root = path.join(import.meta.dirname, '../..');
  const found: Found[] = [];
  for (const file of fs.globSync('lib/**/*.ts', { cwd: root })) {
    const stem = path.basename(file, '.ts');
    if (!(stem in permissions) && !/^lib\/parties\/[a-z]+-[a-z-]+\.ts$/.test(file)) continue;
    const module: Record<string, unknown> = await import(path.join(root, file));
    for (const [exported, value] of Object.entries(module))
      if (isCommand(value)) found.push({ exported, name: value.name, command: value });
  }
  return found.sort((a, b) => (a.exported < b.exported ? -1 : 1));
}

function isCommand(value: unknown): value is AnyCommand {
  const like = value as { name?: string; input?: z.ZodType; load?: unknown; work?: unknown } | null;
  return (
    typeof like === 'object' &&
    like !== null &&
    `${like.name}` in permissions &&
    'safeParse' in (like.input ?? {}) &&
    Boolean(like.load ?? like.work)
  );
}

/** A stage on which a command succeeds: made anew for each. */
export interface Stage {
  world: Scenario;
  bank: Subscriber;
}

interface OnStage {
  noticeId: string;
  changeId: string;
}

async function open({ world, bank }: Stage, publishedDaysAgo = 6): Promise<OnStage> {
  const { noticeOf, changeId } = await world.change({ publishedDaysAgo });
  return { noticeId: noticeOf(bank), changeId };
}

async function objected(stage: Stage, publishedDaysAgo = 6, filedDaysAgo = 5) {
  const opened = await open(stage, publishedDaysAgo);
  const filing = { noticeId: opened.noticeId, userId: stage.bank.signatoryId, daysAgo: filedDaysAgo };
  return {
    ...opened,
    ...(await stage.world.objection({ ...filing, requestedActions: ['Keep the data in the Union'] })),
  };
}

async function proposed(stage: Stage) {
  const { objectionId } = await objected(stage);
  return stage.world.proposal({ objectionId, option: 'corrective_action', daysAgo: 4 });
}

async function undertaken(stage: Stage) {
  const { objectionId } = await objected(stage);
  const { actionIds } = await stage.world.resolution({ objectionId, option: 'corrective_action', daysAgo: 4 });
  return { objectionId, actionId: actionIds[0] ?? '' };
}

async function fileOf({ world, bank }: Stage) {
  const { noticeId } = await open({ world, bank });
  return { noticeId, ...(await world.attachment({ noticeId, userId: bank.contactId })) };
}

async function drafted({ world }: Stage) {
  const opening = by(world, world.adminId, world.daysAgo(1));
  return accepted(await keep(saveChangeDraft, opening, { content: changeContent(world) }));
}

const changeContent = (world: Scenario) => ({ note: 'A change.', changes: [changeFields(world)] });

const changeFields = (world: Scenario) => ({
  kind: 'addition',
  title: 'A company joins the register',
  reason: 'To send messages from within the Union.',
  plannedStartOn: '2199-01-01',
  company: { legalName: `Siroco Mail ${newId()}`, category: 'infrastructure' },
  terms: {
    description: 'Delivers messages.',
    purpose: 'To deliver messages.',
    locations: [{ country: 'DE', place: 'Hamburg' }],
    customerData: ['E-mail address'],
    serviceIds: [],
  },
  mark: world.mark,
});

const said = (body = 'As follows.') => ({ idempotencyKey: newId(), body });
const rowsOf = async ({ pool }: Scenario, statement: string, id: string) =>
  (await pool.query<{ id: string }>(statement, [id])).rows;
const party = () => `Party ${newId()}`;
const daysToCome = Array.from({ length: 100 }, (_, index) => 3000 + index);
/** A day that no other sample takes. */
const dayToCome = (stage: Stage) => day(stage, daysToCome.pop() ?? 1);
const day = ({ world }: Stage, days: number) => addDays(civilDayIn(world.now, 'Europe/Madrid'), days);

/** For every command, an input with which whoever may carry it out succeeds. */
export const samples: Record<string, (stage: Stage) => Promise<Record<string, unknown>>> = {
  // a subscriber's side
  recordReading: async (s) => ({ noticeId: (await open(s)).noticeId }),
  saveDraft: async (s) => ({ noticeId: (await open(s)).noticeId, content: { groundsText: 'Not yet' } }),
  discardDraft: async (s) => ({ noticeId: (await open(s)).noticeId }),
  attachFile: async (s) => ({ noticeId: (await open(s)).noticeId, name: 'a.pdf', mediaType: 'application/pdf' }),
  attachPiece: async (s) => ({ fileId: await begun(s), position: 1, content: Buffer.from('more') }),
  finishFile: async (s) => ({ fileId: await begun(s), size: 4, sha256: Buffer.alloc(32) }),
  removeFile: async (s) => ({ fileId: (await fileOf(s)).fileId }),
  recordAcceptance: async (s) => ({ noticeId: (await open(s)).noticeId }),
  takeBackAcceptance: async (s) => ({ noticeId: await acceptedNotice(s) }),
  requestEarlyStart: async (s) => ({ noticeId: await acceptedNotice(s) }),
  fileObjection: async (s) => ({ ...objectionFields({ noticeId: (await open(s)).noticeId }) }),
  supplementObjection: async (s) => ({ objectionId: (await objected(s)).objectionId, ...said() }),
  retractObjection: async (s) => ({ objectionId: (await objected(s)).objectionId }),
  askQuestion: async (s) => ({ noticeId: (await open(s)).noticeId, ...said() }),
  askMoreTime: async (s) => ({ noticeId: (await open(s)).noticeId, ...said() }),
  sendMessage: async (s) => ({ noticeId: (await open(s)).noticeId, ...said() }),
  leaveConcern: async ({ world }) => {
    const { serviceId } = await world.service();
    return { changeId: (await world.change({ services: [serviceId] })).changeId, ...said() };
  },
  giveInformation: async (s) => {
    const { objectionId } = await objected(s);
    await s.world.informationRequest({ objectionId, daysAgo: 4 });
    return { objectionId, ...said() };
  },
  answerProposal: async (s) => ({ ...(await proposed(s)), answer: 'declined' }),
  recordDisagreement: async (s) => {
    const { objectionId } = await objected(s);
    await s.world.resolution({ objectionId, option: 'cease', daysAgo: 4 });
    return { objectionId, ...said() };
  },
  disputeAction: async (s) => {
    const { actionId } = await undertaken(s);
    await s.world.completion({ actionId, daysAgo: 3 });
    return { actionId, dispute: 'It is not done.' };
  },
  disputeInstant: async (s) => {
    const { noticeId } = await open(s);
    return { objectionId: (await s.world.recordedObjection({ noticeId })).objectionId, ...said() };
  },
  authoriseService: async (s) => {
    const { serviceId } = await s.world.service();
    const plannedStartOn = day(s, -10);
    await s.world.change({ publishedDaysAgo: 60, plannedStartOn, services: [serviceId] });
    return s.world.serviceForm({ userId: s.bank.signatoryId, serviceId });
  },
  leaveService: async ({ world, bank: { subscriberId } }) => {
    const { serviceId } = await world.service();
    await done(takeUpService, byOwner(world, world.daysAgo(5)), { subscriberId, serviceId });
    return { serviceId };
  },
  // the privacy admin's
  saveChangeDraft: async ({ world }) => ({ content: changeContent(world) }),
  saveDraftedChange: async (s) => ({
    draftId: (await drafted(s)).draftId,
    key: newId(),
    fields: changeFields(s.world),
  }),
  compareChangeDraft: async (s) => {
    const { draftId, againstVersion } = await drafted(s);
    return { draftId, comparedWith: againstVersion };
  },
  discardChangeDraft: async (s) => ({ draftId: (await drafted(s)).draftId }),
  askApproval: async (s) => ({ draftId: (await drafted(s)).draftId }),
  answerApproval: async (s) => ({ ...(await s.world.approvalAsked()), answer: 'approved' }),
  tellPublishing: async (s) => ({
    draftId: (await drafted(s)).draftId,
    progress: { step: 'notices', done: 0, total: 8 },
  }),
  publishVersion: async (s) => ({ draftId: (await drafted(s)).draftId }),
  // refused, since every scenario has its register already
  keepPartyFile: async () => ({ name: 'a.csv', content: Buffer.from('subscriber,country') }),
  exportParties: async () => ({}),
  importParties: async () => ({ content: Buffer.from(`subscriber,country\n${party()},ES\n`) }),
  importRegister: async () => referenceRegister,
  keepRegisterFile: async () => ({
    name: 'register.json',
    sha256: 'ab'.repeat(32),
    content: { file: referenceRegister, problems: [], wrong: 0, remarks: [], lines: null },
  }),
  draftRegister: async ({ world }) => ({
    content: { ...referenceRegister, subprocessors: referenceRegister.subprocessors.slice(1) },
    ...(await stood(world)),
    note: 'A register.',
    reason: 'As follows.',
  }),
  amendSubprocessor: async (s) => ({
    subprocessorId: await company(s),
    legalName: party(),
    reason: 'It was misspelt.',
  }),
  beginEvidence: async (s) => ({ subprocessorId: await company(s), name: 'a.pdf', mediaType: 'application/pdf' }),
  keepEvidencePiece: async (s) => ({ fileId: await evidenceBegun(s), position: 1, content: Buffer.from('more') }),
  finishEvidence: async (s) => ({ fileId: await evidenceBegun(s), size: 4, sha256: Buffer.alloc(32) }),
  removeEvidence: async (s) => ({ fileId: await evidenceBegun(s) }),
  attestMeasure: async (s) => ({
    subprocessorId: await company(s),
    item: 'breach_notice',
    attestedOn: day(s, -1),
    nextReviewOn: day(s, 365),
    note: 'Clause 9 of the contract.',
  }),
  recordCertification: async (s) => ({ subprocessorId: await company(s), name: party(), validTo: day(s, 365) }),
  withdrawChange: async (s) => ({ changeId: (await open(s)).changeId, reason: 'It is not needed.' }),
  extendWindow: async (s) => ({ noticeId: (await open(s)).noticeId, lastDay: day(s, 90), reason: 'Asked for.' }),
  giveFreshNotice: async (s) => ({ noticeId: (await open(s, 60)).noticeId }),
  extendForOutage: async ({ world }) => {
    const { profileId } = await world.profile({ rule: 'calendar-days' });
    await world.subscriber({ profile: profileId });
    await world.change({ publishedDaysAgo: 30 });
    return { ...(await outage(world)), reason: 'Nothing could be filed for some hours.' };
  },
  startReview: async (s) => ({ objectionId: (await objected(s)).objectionId }),
  assessGrounds: async (s) => ({
    objectionId: (await objected(s)).objectionId,
    category: 'third_country_transfer',
    assessment: 'shown',
  }),
  requestInformation: async (s) => ({ objectionId: (await objected(s)).objectionId, ...said() }),
  resumeReview: async (s) => {
    const { objectionId } = await objected(s);
    await s.world.informationRequest({ objectionId, daysAgo: 4 });
    return { objectionId };
  },
  admitObjection: async (s) => ({
    objectionId: (await objected(s, 45, 1)).objectionId,
    reason: 'It came a day late.',
    dataAlreadySent: 'None.',
  }),
  recordObjection: async (s) => ({ ...recordedFields(s.world, { noticeId: (await open(s)).noticeId }) }),
  makeProposal: async (s) => ({
    objectionId: (await objected(s)).objectionId,
    option: 'corrective_action',
    reasons: 'This can be done.',
    answerByDay: day(s, 14),
    actions: [{ text: 'Keep the text', owner: 'Platform team', dueOn: day(s, 21) }],
  }),
  resolveObjection: async (s) => ({
    objectionId: (await objected(s)).objectionId,
    option: 'cease',
    reasons: 'You are right.',
    ceaseScope: 'this_subscriber',
    ceaseOn: day(s, 1),
    dataPlan: 'Nothing was sent.',
  }),
  completeAction: async (s) => ({ actionId: (await undertaken(s)).actionId, evidence: 'See the report.' }),
  makeDataStatement: async (s) => {
    const { objectionId } = await objected(s);
    const { resolutionId } = await s.world.resolution({ objectionId, option: 'cease', daysAgo: 4 });
    return { resolutionId, statement: 'nothing_sent', detail: 'Nothing was sent.' };
  },
  configureVendor: async () => ({
    legalName: 'Tramontana Learning, S.L.',
    privacyContact: 'privacy@vendor.example',
    zone: 'Europe/Madrid',
    country: 'ES',
    region: 'MD',
  }),
  addClosure: async (s) => ({ day: dayToCome(s), name: 'Inventory' }),
  removeClosure: async (s) => {
    const day = dayToCome(s);
    await done(addClosure, byOwner(s.world, s.world.now), { day, name: 'Inventory' });
    return { day };
  },
  setLogo: async () => ({ content: Buffer.from('89504e470d0a1a0a', 'hex') }),
  recordService: async () => ({ name: party() }),
  recordProfile: async () => ({ name: party(), length: 30, objectionClause: 'clause 6.3' }),
  recordSubscriber: async () => ({ name: party(), country: 'ES' }),
  recordUser: async ({ bank: { subscriberId } }) => ({
    email: `${newId()}@subscriber.example`,
    name: 'Alba Ferrer',
    membership: { subscriberId, right: 'contact' },
  }),
  endUser: async ({ world, bank: { subscriberId } }) => {
    const email = `${newId()}@subscriber.example`;
    await world.member({ subscriberId, right: 'contact', email });
    return { email };
  },
  changeSubscriber: async ({ world }) => ({
    subscriberId: (await world.subscriber()).subscriberId,
    name: party(),
    country: 'PT',
  }),
  changeUser: async ({ world }) => ({ userId: (await world.subscriber()).contactId, name: party() }),
  grantRight: async ({ world }) => {
    const { subscriberId, contactId } = await world.subscriber();
    return { subscriberId, userId: contactId, right: 'signatory' };
  },
  endMembership: async ({ world }) => {
    const { contactId } = await world.subscriber();
    const [found] = await rowsOf(world, 'SELECT id FROM demur.memberships WHERE user_id = $1', contactId);
    return { membershipId: found?.id };
  },
  endDpa: async ({ world }) => {
    const { subscriberId } = await world.subscriber();
    const [found] = await rowsOf(world, 'SELECT id FROM demur.dpa_records WHERE subscriber_id = $1', subscriberId);
    return { dpaId: found?.id };
  },
  recordDpa: async ({ world }) => ({
    subscriberId: (await world.subscriber({ dpa: false })).subscriberId,
    profileId: world.profileId,
    reference: party(),
    version: '1',
    executedAt: world.daysAgo(1),
  }),
  takeUpService: async ({ world, bank: { subscriberId } }) => ({ subscriberId, ...(await world.service()) }),
  dropService: async ({ world }) => {
    const { serviceId } = await world.service();
    return { subscriberId: (await world.subscriber({ services: [serviceId] })).subscriberId, serviceId };
  },
  sendLetterAgain: async (s) => {
    const { subscriberId, contactId: userId } = s.bank;
    const { noticeId } = await open(s);
    const to = [{ userId, became: 'bounced' as const }];
    const letter = { noticeId, subscriberId, at: s.world.daysAgo(0.01), to };
    return { idempotencyKey: newId(), letterId: (await writtenLetter(s.world.pool, letter)).letterId, userId };
  },
  writeLetterAgain: async (s) => {
    const letter = { noticeId: (await open(s)).noticeId, subscriberId: s.bank.subscriberId, at: s.world.daysAgo(0.01) };
    const { letterId } = await unwrittenLetter(s.world.pool, { ...letter, because: 'failed' });
    return { idempotencyKey: newId(), letterId };
  },
  createApiToken: async () => ({ name: party(), scopes: ['authorisations:read'], lastDay: '2199-01-01' }),
  revokeApiToken: async ({ world }) => {
    const input = { name: party(), scopes: ['register:read'] };
    return { tokenId: (await done(createApiToken, by(world, world.adminId, world.daysAgo(1)), input)).tokenId };
  },
  // everybody's own
  changePreferences: async () => ({ language: 'es', muted: [] }),
  changePassword: async () => ({ passwordHash: '$argon2id$none' }),
  markRead: async (s) => ({ position: await newsOf(s) }),
  makeCalendarFeed: async () => ({}),
  revokeCalendarFeed: async ({ world, bank: { contactId, signatoryId } }) => {
    for (const userId of [contactId, signatoryId])
      await done(makeCalendarFeed, by(world, userId, world.daysAgo(0.01)), {});
    return {};
  },
  // legal's
  exportCase: async (s) => ({ noticeId: (await open(s)).noticeId, format: 'json', bytes: 1, sha256: 'ab'.repeat(32) }),
  exportCases: async () => ({}),
  checkLog: async () => ({
    ok: true,
    at: '2026-11-24T00:00:00Z',
    entries: 1,
    rows: 1,
    head: 'ab'.repeat(32),
    difference: null,
  }),
  // the clock's
  closeWindows: async () => ({ atMost: 1 }),
  lapseProposal: async (s) => {
    const { objectionId } = await objected(s);
    return s.world.proposal({ objectionId, option: 'corrective_action', daysAgo: 4, answerByDay: day(s, -2) });
  },
  endWithdrawal: async (s) => {
    const { serviceId } = await s.world.service();
    const user = await s.world.subscriber({ services: [serviceId] });
    const { noticeOf } = await s.world.change({ publishedDaysAgo: 20, services: [serviceId] });
    const filing = { noticeId: noticeOf(user), userId: user.signatoryId, daysAgo: 18 };
    const { objectionId } = await s.world.objection(filing);
    const until = { withdrawalDuration: 'temporary', untilDay: day(s, -2) } as const;
    const decision = { objectionId, option: 'feature_withdrawal', daysAgo: 17, ...until } as const;
    return { resolutionId: (await s.world.resolution(decision)).resolutionId };
  },
  sweepUploads: async () => ({}),
  sweepFollowers: async () => ({}),
  sweepSessions: async () => ({}),
  obligeReminders: async () => ({ days: 7, nearer: 3 }),
  obligeOverdueResponses: async () => ({}),
  obligeOverdueActions: async () => ({}),
  obligeDigest: async () => ({}),
  beat: async () => ({}),
  recordOutage: async ({ world }) => {
    accepted(await keep(beat, by(world, null, world.daysAgo(1)), {}));
    return {};
  },
  ...postSamples,
  ...webhookSamples,
  // anybody's
  followRegister: async () => newFollower(),
  confirmFollowing: following,
  stopFollowing: following,
};

/** At which version the register is, and the address of an admin. */
async function stood({ pool, adminId }: Scenario) {
  const { rows } = await transaction(asOwner(pool), (tx) =>
    tx.execute<{ against: number; by: string }>(
      sql`select (select max(number) from demur.policy_versions) as against, (select email from demur.users where id = ${adminId}) as by`,
    ),
  );
  return rows[0];
}

/** Where in the log it stands that the subscriber was given a notice. */
async function newsOf(stage: Stage): Promise<number> {
  const { noticeId } = await open(stage);
  const { rows } = await transaction(asOwner(stage.world.pool), (tx) =>
    tx.execute<{ position: string }>(
      sql`select position from demur.events where case_id = ${noticeId} and type = 'notice.given'`,
    ),
  );
  return Number(rows[0]?.position);
}

/** A company that a change of its own brings. */
async function company(stage: Stage): Promise<string> {
  const { changeId } = await open(stage);
  const { rows } = await transaction(asOwner(stage.world.pool), (tx) =>
    tx.execute<{ id: string }>(sql`select subprocessor_id as id from demur.changes where id = ${changeId}`),
  );
  return rows[0]?.id ?? '';
}

/** A file of evidence that has begun to arrive, with one piece of four bytes. */
async function evidenceBegun(stage: Stage): Promise<string> {
  const opening = by(stage.world, stage.world.adminId, stage.world.daysAgo(0.01));
  const file = { subprocessorId: await company(stage), name: 'a.pdf', mediaType: 'application/pdf' };
  const { fileId } = accepted(await keep(beginEvidence, opening, file));
  accepted(await keep(keepEvidencePiece, opening, { fileId, position: 0, content: Buffer.from('%PDF') }));
  return fileId;
}

async function acceptedNotice(stage: Stage): Promise<string> {
  const { noticeId } = await open(stage);
  await stage.world.acceptance({ noticeId, userId: stage.bank.signatoryId });
  return noticeId;
}

function newFollower() {
  const id = newId();
  const tokenHash = createHash('sha256').update(id).digest();
  return { id, tokenHash, email: `${id}@reader.example`, origin: id };
}

/** Somebody who has asked to follow the register and not confirmed it yet. */
async function following({ world }: Stage) {
  const asked = newFollower();
  accepted(await keep(followRegister, bySession(world.pool, null), asked));
  return { followerId: asked.id, tokenHash: asked.tokenHash };
}

/** An upload by the subscriber's contact that has begun, with one piece of four bytes. */
async function begun(stage: Stage): Promise<string> {
  const { noticeId } = await open(stage);
  const opening = by(stage.world, stage.bank.contactId, stage.world.daysAgo(0.01));
  const file = { noticeId, name: 'a.pdf', mediaType: 'application/pdf' };
  const { fileId } = accepted(await keep(attachFile, opening, file));
  accepted(await keep(attachPiece, opening, { fileId, position: 0, content: Buffer.from('%PDF') }));
  return fileId;
}
