'use client';

import { useActionState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { type GroundAssessment, type GroundCategory, groundAssessments } from '#db/schema/vocabulary.ts';

const WORD: Record<GroundAssessment, string> = { shown: 'Shown', not_shown: 'Not shown', disputed: 'Disputed' };

export interface AssessState extends FormState {
  recorded: number;
}

export type GroundShown = {
  category: GroundCategory;
  name: string;
  /** The one that stands; null: nobody has assessed it yet. */
  assessment: GroundAssessment | null;
  note: string | null;
  /** "Inés Robles, 24 Nov 2026, 10:02:11 (Madrid)" */
  by: string | null;
  /** From how many other subscribers the same one stands. */
  others: number;
};

export type AssessFormProps = {
  action: (before: AssessState | null, form: FormData) => Promise<AssessState>;
  objectionId: string;
  grounds: readonly GroundShown[];
};

/** Whether each ground is shown, in the desk's view. It warns and never blocks; the subscriber does not read it. */
export function AssessForm({ action, objectionId, grounds }: AssessFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send}>
      {state?.refusal ? <Banner tone="bad">{state.refusal.sentence}</Banner> : null}
      {state && !state.refusal ? (
        <Banner tone="good">
          {state.recorded === 0 ? 'Nothing differed from what is on record.' : 'The assessment is on record.'}
        </Banner>
      ) : null}
      <input type="hidden" name="objectionId" value={objectionId} />
      <div className="divide-y divide-rule-2 border-rule-2 border-y">
        {grounds.map(({ category, name, assessment, note, by, others }) => {
          const chosen = state?.refusal ? shown(state, `${category}.assessment`) : (assessment ?? '');
          return (
            <fieldset key={`${category} ${chosen}`} className="min-w-0 py-3.5">
              <legend className="float-left font-semibold">{name}</legend>
              <p className="float-right text-ink-2 text-sm">
                {others > 0 ? `also from ${others === 1 ? '1 other' : `${others} others`}` : null}
              </p>
              <input type="hidden" name="category" value={category} />
              <input type="hidden" name={`${category}.stands`} value={assessment ?? ''} />
              <input type="hidden" name={`${category}.stood`} value={note ?? ''} />
              <div className="clear-both grid gap-x-5 gap-y-3 pt-1.5 *:mt-0 sm:grid-cols-[auto_1fr] sm:items-end">
                <div className="flex min-h-10 flex-wrap items-center gap-x-5 gap-y-1">
                  {groundAssessments.map((word) => (
                    <label key={word} className="flex min-h-6 items-center gap-2">
                      <input
                        type="radio"
                        name={`${category}.assessment`}
                        value={word}
                        defaultChecked={chosen === word}
                        className="size-5 accent-accent"
                      />
                      {WORD[word]}
                    </label>
                  ))}
                </div>
                <TextField
                  label="Note"
                  name={`${category}.note`}
                  optional
                  defaultValue={state?.refusal ? shown(state, `${category}.note`) : (note ?? '')}
                  error={errorOf(state, `${category}.note`)}
                />
              </div>
              {by ? <p className="mt-1.5 text-ink-2 text-sm">Assessed by {by}</p> : null}
            </fieldset>
          );
        })}
      </div>
      <div className="mt-4">
        <SubmitButton look="quiet" pendingLabel="Recording…">
          Record assessment
        </SubmitButton>
      </div>
    </form>
  );
}
