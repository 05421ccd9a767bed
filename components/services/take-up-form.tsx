'use client';

import { type ReactNode, useActionState } from 'react';
import { ButtonRow, TextLink } from '#components/ui/button.tsx';
import { Card, Section } from '#components/ui/card.tsx';
import { Checkbox } from '#components/ui/choice.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { errorOf, type FormState, problemsOf } from '#components/ui/form-state.ts';
import { Note } from '#components/ui/prose.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

/** Something to tick, with all that whoever ticks it must have read. */
export type ToTick = { id: string; name: string; shown: ReactNode };

export type TakeUpFormProps = {
  action: (before: FormState | null, form: FormData) => Promise<FormState | null>;
  service: { id: string; slug: string; name: string };
  subscriberName: string;
  vendorName: string;
  subprocessors: readonly ToTick[];
  changes: readonly ToTick[];
  /** "30 calendar days" */
  windowLength: string;
};

/** Each sub-processor with a tick of its own, then what is to come, then who authorises all this. */
export function TakeUpForm(props: TakeUpFormProps) {
  const { action, service, subscriberName, vendorName, subprocessors, changes, windowLength } = props;
  const [state, send] = useActionState(action, null);
  const ticked = (name: string, value: string) => state?.typed[name]?.includes(value) ?? false;
  // the list's error leads to the first box that is not ticked
  const missing = subprocessors.find(({ id }) => !ticked('termsIds', id));
  return (
    <form action={send} noValidate>
      <ErrorSummary
        problems={problemsOf(state, (field) => (field === 'termsIds' && missing ? `terms-${missing.id}` : field))}
        title="The service is not taken up"
      />
      <input type="hidden" name="serviceId" value={service.id} />
      <input type="hidden" name="slug" value={service.slug} />
      {subprocessors.map(({ id }) => (
        <input key={id} type="hidden" name="shownTermsIds" value={id} />
      ))}
      {changes.map(({ id }) => (
        <input key={id} type="hidden" name="shownChangeIds" value={id} />
      ))}
      <Section
        title="Sub-processors to authorise"
        note={subprocessors.length > 0 ? 'all of them, or the service is not activated' : undefined}
      >
        {subprocessors.length === 0 ? (
          <p>No sub-processor that needs your authorisation stands behind {service.name}.</p>
        ) : (
          <ul className="grid gap-4">
            {subprocessors.map(({ id, name, shown }) => (
              <li key={id}>
                <Card title={name} level={3}>
                  {shown}
                  <Checkbox
                    key={String(ticked('termsIds', id))}
                    id={`terms-${id}`}
                    className="mt-3 font-medium"
                    name="termsIds"
                    value={id}
                    defaultChecked={ticked('termsIds', id)}
                    error={ticked('termsIds', id) ? undefined : errorOf(state, 'termsIds') && 'Not authorised so far.'}
                    label={`I authorise ${name} to process our data under these terms`}
                  />
                </Card>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {changes.length > 0 ? (
        <Section title="Changes to come" note="ticked or not, as you choose">
          <Note className="mb-3">
            Each is put to you by a notice with a full window of your DPA ({windowLength} from now). Ticked, “no
            objection” goes on record at once, and can be taken back until that window closes. Not ticked, the notice
            waits for your answer. Either way the new terms are used for you from the later of that close and the
            planned start.
          </Note>
          <ul className="grid gap-4">
            {changes.map(({ id, name, shown }) => (
              <li key={id}>
                <Card title={name} level={3}>
                  {shown}
                  <Checkbox
                    key={String(ticked('changeIds', id))}
                    id={`change-${id}`}
                    className="mt-3 font-medium"
                    name="changeIds"
                    value={id}
                    defaultChecked={ticked('changeIds', id)}
                    label={`No objection to “${name}”`}
                  />
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Your word">
        <div key={`${ticked('dora', 'yes')} ${ticked('declaration', 'yes')}`}>
          <Checkbox
            id="dora"
            name="dora"
            value="yes"
            defaultChecked={ticked('dora', 'yes')}
            label={`For us ${service.name} supports a critical or important function under DORA (Regulation (EU) 2022/2554)`}
            hint="It is then marked so on each of your notices, and no urgent replacement reaches you."
          />
          <Checkbox
            id="declaration"
            name="declaration"
            value="yes"
            defaultChecked={ticked('declaration', 'yes')}
            error={errorOf(state, 'declaration')}
            label={`I am authorised to act on behalf of ${subscriberName}`}
          />
        </div>
        <Note className="mt-4">
          From that instant {vendorName} may send the data of {subscriberName} to these sub-processors for{' '}
          {service.name}. Your name, the instant and the terms that you ticked go on record and can’t be edited. You can
          drop the service again at any time; that undoes nothing done until then.
        </Note>
        <ButtonRow>
          <SubmitButton pendingLabel="Taking up…">Authorise and take up {service.name}</SubmitButton>
          <TextLink href="/services">Authorise nothing</TextLink>
        </ButtonRow>
      </Section>
    </form>
  );
}
