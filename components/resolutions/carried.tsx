import type { Typed } from '#components/ui/form-state.ts';

/** All that was typed goes along, so that a step works without scripts and back again. */
export function Carried({ typed, but }: { typed: Typed; but: readonly string[] }) {
  return Object.entries(typed)
    .filter(([name]) => !but.includes(name))
    .flatMap(([name, values]) =>
      values.map((value) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />),
    );
}
