import { createHash } from 'node:crypto';

/** What is news in an answer, as JSON, with its weak tag. */
export interface Told {
  json: string;
  tag: string;
}

export function tell(news: object): Told {
  const json = JSON.stringify(news);
  return { json, tag: `W/"${createHash('sha256').update(json).digest('base64url').slice(0, 27)}"` };
}
