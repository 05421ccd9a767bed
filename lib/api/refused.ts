import { problemDetails } from './problem-details.ts';

const ALLOW = 'GET, HEAD, OPTIONS';

/** An address of the API that is read, and nothing else. */
export function refuseMethod(): Response {
  return problemDetails('method', { headers: { allow: ALLOW } });
}

/** What may be done here. */
export function options(): Response {
  return new Response(null, { status: 204, headers: { allow: ALLOW } });
}

/** An address that takes reports, and nothing else. */
export function refuseAllButPost(): Response {
  return problemDetails('method', { headers: { allow: 'POST, OPTIONS' } });
}

/** What may be done there. */
export function postOptions(): Response {
  return new Response(null, { status: 204, headers: { allow: 'POST, OPTIONS' } });
}

/** There is no such address. */
export function refuseAddress(): Response {
  return problemDetails('not_found');
}
