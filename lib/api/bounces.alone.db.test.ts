import { afterAll, beforeAll, expect, test } from 'vitest';
import { described } from '#db/testing/api-description.ts';
import { writtenLetter } from '#db/testing/letters.ts';
import { type TestDatabase, testDatabase } from '#db/testing/template.ts';
import { asWorker } from '#db/transaction.ts';
import { run } from '#lib/command/command.ts';
import { applyReports } from '#lib/post/apply-reports.ts';
import { type Scenario, scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, done } from '#lib/world/world.ts';
import { bounces } from './bounces.ts';
import { createApiToken } from './create-api-token.ts';

let database: TestDatabase;
let world: Scenario;
let bank: Subscriber;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  Object.assign(process.env, { DATABASE_WEB_URL: database.webUrl, NEXTAUTH_URL: 'https://demur.example' });
  world = await scenario(database.owner);
  bank = await world.subscriber();
  token = await made(['bounces:write']);
});
afterAll(() => database.drop());

const made = async (scopes: string[]) =>
  (await done(createApiToken, by(world, world.adminId, world.daysAgo(1)), { name: 'The relay', scopes })).token;

async function post(body: unknown, type = 'application/json', sent = token) {
  const headers = { authorization: `Bearer ${sent}`, 'content-type': type };
  const text = typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body);
  const given = { method: 'POST', headers, body: text, duplex: 'half' };
  const answer = await bounces(new Request('https://demur.example/api/v1/bounces', given));
  const said = await answer.json();
  described('/bounces', answer, said);
  return { status: answer.status, body: said };
}

/** A notice that was handed over to the relay for one contact, who has not read it. */
async function handed() {
  const { noticeOf } = await world.change({ publishedDaysAgo: 2 });
  const noticeId = noticeOf(bank);
  const to = [{ userId: bank.contactId, became: 'handed' as const }];
  const letter = { noticeId, subscriberId: bank.subscriberId, at: world.daysAgo(1), to };
  const [id] = (await writtenLetter(world.pool, letter)).deliveryIds;
  await database.superuser.query(`UPDATE demur.notices SET shown_at = now() - interval '1 day' WHERE id = $1`, [
    noticeId,
  ]);
  const { rows } = await database.superuser.query('SELECT message_id FROM demur.deliveries WHERE id = $1', [id]);
  return { id, noticeId, messageId: String(rows[0].message_id) };
}

const apply = () => run(applyReports, asWorker(database.worker), { atMost: 100 });

async function stands(id: string | undefined) {
  const { rows } = await database.superuser.query(
    `SELECT bounced_at IS NOT NULL AS bounced, bounce_code, bounce_answer, accepted_at IS NOT NULL AS accepted, accepted_host,
       (SELECT array_agg(e.type ORDER BY position) FROM demur.events e WHERE e.case_id = l.notice_id AND (e.type LIKE 'letter.%' OR e.type LIKE 'notice.shown%')) AS events,
       (SELECT shown_at IS NOT NULL FROM demur.notices n WHERE n.id = l.notice_id) AS shown
     FROM demur.deliveries d JOIN demur.letters l ON l.id = d.letter_id WHERE d.id = $1`,
    [id],
  );
  return rows[0];
}

test('a bounce that is reported takes the proof of its notice back, once however often it is told', async () => {
  const { id, messageId } = await handed();
  const bounce = {
    messageId,
    event: 'bounced',
    at: '2026-11-24T10:00:00+01:00',
    code: 550,
    detail: 'Nobody\u0000here',
  };
  const other = { messageId: '<nobody@elsewhere.example>', event: 'bounced' };
  const first = await post([bounce, other]);
  expect(first).toMatchObject({
    status: 200,
    body: { reports: [{ messageId, event: 'bounced', known: true }, { known: false }] },
  });
  await post([{ ...bounce, messageId: messageId.slice(1, -1) }]);
  await apply();
  await post([bounce]);
  await apply();
  expect(await stands(id)).toEqual({
    ...{
      bounced: true,
      bounce_code: 550,
      bounce_answer: 'Nobody here',
      accepted: false,
      accepted_host: null,
      shown: false,
    },
    events: ['letter.composed', 'notice.shown_no_longer', 'letter.bounced'],
  });
});

test('acceptance by the recipient’s own server is a grade of its own, and a status notification is read as it came', async () => {
  const { id, messageId } = await handed();
  await post([{ messageId, event: 'accepted', host: 'mx.reader.example', code: 250 }]);
  await apply();
  expect(await stands(id)).toMatchObject({
    accepted: true,
    accepted_host: 'mx.reader.example',
    bounced: false,
    shown: true,
  });
  const notification = `Message-ID: <x@y.example>\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.2.1\n\nMessage-ID: ${messageId}\n`;
  expect(await post(notification, 'multipart/report; report-type=delivery-status')).toMatchObject({
    status: 200,
    body: { reports: [{ known: true }] },
  });
  await apply();
  expect(await stands(id)).toMatchObject({ accepted: true, bounced: true, shown: false });
});

test('what can’t be read, and who may not report, is told so, and nothing is kept', async () => {
  const { messageId } = await handed();
  const before = await database.superuser.query('SELECT count(*) FROM demur.bounce_reports');
  expect(await post('{"a":')).toMatchObject({ status: 400, body: { parameters: { body: 'is no JSON' } } });
  expect(await post([])).toMatchObject({ status: 400, body: { parameters: { reports: 'is empty' } } });
  expect(await post([{ messageId, event: 'read' }])).toMatchObject({
    status: 400,
    body: { parameters: { 'reports.0.event': expect.stringContaining('bounced') } },
  });
  expect(await post([{ messageId: 'two words', event: 'bounced' }])).toMatchObject({ status: 400 });
  expect(await post('hello', 'text/plain')).toMatchObject({ status: 400 });
  expect(await post('Subject: Out of office', 'multipart/report')).toMatchObject({ status: 400 });
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      sent += 1;
      if (sent > 1000) stream.close();
      else stream.enqueue(new Uint8Array(100_000));
    },
  });
  expect(await post(endless)).toMatchObject({ status: 400, body: { parameters: { body: expect.any(String) } } });
  expect(sent).toBeLessThan(20);
  const half = `${'a'.repeat(999)}😀`;
  const unknown = { messageId: '<nobody@demur.example>', event: 'accepted', detail: half };
  expect(await post([unknown])).toMatchObject({ status: 200, body: { reports: [{ known: false }] } });
  const reader = await made(['register:read']);
  expect(await post([{ messageId, event: 'bounced' }], 'application/json', reader)).toMatchObject({ status: 403 });
  expect(await post([{ messageId, event: 'bounced' }], 'application/json', 'demur_none')).toMatchObject({
    status: 401,
  });
  expect((await database.superuser.query('SELECT count(*) FROM demur.bounce_reports')).rows).toEqual(before.rows);
});
