import type { Refusal, RefusalCode } from '#lib/command/refusal.ts';

const STATUS: Partial<Record<RefusalCode, number>> = {
  not_found: 404,
  not_signed_in: 401,
  forbidden: 403,
  invalid_input: 422,
  too_large: 413,
  file_type: 415,
  file_incomplete: 400,
  busy: 503,
};

/** A refusal as an answer over HTTP: problem details (RFC 9457), with the code for machines. */
export function problem({ code, sentence, facts, fields }: Refusal): Response {
  const status = STATUS[code] ?? 409;
  return Response.json(
    { type: 'about:blank', title: sentence, status, code, facts, fields },
    { status, headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' } },
  );
}
