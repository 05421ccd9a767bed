'use client';

import { useState } from 'react';
import { SelectField } from '#components/ui/field.tsx';
import { errorOf, type FormState, shown } from '#components/ui/form-state.ts';

export type Place = { code: string; name: string; regions: readonly { code: string; name: string }[] };

export type PlaceFieldsProps = {
  state: FormState | null;
  places: readonly Place[];
  country: string | null;
  region: string | null;
  label: string;
  hint: string;
  optional?: boolean;
};

/**
 * A country with a calendar of public holidays, and a part of it. Without scripts the parts are those of the country
 * that was sent last: choose the country, send, then choose the part.
 */
export function PlaceFields({ state, places, country, region, label, hint, optional }: PlaceFieldsProps) {
  const sent = shown(state, 'country', country ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const of = chosen ?? sent;
  const regions = places.find(({ code }) => code === of)?.regions ?? [];
  return (
    <>
      <SelectField
        label={label}
        name="country"
        hint={hint}
        optional={optional}
        placeholder={optional ? 'None' : undefined}
        options={places.map(({ code, name }) => ({ value: code, label: name }))}
        defaultValue={sent}
        onChange={(event) => setChosen(event.currentTarget.value)}
        error={errorOf(state, 'country')}
      />
      <SelectField
        label="Region of these holidays"
        name="region"
        optional
        hint={of !== '' && regions.length === 0 ? 'No part of this country has holidays of its own here.' : undefined}
        placeholder="The whole country"
        options={regions.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        defaultValue={of === sent ? shown(state, 'region', region ?? '') : ''}
        error={errorOf(state, 'region')}
      />
    </>
  );
}
