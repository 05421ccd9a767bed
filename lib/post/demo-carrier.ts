import type { Carried, Carrier } from './carrier.ts';

/** Whoever has an address here can't be written to: so a demo shows what a bounce does. */
export const BOUNCING_DOMAIN = 'bounces.example';

const HOST = 'demo';

/** Keeps every letter here: what stands in the letters of a demo goes to nobody. */
export const demoCarrier: Carrier = {
  word: 'demo',
  host: HOST,
  atOnce: 20,
  async carry({ to: { address } }): Promise<Carried> {
    if (address.toLowerCase().endsWith(`@${BOUNCING_DOMAIN}`))
      return { is: 'refused', host: HOST, code: 550, answer: '5.1.1 No such mailbox.' };
    return { is: 'handed', host: HOST, code: 250, answer: 'Kept here: in a demo no letter leaves the house.' };
  },
  rest: () => undefined,
};
