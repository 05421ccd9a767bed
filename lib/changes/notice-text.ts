import { dayInWords } from '#lib/deadlines/speak.ts';
import type { ChangeShown } from './change-shown.ts';
import { lede } from './lede.ts';
import { FIELD_NAME, type FieldDifference, fieldDifferences } from './terms-words.ts';

export type Told = Pick<
  ChangeShown,
  'kind' | 'title' | 'reason' | 'urgentReason' | 'company' | 'from' | 'to' | 'plannedStartOn'
>;

/**
 * What the notices of a change say of it, as one plain text: composed once, when it is published, and kept with its hash.
 * Pages may be laid out anew in later years; this stays what subscribers were told.
 */
export function noticeText(change: Told): string {
  const { title, reason, urgentReason, plannedStartOn } = change;
  return [
    title,
    lede(change),
    ['What changes', ...whatChanges(change)].join('\n'),
    ['Why', reason].join('\n'),
    ...(urgentReason === null ? [] : [['Why it can’t wait', urgentReason].join('\n')]),
    `Planned start: ${dayInWords(plannedStartOn)}`,
  ].join('\n\n');
}

function whatChanges({ company, from, to }: Told): string[] {
  if (to === null) return [`${company.legalName} leaves the register.`];
  return fieldDifferences(from?.terms ?? null, to).map(fieldInWords);
}

/** "Where – as before: Germany — Hamburg | new: Germany — Berlin" */
function fieldInWords({ field, kept, added, removed }: FieldDifference): string {
  const sides: [string, string[]][] = [
    ['as before', kept],
    ['new', added],
    ['no longer', removed],
  ];
  const said = sides.filter(([, items]) => items.length > 0).map(([word, items]) => `${word}: ${items.join('; ')}`);
  return `${FIELD_NAME[field]} – ${said.join(' | ')}`;
}
