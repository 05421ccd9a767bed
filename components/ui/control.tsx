import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';

/** The box that text is typed into; shared by every control of that kind. */
export const CONTROL =
  'block w-full min-w-0 rounded-md border border-ink-3 bg-sheet px-3 py-2 text-base text-ink transition-colors placeholder:text-ink-2 hover:border-ink-2 aria-invalid:border-bad aria-invalid:ring-1 aria-invalid:ring-bad disabled:cursor-not-allowed disabled:bg-tint disabled:text-ink-2';

export type InputProps = ComponentProps<'input'>;

/** A bare text input; give it a label through Field or use TextField. */
export function Input({ className = '', type = 'text', ...rest }: InputProps) {
  return <input type={type} className={`${CONTROL} min-h-10 read-only:bg-tint ${className}`} {...rest} />;
}

export type SelectOption = { value: string; label: string; disabled?: boolean };
export type SelectProps = ComponentProps<'select'> & {
  options: readonly SelectOption[];
  /** First entry without a value, for example "Choose one" or "All changes". */
  placeholder?: string;
};

/** A native select, so that it works on a phone and without scripts. */
export function Select({ options, placeholder, className = '', ...rest }: SelectProps) {
  return (
    <span className="relative block">
      {/* The key: after an action React resets a form to its default values, but a select keeps the first one it had. */}
      <select
        key={String(rest.defaultValue ?? '')}
        className={`${CONTROL} min-h-10 appearance-none pr-9 ${className}`}
        {...rest}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-2"
      />
    </span>
  );
}
