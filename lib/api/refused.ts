import { problemDetails } from './problem-details.ts';

/** Every address of the API is read, and nothing else. */
export function refuseMethod(): Response {
  return problemDetails('method', { headers: { allow: 'GET, HEAD, OPTIONS' } });
}

/** There is no such address. */
export function refuseAddress(): Response {
  return problemDetails('not_found');
}
