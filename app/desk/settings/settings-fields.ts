import { entry, type Typed } from '#components/ui/form-state.ts';

/** The settings form as the command takes it: empty is none, and a list of days is typed with commas. */
export function settingsFields(typed: Typed): Record<string, unknown> {
  const text = (name: string) => entry(typed, name)?.trim() || null;
  return {
    legalName: entry(typed, 'legalName'),
    privacyContact: entry(typed, 'privacyContact')?.trim(),
    zone: entry(typed, 'zone'),
    country: entry(typed, 'country'),
    region: text('region'),
    defaultLength: wholeNumber(text('defaultLength')),
    responseTargetDays: wholeNumber(text('responseTargetDays')),
    reminderDays: (text('reminderDays') ?? '')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(wholeNumber),
    accent: text('accent'),
    seen: entry(typed, 'seen') ?? '',
    fourEyes: entry(typed, 'fourEyes') === 'yes',
  };
}

/** What is no whole number is handed on as it was typed, for the schema to say so. */
function wholeNumber(typed: string | null): number | string | null {
  return typed !== null && /^\d{1,9}$/.test(typed) ? Number(typed) : typed;
}
