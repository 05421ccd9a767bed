'use client';

import { useActionState } from 'react';
import { ButtonRow } from '#components/ui/button.tsx';
import { Section } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import type { SelectOption } from '#components/ui/control.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, type Typed } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { CompanyFields } from './company-fields.tsx';
import { TermsFields } from './terms-fields.tsx';

/** Beside what was typed, the draft that it was kept as, and how often the form was sent: each time it is made anew. */
export interface DraftState extends FormState {
  draftId: string | null;
  round: number;
}

export type DraftFormProps = {
  action: (before: DraftState | null, form: FormData) => Promise<DraftState | null>;
  draftId: string | null;
  /** As the form opens: the draft as it was kept, or what stands today. */
  typed: Typed;
  /** The category of a sub-processor known already; null for a new company. */
  category: 'infrastructure' | 'service_specific' | null;
  services: readonly { id: string; name: string; core: boolean }[];
  countries: readonly SelectOption[];
  /** Said at the start date. */
  startHint: string;
  /** A live change about the same sub-processor: this one can take its place. */
  live: { id: string; title: string } | null;
  /** Other changes are drafted for the same version. */
  several: boolean;
};

/** What the fields of the terms are about, where a change is about one part of them. */
const TERMS_TITLE: Partial<Record<string, string>> = {
  location: 'Where it processes data',
  data_categories: 'Which data it processes',
  purpose: 'What it does',
};

/** Problems are told in the order of the form: the company, its terms, the rest. */
const placeOf = ({ field = '' }: { field?: string }): number =>
  field.startsWith('company') ? 0 : field.startsWith('terms') ? 1 : 2;

/** The fields of one change. Whatever is typed is kept as a draft, whether or not it can be published yet. */
export function DraftForm({
  action,
  draftId,
  typed: opened,
  category,
  services,
  countries,
  startHint,
  live,
  several,
}: DraftFormProps) {
  const [state, send] = useActionState(action, null);
  const typed = state?.typed ?? opened;
  const text = (name: string) => ({ name, defaultValue: typed[name]?.[0] ?? '', error: errorOf(state, name) });
  const kind = typed.kind?.[0] ?? '';
  const isNew = (kind === 'addition' || kind === 'replacement') && !typed.subprocessorId?.[0];
  const part = { state, typed };
  return (
    <form action={send} noValidate className="group/draft max-w-[46rem]">
      <ErrorSummary problems={problemsOf(state).toSorted((one, other) => placeOf(one) - placeOf(other))} />
      <input type="hidden" name="draftId" value={state?.draftId ?? draftId ?? ''} />
      {['key', 'kind', 'subprocessorId', 'replacesId'].map((name) => (
        <input key={name} type="hidden" name={name} value={typed[name]?.[0] ?? ''} />
      ))}
      {/* The first button of a form is what Enter presses: not the one that takes a row out. */}
      <button type="submit" name="go" value="on" hidden />
      <div key={state?.round ?? 0}>
        {isNew ? (
          <Section title="The company">
            <CompanyFields {...part} />
          </Section>
        ) : null}
        {kind === 'removal' ? null : (
          <Section title={TERMS_TITLE[kind] ?? 'What it does'}>
            <TermsFields {...part} kind={kind} services={services} countries={countries} category={category} />
          </Section>
        )}
      </div>
      <Section title="What subscribers are told">
        <TextField
          label="Title"
          hint="The change in one line, as the heading of its notice: “Auth0 moves from Dublin to Frankfurt”"
          {...text('title')}
        />
        <TextAreaField
          label="Reason"
          hint="Why you make this change. Subscribers read it."
          rows={3}
          limit={5000}
          {...text('reason')}
        />
        <DateField label="Planned start" hint={startHint} {...text('plannedStartOn')} />
        <TextField
          label="Note of the policy version"
          hint={`One line in the list of versions${several ? ', for all the changes of this one' : ''}`}
          {...text('note')}
        />
        {live ? (
          <Checkbox
            className="mt-5"
            name="supersedes"
            value={live.id}
            defaultChecked={typed.supersedes?.[0] === live.id}
            label={`This corrects “${live.title}”, which is live, and takes its place`}
            hint="The notices of that change end as superseded, and those concerned get this one with a fresh window; objections to it stand on under it, and those decided are to be decided again. Only one change of a sub-processor can be live: otherwise withdraw that one, or wait until it has started."
            error={errorOf(state, 'supersedes')}
          />
        ) : null}
      </Section>
      <ButtonRow>
        <SubmitButton name="go" value="on" pendingLabel="Saving…">
          Continue to audience
        </SubmitButton>
        <SubmitButton look="quiet" name="go" value="save" pendingLabel="Saving…">
          Save draft
        </SubmitButton>
        <SubmitButton look="quiet" name="go" value="another" pendingLabel="Saving…">
          Add another change
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
