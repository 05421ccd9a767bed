import type { ChangeOptions, PublishedChange } from '#lib/world/change.ts';
import type { Scenario } from '#lib/world/scenario.ts';
import type { Subscriber, SubscriberOptions } from '#lib/world/subscriber.ts';

export interface OwnCase {
  subscriber: Subscriber;
  /** Further subscribers of the same service, with a notice each. */
  others: Subscriber[];
  change: PublishedChange;
  /** The change in one line, as its notice is headed. */
  title: string;
  noticeId: string;
  serviceId: string;
  serviceName: string;
}

let made = 0;

/**
 * A subscriber that uses a service of its own, and a change of that service, three days old: what happens on the case
 * reaches no other test.
 */
export async function ownCase(
  world: Scenario,
  options: { subscriber?: SubscriberOptions; others?: number; change?: ChangeOptions } = {},
): Promise<OwnCase> {
  const mark = `${world.mark} ${++made}`;
  const serviceName = `Messages ${mark}`;
  const { serviceId } = await world.service({ name: serviceName });
  const subscriber = await world.subscriber({
    name: `Halyard Library ${mark}`,
    services: [serviceId],
    ...options.subscriber,
  });
  const others: Subscriber[] = [];
  for (let count = 0; count < (options.others ?? 0); count++)
    others.push(await world.subscriber({ services: [serviceId] }));
  const title = `Meltemi ${mark} will send messages`;
  const change = await world.change({ title, services: [serviceId], publishedDaysAgo: 3, ...options.change });
  return { subscriber, others, change, title, noticeId: change.noticeOf(subscriber), serviceId, serviceName };
}
