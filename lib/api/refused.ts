import { problemDetails } from './problem-details.ts';

const ALLOW = 'GET, HEAD, OPTIONS';

/** Every address of the API is read, and nothing else. */
export function refuseMethod(): Response {
  return problemDetails('method', { headers: { allow: ALLOW } });
}

/** What may be done here. */
export function options(): Response {
  return new Response(null, { status: 204, headers: { allow: ALLOW } });
}

/** There is no such address. */
export function refuseAddress(): Response {
  return problemDetails('not_found');
}
