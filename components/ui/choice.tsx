import type { ComponentProps, ReactNode } from 'react';
import { FIELD_GAP, FieldError, type FieldText, Hint, Optional } from './field.tsx';

const BOX = 'mt-0.5 size-5 shrink-0 accent-accent';

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
};

/** One statement to tick. The whole line is the target. */
export function Checkbox({ label, hint, error, id, className = '', ...rest }: CheckboxProps) {
  const own = id ?? rest.name;
  const described = [hint ? `${own}-hint` : null, error ? `${own}-error` : null].filter((part) => part !== null);
  return (
    <div className={className}>
      <label htmlFor={own} className="flex min-h-6 items-start gap-3 py-1">
        <input
          type="checkbox"
          id={own}
          className={BOX}
          aria-describedby={described.length > 0 ? described.join(' ') : undefined}
          aria-invalid={error ? true : undefined}
          {...rest}
        />
        <span>{label}</span>
      </label>
      {hint ? (
        <div className="-mt-1 pb-1.5 pl-8">
          <Hint id={`${own}-hint`}>{hint}</Hint>
        </div>
      ) : null}
      {error ? <FieldError id={`${own}-error`}>{error}</FieldError> : null}
    </div>
  );
}

export type Option = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export type GroupText = FieldText & {
  /** How a heading-like legend is set: `title` for the main question of a page or section. */
  legendLook?: 'label' | 'title';
};

/** Several controls under one question. The first control takes the group's id, so that an error links to it. */
export function FieldGroup({
  label,
  name,
  id = name,
  hint,
  error,
  optional,
  legendLook = 'label',
  children,
}: GroupText & { children: ReactNode }) {
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return (
    <fieldset
      className={`min-w-0 ${FIELD_GAP}`}
      aria-describedby={described.length > 0 ? described.join(' ') : undefined}
    >
      <legend className={legendLook === 'title' ? 'font-semibold font-serif text-lg' : 'font-semibold'}>
        {label}
        {optional ? <Optional /> : null}
      </legend>
      {hint ? <Hint id={`${id}-hint`}>{hint}</Hint> : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
      <div className="mt-2">{children}</div>
    </fieldset>
  );
}

/** Ids within a group: the first control carries the group's own id. */
export function optionId(group: string, value: string, index: number): string {
  return index === 0 ? group : `${group}-${value}`;
}

export type CheckboxGroupProps = GroupText & {
  options: readonly Option[];
  chosen?: readonly string[];
  /** What react-hook-form's register(name) gives, put onto each box. */
  control?: Partial<ComponentProps<'input'>>;
  /** Boxes side by side where there is room. */
  columns?: boolean;
};

/** Any number of a list. Without scripts the form carries one `name=value` for each ticked box. */
export function CheckboxGroup({ options, chosen, control, columns, ...group }: CheckboxGroupProps) {
  const id = group.id ?? group.name;
  return (
    <FieldGroup {...group}>
      <div className={columns ? 'grid gap-x-6 sm:grid-cols-2' : 'grid'}>
        {options.map(({ value, label, hint, disabled }, index) => (
          <Checkbox
            key={value}
            id={optionId(id, value, index)}
            name={group.name}
            value={value}
            label={label}
            hint={hint}
            disabled={disabled}
            defaultChecked={chosen?.includes(value)}
            {...control}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

export type RadioGroupProps = GroupText & {
  options: readonly Option[];
  chosen?: string | null;
  control?: Partial<ComponentProps<'input'>>;
};

/** One of a few, as plain lines. */
export function RadioGroup({ options, chosen, control, ...group }: RadioGroupProps) {
  const id = group.id ?? group.name;
  return (
    <FieldGroup {...group}>
      {options.map(({ value, label, hint, disabled }, index) => (
        <label key={value} className="flex min-h-6 items-start gap-3 py-1">
          <input
            type="radio"
            id={optionId(id, value, index)}
            name={group.name}
            value={value}
            disabled={disabled}
            defaultChecked={control ? undefined : chosen === value}
            className={BOX}
            {...control}
          />
          <span>
            {label}
            {hint ? <span className="block text-ink-2 text-sm">{hint}</span> : null}
          </span>
        </label>
      ))}
    </FieldGroup>
  );
}

export type RadioCard = Option & {
  /** Why this one cannot be chosen now; shown on the card. */
  unavailable?: ReactNode;
};

export type RadioCardsProps = GroupText & {
  options: readonly RadioCard[];
  chosen?: string | null;
  control?: Partial<ComponentProps<'input'>>;
};

/**
 * One of a few, each with its consequence spelled out on a card of its own. The card's name for assistive
 * technology is its title alone; the consequence is its description.
 */
export function RadioCards({ options, chosen, control, ...group }: RadioCardsProps) {
  const id = group.id ?? group.name;
  return (
    <FieldGroup legendLook="title" {...group}>
      <div className="grid auto-cols-fr gap-3.5 lg:grid-flow-col">
        {options.map(({ value, label, hint, disabled, unavailable }, index) => {
          const own = optionId(id, value, index);
          return (
            <label
              key={value}
              className="relative flex flex-col rounded-lg border border-ink-3/60 bg-sheet px-4.5 py-4 transition-colors hover:border-ink-3 has-checked:border-accent has-disabled:bg-transparent has-disabled:hover:border-ink-3/60 has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <span className="flex items-center justify-between gap-3">
                <span id={`${own}-title`} className="font-semibold font-serif text-md">
                  {label}
                </span>
                <input
                  type="radio"
                  id={own}
                  name={group.name}
                  value={value}
                  disabled={disabled || unavailable !== undefined}
                  defaultChecked={control ? undefined : chosen === value}
                  aria-labelledby={`${own}-title`}
                  aria-describedby={`${own}-more`}
                  className="size-5 shrink-0 accent-accent outline-none"
                  {...control}
                />
              </span>
              <span id={`${own}-more`} className="mt-1 block text-ink-2 text-sm">
                {hint}
                {unavailable ? <span className="mt-2 block font-medium text-ink">{unavailable}</span> : null}
              </span>
            </label>
          );
        })}
      </div>
    </FieldGroup>
  );
}
