import { makeCalendarFeed } from '#lib/deadline-feed/make-calendar-feed.ts';
import { changePreferences } from '#lib/letters/change-preferences.ts';
import { pauseWebhook } from '#lib/webhooks/pause-webhook.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { outage } from '../outage.ts';
import { by, daysBefore, done } from '../world.ts';
import type { Cast } from './cast.ts';
import type { Script } from './script.ts';

/** How people are written to, what programs are told, and a night on which nothing could be filed. */
export function accounts({ world, subscribers }: Cast, script: Script): void {
  const { signatory, contact } = subscribers.bank;
  script.on(200, '09:14', 'read letters in Spanish', (at) =>
    done(changePreferences, by(world, contact, at), { language: 'es', muted: [] }),
  );
  script.on(199, '17:02', 'do without reminders', (at) =>
    done(changePreferences, by(world, subscribers.insurer.contact, at), { language: 'en', muted: ['reminder'] }),
  );
  script.on(120, '09:30', 'put the deadlines into a calendar', (at) =>
    done(makeCalendarFeed, by(world, signatory, at), {}),
  );
  const endpoint = script.on(90, '11:08', 'have a program told', (at) =>
    done(recordWebhook, by(world, world.adminId, at), {
      name: 'Data gateway',
      url: 'https://gateway.vendor.example/demur',
      kinds: ['authorisation.changed', 'objection.filed'],
    }),
  );
  // nobody is there to be told
  script.on(90, '11:20', 'pause the program', (at) =>
    done(pauseWebhook, by(world, world.adminId, at), { endpointId: endpoint.value.endpointId, paused: true }),
  );
  script.on(150, '02:41', 'see that nothing could be filed for 41 minutes', (at) =>
    outage(world, { from: daysBefore(at, 41 / (24 * 60)), to: at }),
  );
  // the manufacturer moved its mail to another server, and missed one notice
  script.mailAway(97, 2, 'brennick.example');
}
