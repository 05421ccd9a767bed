import type { GroundAssessment, GroundCategory } from '#db/schema/vocabulary.ts';
import type { Actor } from '#lib/access/actor.ts';
import type { Command, Decided } from '#lib/command/command.ts';
import { newId } from '#lib/command/new-id.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { admitObjection } from '#lib/objections/admit-objection.ts';
import { assessGrounds } from '#lib/objections/assess-grounds.ts';
import { disputeInstant } from '#lib/objections/dispute-instant.ts';
import { giveInformation } from '#lib/objections/give-information.ts';
import { recordDisagreement } from '#lib/objections/record-disagreement.ts';
import { recordObjection } from '#lib/objections/record-objection.ts';
import { requestInformation } from '#lib/objections/request-information.ts';
import { resumeReview } from '#lib/objections/resume-review.ts';
import { retractObjection } from '#lib/objections/retract-objection.ts';
import { startReview } from '#lib/objections/start-review.ts';
import { supplementObjection } from '#lib/objections/supplement-objection.ts';
import { type FileOptions, objection } from '../objection.ts';
import { by, done } from '../world.ts';
import type { Cast } from './cast.ts';
import { type ServiceSlug, type SubscriberName, subscribers, vendor } from './parties.ts';
import { instantOn, type Later, type Script } from './script.ts';
import { type ChangeTold, readingVerbs } from './tell-readings.ts';

/** An objection of the story, and whose. */
export interface ObjectionTold {
  name: SubscriberName;
  filed: Later<{ objectionId: string }>;
}

interface ObjectionTelling {
  grounds: GroundCategory[];
  text: string;
  /** What it requests. */
  actions?: string[];
  data?: string[];
  services?: ServiceSlug[];
  actingAs?: 'controller' | 'processor';
  onBehalfOf?: string;
  files?: (at: Instant) => Promise<FileOptions[]>;
}

interface RecordedTelling extends ObjectionTelling {
  /** When it came, by the vendor's word: days before today and a time of day. */
  came: [daysAgo: number, time: string];
  original: string;
}

/** What happens about objections until they are decided. */
export function objectionVerbs(cast: Cast, script: Script) {
  const { world, today, services, subscribers: parties } = cast;
  const { beforeActing } = readingVerbs(cast, script);
  const fields = (name: SubscriberName, told: ChangeTold, telling: ObjectionTelling) => {
    const { name: filerName, capacity } = subscribers[name].people.signatory;
    return {
      noticeId: told.value.noticeOf(parties[name]),
      idempotencyKey: newId(),
      filerName,
      capacity,
      groundCategories: telling.grounds,
      groundsText: telling.text,
      requestedActions: telling.actions ?? [],
      dataCategories: telling.data ?? [],
      serviceIds: (telling.services ?? []).map((slug) => services[slug]),
      actingAs: telling.actingAs ?? ('controller' as const),
      onBehalfOf: telling.onBehalfOf,
    };
  };
  const about = ({ filed }: ObjectionTold) => filed.value.objectionId;

  /** A command about one objection, by the vendor or by a signatory, with or without words. */
  const step =
    <I, S, D extends Decided, R, A extends Actor>(command: Command<I, S, D, R, A>, side: 'vendor' | 'subscriber') =>
    (daysAgo: number, time: string, told: ObjectionTold, more: Record<string, unknown> = {}) =>
      script.on(daysAgo, time, `${command.name}, ${subscribers[told.name].name}`, (at) => {
        const userId = side === 'vendor' ? world.adminId : parties[told.name].signatory;
        return done(command, by(world, userId, at), { objectionId: about(told), ...more });
      });
  const saying =
    <I, S, D extends Decided, R, A extends Actor>(command: Command<I, S, D, R, A>, side: 'vendor' | 'subscriber') =>
    (daysAgo: number, time: string, told: ObjectionTold, body: string) =>
      step(command, side)(daysAgo, time, told, { idempotencyKey: newId(), body });
  const assesses = step(assessGrounds, 'vendor');
  const admits = step(admitObjection, 'vendor');

  return {
    objects(
      daysAgo: number,
      time: string,
      told: ChangeTold,
      name: SubscriberName,
      telling: ObjectionTelling,
    ): ObjectionTold {
      beforeActing(daysAgo, time, told, name, 'signatory');
      const filed = script.on(daysAgo, time, `${subscribers[name].name} objects`, async (at) => {
        const files = await telling.files?.(at);
        return objection(world, { ...fields(name, told, telling), at, userId: parties[name].signatory, files });
      });
      return { name, filed };
    },
    recordsFromEmail: (
      daysAgo: number,
      time: string,
      told: ChangeTold,
      name: SubscriberName,
      { came: [cameDaysAgo, cameTime], original, ...telling }: RecordedTelling,
    ): ObjectionTold => ({
      name,
      filed: script.on(daysAgo, time, `record the objection of ${subscribers[name].name} from an e-mail`, (at) =>
        done(recordObjection, by(world, world.adminId, at), {
          ...fields(name, told, telling),
          channel: 'email',
          receivedAt: instantOn(today, cameDaysAgo, cameTime, vendor.zone),
          original,
        }),
      ),
    }),
    reviews: step(startReview, 'vendor'),
    assesses: (
      daysAgo: number,
      time: string,
      told: ObjectionTold,
      category: GroundCategory,
      assessment: GroundAssessment,
      note?: string,
    ) => assesses(daysAgo, time, told, { category, assessment, note }),
    asksInformation: saying(requestInformation, 'vendor'),
    givesInformation: saying(giveInformation, 'subscriber'),
    resumes: step(resumeReview, 'vendor'),
    admits: (daysAgo: number, time: string, told: ObjectionTold, reason: string, dataAlreadySent: string) =>
      admits(daysAgo, time, told, { reason, dataAlreadySent }),
    retracts: step(retractObjection, 'subscriber'),
    supplements: (daysAgo: number, time: string, told: ObjectionTold, body: string, requestedActions: string[] = []) =>
      step(supplementObjection, 'subscriber')(daysAgo, time, told, { idempotencyKey: newId(), body, requestedActions }),
    disputesInstant: saying(disputeInstant, 'subscriber'),
    disagrees: saying(recordDisagreement, 'subscriber'),
  };
}
