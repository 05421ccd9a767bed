import type { Cast } from './cast.ts';
import type { Script } from './script.ts';
import { decisionVerbs } from './tell-decisions.ts';
import { noticeVerbs } from './tell-notices.ts';
import { objectionVerbs } from './tell-objections.ts';

/** All that can happen in the demo world. */
export function teller(cast: Cast, script: Script) {
  return { ...noticeVerbs(cast, script), ...objectionVerbs(cast, script), ...decisionVerbs(cast, script) };
}

export type Teller = ReturnType<typeof teller>;
