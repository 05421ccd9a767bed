import type { ReactNode } from 'react';

export type SessionShown = { key: string; since: ReactNode; until: ReactNode; this: boolean };

/** The browsers in which somebody is signed in now. */
export function SessionsList({ sessions }: { sessions: readonly SessionShown[] }) {
  return (
    <ul className="divide-y divide-rule-2 border-rule-2 border-y">
      {sessions.map(({ key, since, until, this: own }) => (
        <li key={key} className="py-2.5">
          {own ? <strong className="font-semibold">This browser</strong> : 'Another browser'}
          <span className="block text-ink-2 text-sm">
            signed in {since}, ends {until}
          </span>
        </li>
      ))}
    </ul>
  );
}
