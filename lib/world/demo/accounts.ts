import { sql } from 'drizzle-orm';
import type { Opening } from '#db/transaction.ts';
import { markRead } from '#lib/bell/mark-read.ts';
import { read } from '#lib/command/read.ts';
import { keep } from '#lib/command/unrecorded.ts';
import { makeCalendarFeed } from '#lib/deadline-feed/make-calendar-feed.ts';
import { changePreferences } from '#lib/letters/change-preferences.ts';
import { pauseWebhook } from '#lib/webhooks/pause-webhook.ts';
import { recordWebhook } from '#lib/webhooks/record-webhook.ts';
import { outage } from '../outage.ts';
import { accepted, by, daysBefore, done } from '../world.ts';
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
  // what lies further back is nobody's news
  for (const [index, userId] of [signatory, contact, subscribers.hospital.signatory, world.adminId].entries())
    script.on(4, `07:4${index}`, 'read the news', async (at) => {
      const opening = by(world, userId, at);
      accepted(await keep(markRead, opening, { position: await latestPosition(opening), through: true }));
    });
  // the manufacturer moved its mail to another server, and missed one notice
  script.mailAway(97, 2, 'brennick.example');
}

/** Of the log as this user sees it. */
function latestPosition(opening: Opening): Promise<number> {
  return read(opening, async ({ tx }) => {
    const { rows } = await tx.execute<{ position: string }>(sql`select max(position) as position from demur.events`);
    return Number(rows[0]?.position);
  });
}
