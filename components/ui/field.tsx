import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Input, type InputProps, Select, type SelectProps } from './control.tsx';
import { TextArea, type TextAreaProps } from './text-area.tsx';

/** What ties a control to its label, hint and error. Spread it onto the control. */
export type FieldWiring = {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: boolean | undefined;
};

export type FieldText = {
  label: ReactNode;
  /** Also the control's id, unless `id` is given; ErrorSummary links to it. */
  name: string;
  id?: string;
  /** What to write, and what it is used for. */
  hint?: ReactNode;
  /** What is wrong and what to do. */
  error?: string | undefined;
  /** Fields are required unless they say so: shows "optional" behind the label. */
  optional?: boolean;
};

/**
 * The room between a field and what stands above it. The first of a form has none, also where hidden inputs (React puts
 * some in front for a server action) come before it.
 */
export const FIELD_GAP = 'mt-5 first:mt-0 [input[type=hidden]+&]:mt-0';

export type FieldProps = FieldText & { children: (wiring: FieldWiring) => ReactNode };

/**
 * Label above, hint below it, control, then the error. The native `required` stays off: the browser's own
 * bubble would come before our sentence, and vanish.
 */
export function Field({ label, name, id = name, hint, error, optional, children }: FieldProps) {
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null);
  return (
    <div className={FIELD_GAP}>
      <label htmlFor={id} className="block font-semibold">
        {label}
        {optional ? <Optional /> : null}
      </label>
      {hint ? <Hint id={`${id}-hint`}>{hint}</Hint> : null}
      <div className="mt-1.5">
        {children({
          id,
          name,
          'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
          'aria-invalid': error ? true : undefined,
          required: undefined,
        })}
      </div>
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

export function Optional() {
  return <span className="font-normal text-ink-2"> · optional</span>;
}

export function Hint({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <div id={id} className="mt-0.5 max-w-[65ch] text-ink-2 text-sm">
      {children}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 font-medium text-bad text-sm">
      <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

export type TextFieldProps = FieldText & Omit<InputProps, keyof FieldText>;

/** One line of text. Takes everything an input takes, so `{...register("name")}` goes straight onto it. */
export function TextField({ label, name, id, hint, error, optional, ...input }: TextFieldProps) {
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      {(wiring) => <Input {...input} {...wiring} />}
    </Field>
  );
}

/**
 * A civil date (YYYY-MM-DD) by the browser's own date control. `min` and `max` shape its calendar; a day beyond them is
 * refused by our own sentence, so the form around it is `noValidate`.
 */
export function DateField(props: Omit<TextFieldProps, 'type'>) {
  return <TextField {...props} type="date" className={`max-w-48 ${props.className ?? ''}`} />;
}

export type TextAreaFieldProps = FieldText & Omit<TextAreaProps, keyof FieldText>;

/** Several lines of text; `limit` shows how many characters are used. */
export function TextAreaField({ label, name, id, hint, error, optional, ...area }: TextAreaFieldProps) {
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      {(wiring) => <TextArea {...area} {...wiring} />}
    </Field>
  );
}

export type SelectFieldProps = FieldText & Omit<SelectProps, keyof FieldText>;

/** One of a list. */
export function SelectField({ label, name, id, hint, error, optional, ...select }: SelectFieldProps) {
  return (
    <Field label={label} name={name} id={id} hint={hint} error={error} optional={optional}>
      {(wiring) => <Select {...select} {...wiring} />}
    </Field>
  );
}
