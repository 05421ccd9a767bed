import type { SubscriberActor } from '#lib/access/actor.ts';
import { read } from '#lib/command/read.ts';
import { authoriseService } from '#lib/services/authorise-service.ts';
import { toAuthorise } from '#lib/services/service.ts';
import { takeUpPage } from '#lib/services/take-up-page.ts';
import { by, done, instantOf, type When, type World } from './world.ts';

export interface ServiceOption extends When {
  /** A signatory. */
  userId: string;
  serviceId: string;
}

/** What the page of taking up a service shows a signatory at that instant, as its form sends it: everything ticked. */
export async function serviceForm(world: World, { userId, serviceId, ...when }: ServiceOption) {
  const opening = by(world, userId, instantOf(world, when, 0));
  const page = await read(opening, ({ tx, actor }) =>
    takeUpPage({ tx, actor: actor as SubscriberActor }, { serviceId }),
  );
  const termsIds = toAuthorise(page?.behind ?? []).map(({ termsId }) => termsId);
  const changeIds = (page?.toCome ?? []).map(({ id }) => id);
  const shown = { shownTermsIds: termsIds, shownChangeIds: changeIds };
  return { serviceId, termsIds, changeIds, ...shown, declaration: true, dora: false };
}

/**
 * A signatory authorises what is behind a service and takes it up.
 * @param options `changeIds`: the changes to come that it accepts at once; none unless given
 */
export async function serviceTakenUp(world: World, options: ServiceOption & { changeIds?: string[]; dora?: boolean }) {
  const { changeIds = [], dora = false, ...option } = options;
  const form = await serviceForm(world, option);
  const opening = by(world, option.userId, instantOf(world, option, 0));
  return done(authoriseService, opening, { ...form, changeIds, dora });
}
