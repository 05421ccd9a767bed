'use client';

import { useEffect, useState } from 'react';
import { parseTheme, THEMES, type Theme } from './theme.ts';

const WORD: Record<Theme, string> = { auto: 'System', light: 'Light', dark: 'Dark' };

/**
 * Three buttons in an ordinary form to /theme. With scripts the choice takes effect on the spot, without
 * leaving the page, so that nothing typed elsewhere on it is lost.
 */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, choose] = useState(theme);
  // A page that all readers share does not know what this one chose.
  useEffect(() => choose(parseTheme(/(?:^|; )theme=(\w+)/.exec(document.cookie)?.[1])), []);
  return (
    <form
      method="post"
      action="/theme"
      className="inline-flex items-center gap-2.5"
      onSubmit={(event) => {
        const { submitter } = event.nativeEvent as SubmitEvent;
        const next = THEMES.find((each) => submitter instanceof HTMLButtonElement && submitter.value === each);
        if (!next) return;
        event.preventDefault();
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
        document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
        document.documentElement.dataset.theme = next;
        choose(next);
      }}
    >
      <span aria-hidden>Theme</span>
      <fieldset aria-label="Theme" className="inline-flex overflow-hidden rounded-md border border-ink-3/60">
        {THEMES.map((each) => (
          <button
            key={each}
            type="submit"
            name="theme"
            value={each}
            aria-pressed={chosen === each}
            className="-outline-offset-2 min-h-7 border-ink-3/60 border-l px-2.5 text-ink-2 first:border-l-0 hover:bg-tint aria-pressed:bg-ink aria-pressed:font-semibold aria-pressed:text-paper"
          >
            {WORD[each]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
