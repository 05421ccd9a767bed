'use client';

import { useState } from 'react';
import type { UseFormRegister } from 'react-hook-form';
import { CheckboxGroup, FieldGroup } from '#components/ui/choice.tsx';
import { Hint, SelectField, TextAreaField, TextField } from '#components/ui/field.tsx';
import { type GroundGroup, groundGroups } from '#db/schema/vocabulary.ts';
import { codePoints } from '#lib/command/text.ts';
import { limits, type ObjectionFields } from '#lib/objections/inputs.ts';
import { groundInWords } from '#lib/objections/letter.ts';
import { ActionRows } from './action-rows.tsx';
import type { FormShown } from './form-shown.ts';
import type { FormValues } from './form-values.ts';
import { GROUND_HINT, GROUP_NAME } from './grounds.ts';

type PartProps = {
  /** What the controls hold at first; react-hook-form takes them over once it runs. */
  start: FormValues;
  register: UseFormRegister<ObjectionFields>;
  errorOf: (field: string) => string | undefined;
};

const GROUPS = Object.keys(groundGroups) as GroundGroup[];

/** Which grounds, and their description. */
export function GroundsFields({ start, register, errorOf }: PartProps) {
  const [length, setLength] = useState(() => codePoints(start.groundsText));
  const short = length > 0 && length < limits.groundsHint;
  const { onChange, ...text } = register('groundsText');
  return (
    <>
      <FieldGroup
        label="Your grounds"
        name="groundCategories"
        id="grounds"
        legendLook="title"
        hint="At least one. They say where your concern lies; whether it is legitimate follows from what you describe."
        error={errorOf('groundCategories')}
      >
        <div className="mt-3 gap-x-10 md:columns-2">
          {GROUPS.map((group, index) => (
            <div key={group} className="mb-6 break-inside-avoid">
              <CheckboxGroup
                label={GROUP_NAME[group]}
                name="groundCategories"
                id={index === 0 ? 'groundCategories' : `groundCategories-${group}`}
                chosen={start.groundCategories}
                control={register('groundCategories')}
                options={groundGroups[group].map((word) => ({
                  value: word,
                  label: groundInWords[word],
                  hint: GROUND_HINT[word],
                }))}
              />
            </div>
          ))}
        </div>
      </FieldGroup>
      <div>
        <TextAreaField
          label="Describe your grounds"
          hint="What about this change is a problem for your organisation, and why: facts, rules that bind you, what could go wrong for whom."
          rows={9}
          limit={limits.groundsText}
          defaultValue={start.groundsText}
          error={errorOf('groundsText')}
          {...text}
          onChange={(event) => {
            setLength(codePoints(event.target.value));
            return onChange(event);
          }}
        />
        <div aria-live="polite">
          {short ? (
            <Hint>
              This is short. You can file it as it is; a sentence more about what worries you makes an answer easier.
            </Hint>
          ) : null}
        </div>
      </div>
    </>
  );
}

/** What the vendor is asked to do, one wish a row. */
export function RequestedActions({ start, register, errorOf }: PartProps) {
  return (
    <FieldGroup
      label="Requested actions"
      name="requestedActions"
      id="requested-actions"
      legendLook="title"
      optional
      hint="What the vendor should do so that you no longer object. If it resolves your objection by corrective action, it must take these very actions, so put each in a row of its own."
      error={errorOf('requestedActions')}
    >
      <ActionRows
        start={start.requestedActions}
        errorOf={errorOf}
        control={(index) => register(`requestedActions.${index}`)}
      />
    </FieldGroup>
  );
}

/** Which data and which services are meant, where not all of them are. */
export function ConcernedFields({ start, register, errorOf, shown }: PartProps & { shown: FormShown }) {
  return (
    <div className="grid gap-x-8 gap-y-5 *:mt-0 md:grid-cols-2">
      {shown.dataCategories.length > 0 ? (
        <CheckboxGroup
          label="Data concerned"
          name="dataCategories"
          optional
          hint="None ticked: all of it."
          chosen={start.dataCategories}
          control={register('dataCategories')}
          error={errorOf('dataCategories')}
          options={shown.dataCategories.map((name) => ({ value: name, label: name }))}
        />
      ) : null}
      {shown.services.length > 0 ? (
        <CheckboxGroup
          label="Services concerned"
          name="serviceIds"
          optional
          hint="None ticked: every one that this change is about."
          chosen={start.serviceIds}
          control={register('serviceIds')}
          error={errorOf('serviceIds')}
          options={shown.services.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
    </div>
  );
}

/** Who objects, in which capacity, for whom. */
export function FilerFields({ start, register, errorOf, subscriberName }: PartProps & { subscriberName: string }) {
  return (
    <FieldGroup label="Who objects" name="filer" legendLook="title">
      <div className="grid items-start gap-x-8 gap-y-5 *:mt-0 md:grid-cols-2">
        <TextField
          label="Your name"
          hint="As it stands under the letter."
          autoComplete="name"
          defaultValue={start.filerName}
          error={errorOf('filerName')}
          {...register('filerName')}
        />
        <TextField
          label="Your capacity"
          optional
          hint="Such as data protection officer or legal counsel."
          defaultValue={start.capacity}
          error={errorOf('capacity')}
          {...register('capacity')}
        />
        <SelectField
          label={`${subscriberName} acts as`}
          optional
          hint="For the personal data concerned."
          defaultValue={start.actingAs ?? ''}
          error={errorOf('actingAs')}
          options={[
            { value: '', label: 'Not stated' },
            { value: 'controller', label: 'Controller of these data' },
            { value: 'processor', label: 'Processor, for somebody else' },
          ]}
          {...register('actingAs', { setValueAs: (word) => word || null })}
        />
        <TextField
          label="For whom, as processor"
          optional
          hint="The controllers whose data these are."
          defaultValue={start.onBehalfOf}
          error={errorOf('onBehalfOf')}
          {...register('onBehalfOf')}
        />
      </div>
    </FieldGroup>
  );
}
