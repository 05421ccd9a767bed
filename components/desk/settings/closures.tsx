'use client';

import { useActionState } from 'react';
import { ActionForm } from '#components/ui/action-form.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { DateField, TextField } from '#components/ui/field.tsx';
import { errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

type Act = (before: FormState | null, form: FormData) => Promise<FormState | null>;

export type ClosureListProps = {
  remove: Act;
  closures: readonly { day: string; inWords: string; name: string; removable: boolean }[];
};

/** The days to come on which the vendor is closed, each with a button that takes it away. */
export function ClosureList({ remove, closures }: ClosureListProps) {
  return (
    <DataTable
      caption="Closures to come"
      rows={closures}
      rowKey={({ day }) => day}
      columns={[
        { key: 'day', header: 'Day', names: true, cell: ({ inWords }) => inWords },
        { key: 'name', header: 'Why', cell: ({ name }) => name },
        {
          key: 'remove',
          header: 'Remove',
          tight: true,
          cell: ({ day, inWords, removable }) =>
            removable ? (
              <ActionForm
                action={remove}
                label={
                  <>
                    Remove<span className="sr-only"> {inWords}</span>
                  </>
                }
                look="plain"
                hidden={{ day }}
              />
            ) : (
              'today, so it stays'
            ),
        },
      ]}
      empty={<EmptyState title="No closures to come">Days on which you are closed appear here once added.</EmptyState>}
    />
  );
}

/** One more day. */
export function ClosureForm({ action, earliest }: { action: Act; earliest: string }) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate className="mt-5">
      <ErrorSummary problems={problemsOf(state)} />
      <div className="grid gap-x-5 sm:grid-cols-[12rem_1fr_auto] sm:items-end">
        <DateField
          label="Day"
          name="day"
          min={earliest}
          defaultValue={shown(state, 'day')}
          error={errorOf(state, 'day')}
        />
        <TextField label="Why" name="name" defaultValue={shown(state, 'name')} error={errorOf(state, 'name')} />
        <SubmitButton look="quiet" pendingLabel="Adding…" className="max-sm:mt-5">
          Add closure
        </SubmitButton>
      </div>
    </form>
  );
}
