'use client';

import { useActionState } from 'react';
import { Checkbox } from '#components/ui/choice.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { TextField } from '#components/ui/field.tsx';
import { entry, errorOf, type FormState, problemsOf, shown } from '#components/ui/form-state.ts';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** The parts of the vendor's product. */
export function ServiceList({ services }: { services: readonly { id: string; name: string; core: boolean }[] }) {
  return (
    <DataTable
      caption="Services"
      rows={services}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', header: 'Service', names: true, cell: ({ name }) => name },
        {
          key: 'core',
          header: 'Used by',
          cell: ({ core }) => (core ? 'every subscriber' : 'those who have taken it up'),
        },
      ]}
      empty={<EmptyState title="No services yet">What subscribers can take up appears here once added.</EmptyState>}
    />
  );
}

export type ServiceFormProps = { action: (before: FormState | null, form: FormData) => Promise<FormState | null> };

/** One part more. */
export function ServiceForm({ action }: ServiceFormProps) {
  const [state, send] = useActionState(action, null);
  return (
    <form action={send} noValidate className="mt-5">
      <ErrorSummary problems={problemsOf(state, (field) => (field === 'name' ? 'service' : field))} />
      <TextField
        label="New service"
        id="service"
        name="name"
        hint="A part of your product that a subscriber may use or not."
        defaultValue={shown(state, 'name')}
        error={errorOf(state, 'name')}
      />
      <Checkbox
        className="mt-3"
        name="core"
        value="yes"
        label="Every subscriber uses it"
        hint="Nobody takes it up or drops it. This can’t be changed later."
        defaultChecked={entry(state?.typed ?? {}, 'core') === 'yes'}
      />
      <div className="mt-3">
        <SubmitButton look="quiet" pendingLabel="Adding…">
          Add service
        </SubmitButton>
      </div>
    </form>
  );
}
