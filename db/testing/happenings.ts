import type pg from 'pg';
import { createApiToken } from '#lib/api/create-api-token.ts';
import { run } from '#lib/command/command.ts';
import { addDays } from '#lib/deadlines/civil-day.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { civilDayIn } from '#lib/deadlines/speak.ts';
import { giveFreshNotice } from '#lib/notices/give-fresh-notice.ts';
import { requestEarlyStart } from '#lib/notices/request-early-start.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { dropService } from '#lib/parties/drop-service.ts';
import { takeUpService } from '#lib/parties/take-up-service.ts';
import { applyReports } from '#lib/post/apply-reports.ts';
import { markDeliveries } from '#lib/post/mark-deliveries.ts';
import { endWithdrawal } from '#lib/resolutions/end-withdrawal.ts';
import type { ChangeOptions, PublishedChange } from '#lib/world/change.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import type { Subscriber } from '#lib/world/subscriber.ts';
import { by, byOwner, done } from '#lib/world/world.ts';
import { writtenLetter } from './letters.ts';

/** Something that happens at an instant; the number picks whom it happens to. Refused, or thrown, where it can't be now. */
export type Happening = (pick: number, at: Instant) => Promise<unknown>;

/** A few subscribers of different terms, and whatever of theirs can alter an answer to "may we?", by name. */
export async function happenings(world: Scenario, superuser: pg.Pool): Promise<Record<string, Happening>> {
  const services = await Promise.all([world.service(), world.service()]);
  const specific = await world.profile({ authorisation: 'specific' });
  const lenient = await world.profile({ standstill: false, noticeRequired: true, length: 10, emergencyClause: '9' });
  const ids = services.map(({ serviceId }) => serviceId);
  const subscribers: Subscriber[] = [
    await world.subscriber({ services: ids }),
    await world.subscriber({ services: ids.slice(1), profile: lenient.profileId }),
    await world.subscriber({ profile: specific.profileId }),
    await world.subscriber({ dpa: false }),
  ];
  const gateway = { name: 'Mail gateway', scopes: ['bounces:write'] };
  const { tokenId } = await done(createApiToken, by(world, world.adminId, world.daysAgo(390)), gateway);
  const changes: (PublishedChange & { services: string[] })[] = [];
  const withdrawn: string[] = [];
  /** One of the latest few. */
  const of = <T>(list: T[], pick: number): T => list.slice(-4)[pick % Math.min(4, list.length)] as T;
  const day = (at: Instant, days: number) => addDays(civilDayIn(at, 'Europe/Madrid'), days);
  /** One of the latest notices with such an answer. */
  const noticed = async (pick: number, answer: 'accepted' | null = null) => {
    const { rows } = await superuser.query<{ noticeId: string; subscriberId: string }>(
      `SELECT id AS "noticeId", subscriber_id AS "subscriberId" FROM demur.notices
       WHERE answer IS NOT DISTINCT FROM $1 ORDER BY closes_at DESC, id LIMIT 6`,
      [answer],
    );
    const { noticeId, subscriberId } = of(rows, pick);
    const whose = subscribers.find((one) => one.subscriberId === subscriberId);
    return { noticeId, userId: whose?.signatoryId ?? '' };
  };
  /** One of the undecided objections. */
  const undecided = async (pick: number) => {
    const { rows } = await superuser.query<{ objectionId: string; subscriberId: string }>(
      `SELECT id AS "objectionId", subscriber_id AS "subscriberId" FROM demur.objection_progress WHERE status = 'filed' ORDER BY id`,
    );
    const { objectionId, subscriberId } = of(rows, pick);
    return { objectionId, userId: subscribers.find((one) => one.subscriberId === subscriberId)?.signatoryId ?? '' };
  };
  /** A company of the infrastructure with terms in force. */
  const inForce = async (pick: number, at: Instant) => {
    const { rows } = await superuser.query<{ id: string }>(
      `SELECT s.id FROM demur.terms_in_force($1) f JOIN demur.subprocessors s ON s.id = f.subprocessor_id
       WHERE s.category = 'infrastructure' ORDER BY f.since DESC, s.id`,
      [at],
    );
    return of(rows, pick).id;
  };
  const publish = async (options: ChangeOptions) => {
    const { services: served = [] } = options;
    changes.push({ ...(await world.change(options)), services: served });
  };

  return {
    addition: (pick, at) => publish({ publishedAt: at, services: pick % 2 ? [of(ids, pick >> 1)] : [] }),
    location: async (pick, at) =>
      publish({
        publishedAt: at,
        kind: 'location',
        subprocessorId: await inForce(pick, at),
        terms: { locations: [{ country: 'FR', place: `Lyon ${pick}` }] },
      }),
    replacement: async (pick, at) =>
      publish({
        publishedAt: at,
        kind: 'replacement',
        replacesId: await inForce(pick, at),
        ...(pick % 3 === 0 && { urgent: { reason: 'It goes out of business.' } }),
      }),
    removal: async (pick, at) => publish({ publishedAt: at, kind: 'removal', subprocessorId: await inForce(pick, at) }),
    superseding: (pick, at) => {
      const { changeId: supersedes, subprocessorId, services: served } = of(changes, pick);
      return publish({ publishedAt: at, supersedes, subprocessorId, services: served });
    },
    withdrawal: (pick, at) => world.withdrawal({ changeId: of(changes, pick).changeId, at }),
    reading: async (pick, at) => world.reading({ ...(await noticed(pick)), at }),
    handOver: async (pick, at) => {
      const { noticeId, userId } = await noticed(pick);
      const subscriberId = subscribers.find(({ signatoryId }) => signatoryId === userId)?.subscriberId;
      const to = [{ userId, became: 'waiting' as const }];
      const { deliveryIds } = await writtenLetter(world.pool, { noticeId, subscriberId, at, to });
      const said = { is: 'handed', host: 'relay.example', code: 250, answer: 'OK' };
      const results = deliveryIds.map((deliveryId) => ({ deliveryId, ...said }));
      return run(markDeliveries, by(world, null, at), { results });
    },
    bounce: async (pick, at) => {
      const { rows } = await superuser.query<{ id: string }>(
        'SELECT id FROM demur.deliveries WHERE handed_at IS NOT NULL AND bounced_at IS NULL ORDER BY id',
      );
      await superuser.query(
        `INSERT INTO demur.bounce_reports (delivery_id, grade, token_id, reported_at) VALUES ($1, 'bounced', $2, $3)`,
        [of(rows, pick).id, tokenId, at],
      );
      return run(applyReports, by(world, null, at), { atMost: 500 });
    },
    freshNotice: async (pick, at) => {
      const { rows } = await superuser.query<{ id: string }>(
        'SELECT id FROM demur.notices WHERE answer IS NULL AND closes_at <= $1 ORDER BY closes_at, id',
        [at],
      );
      return run(giveFreshNotice, by(world, world.adminId, at), { noticeId: of(rows, pick).id });
    },
    acceptance: async (pick, at) => world.acceptance({ ...(await noticed(pick)), at }),
    earlyStart: async (pick, at) => {
      const { noticeId, userId } = await noticed(pick, 'accepted');
      return run(requestEarlyStart, by(world, userId, at), { noticeId });
    },
    objection: async (pick, at) => {
      const { noticeId, userId } = await noticed(pick);
      return world.objection({ noticeId, userId, at, requestedActions: ['Keep the data here'] });
    },
    retraction: async (pick, at) => {
      const { objectionId, userId } = await undecided(pick);
      return run(retractObjection, by(world, userId, at), { objectionId });
    },
    cease: async (pick, at) => world.resolution({ ...(await undecided(pick)), option: 'cease', at }),
    action: async (pick, at) => {
      const { actionIds } = await world.resolution({ ...(await undecided(pick)), option: 'corrective_action', at });
      if (pick % 2) for (const actionId of actionIds) await world.completion({ actionId, at });
    },
    featureWithdrawal: async (pick, at) => {
      const until = { withdrawalDuration: 'temporary', untilDay: day(at, 5 + (pick % 20)) } as const;
      const coreConditions = 'Three months ahead, with the data returned.';
      const option = { option: 'feature_withdrawal', at, coreConditions, ...(pick % 3 && until) } as const;
      withdrawn.push((await world.resolution({ ...(await undecided(pick)), ...option })).resolutionId);
    },
    withdrawalEnd: (pick, at) => run(endWithdrawal, by(world, null, at), { resolutionId: of(withdrawn, pick) }),
    extension: async (pick, at) =>
      world.extension({ ...(await noticed(pick)), lastDay: day(at, 20 + (pick % 40)), at }),
    takeUp: (pick, at) =>
      run(takeUpService, byOwner(world, at), {
        subscriberId: of(subscribers, pick).subscriberId,
        serviceId: of(ids, pick >> 2),
      }),
    drop: (pick, at) =>
      run(dropService, byOwner(world, at), {
        subscriberId: of(subscribers, pick).subscriberId,
        serviceId: of(ids, pick >> 2),
      }),
    newcomer: async (_pick, at) => {
      if (subscribers.length > 5) return;
      const ago = (Date.parse(world.now) - Date.parse(at)) / 86_400_000;
      const executed = { recordedDaysAgo: ago, dpaExecutedDaysAgo: ago };
      subscribers.push(await world.subscriber({ services: ids.slice(0, 1), ...executed }));
    },
  };
}
