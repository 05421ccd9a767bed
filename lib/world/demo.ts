import { connect } from '#db/client.ts';
import { asOwner, transaction } from '#db/transaction.ts';
import { clock } from '#lib/command/command.ts';
import type { Instant } from '#lib/deadlines/instant.ts';
import { configureVendor } from '#lib/parties/configure-vendor.ts';
import { accounts } from './demo/accounts.ts';
import { foundDemo } from './demo/cast.ts';
import { diligence } from './demo/diligence.ts';
import { reports, textMessages, thisWeek, webinars } from './demo/lately.ts';
import { vendor } from './demo/parties.ts';
import { programs } from './demo/programs.ts';
import { captions, standbySite, supportMessages } from './demo/running.ts';
import { script } from './demo/script.ts';
import { backups, firstAdditions, mailServers, scores, surveysEnd } from './demo/settled.ts';
import { teller } from './demo/teller.ts';
import { byOwner, done } from './world.ts';

/**
 * Fills an empty, migrated database with the demo world, by the product's own commands at instants of the past. All
 * days count back from `now`, so that every state is on show on whatever day it is planted. The vendor is marked as a
 * demo last of all: a world without that mark is not whole.
 *
 * @param ownerUrl the owner's login: only under it the database's clock can stand in the past
 * @param now the database's clock unless given
 */
export async function plantDemoWorld({ ownerUrl, now: given }: { ownerUrl: string; now?: Instant }): Promise<void> {
  const pool = connect(ownerUrl, 1, 'demur demo world');
  try {
    const now = given ?? (await transaction(asOwner(pool), clock));
    // one connection and hundreds of small commits: only the last waits for the disk, and with it all before it
    await pool.query('SET synchronous_commit = off');
    const cast = await foundDemo(pool, now);
    const told = script(cast.world, vendor.zone);
    const tell = teller(cast, told);

    const additions = firstAdditions(tell);
    const granary = backups(tell);
    const brackwater = mailServers(tell, additions);
    scores(tell);
    surveysEnd(tell, additions);
    const lanternfish = captions(tell);
    supportMessages(tell, additions);
    standbySite(tell, brackwater);
    webinars(tell);
    reports(tell);
    textMessages(tell);
    thisWeek(tell, lanternfish, granary);
    programs(cast, told);
    accounts(cast, told);
    diligence(cast, told, { ...additions, granary, brackwater });
    await told.play();

    await pool.query('SET synchronous_commit = on');
    await done(configureVendor, byOwner(cast.world, now), { ...vendor, demo: true });
  } finally {
    await pool.end();
  }
}
