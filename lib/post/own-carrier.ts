import { env } from '#db/env.ts';
import type { Carrier } from './carrier.ts';
import { demoCarrier } from './demo-carrier.ts';
import { smtpCarrier } from './smtp-carrier.ts';

let relay: Carrier | undefined;

/**
 * This installation's: in a demo the one that keeps everything here, whatever else is set, since its addresses are made
 * up; else the relay of SMTP_URL. None: no relay is named, and letters wait.
 */
export function ownCarrier(demo: boolean): Carrier | undefined {
  if (demo) return demoCarrier;
  const { SMTP_URL } = env();
  if (SMTP_URL) relay ??= smtpCarrier(SMTP_URL);
  return relay;
}
