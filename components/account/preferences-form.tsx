'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { entry, errorOf, errorWithin, type FormState, problemsOf } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { Language, OptionalKind } from '#db/schema/vocabulary.ts';

export type PreferencesFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  language: Language;
  /** The optional letters that this reader may get, and whether they do. */
  optional: readonly { kind: OptionalKind; gets: boolean }[];
};

const LANGUAGES: { value: Language; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

const OPTIONAL: Record<OptionalKind, { label: string; hint: string }> = {
  reminder: { label: 'Reminders', hint: 'Some days before a window closes, while nobody has answered.' },
  weekly_digest: {
    label: 'The week’s letter',
    hint: 'What closed, what is open and what is due, once a week.',
  },
};

/** In which language letters come, and which of those that may be done without. */
export function PreferencesForm({ action, language, optional }: PreferencesFormProps) {
  const [state, send] = useActionState(action, null);
  const chosen = state ? (state.typed.gets ?? []) : optional.filter(({ gets }) => gets).map(({ kind }) => kind);
  return (
    <form action={send} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <RadioGroup
        label="Language of your letters"
        name="language"
        options={LANGUAGES}
        chosen={state ? entry(state.typed, 'language') : language}
        error={errorOf(state, 'language')}
      />
      {optional.length > 0 ? (
        <CheckboxGroup
          label="Letters that you can choose to get"
          name="gets"
          options={optional.map(({ kind }) => ({ value: kind, ...OPTIONAL[kind] }))}
          chosen={chosen}
          error={errorWithin(state, 'muted')}
        />
      ) : null}
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </ButtonRow>
    </form>
  );
}
