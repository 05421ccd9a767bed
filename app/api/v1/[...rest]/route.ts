import { refuseAddress } from '#lib/api/refused.ts';

/** There is nothing at this address of the API. */
export function GET(): Response {
  return refuseAddress();
}

export { GET as DELETE, GET as PATCH, GET as POST, GET as PUT };
