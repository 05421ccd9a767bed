import type { Language } from '#db/schema/vocabulary.ts';
import { differencesIn } from '#lib/i18n/terms.ts';
import type { Block } from '../written.ts';
import { ledeInSpanish } from './lede-in-spanish.ts';
import { saysOfChanges, type Told } from './told.ts';

/**
 * What is planned. In English it is what was published, word for word, laid out; in another language it is said anew from
 * the same fields, and what was published follows as it is.
 * @param concern why it concerns the reader: the end of the lede
 */
export function planned(told: Told, concern: string, language: Language, vendor: string): Block[] {
  const say = saysOfChanges(language);
  const parts = language === 'en' ? partsOf(told) : undefined;
  const { change } = told;
  if (parts)
    return [
      { is: 'heading', text: say('planned') },
      { is: 'paragraph', text: `${parts.lede} ${concern}` },
      { is: 'heading', text: say('whatChanges') },
      parts.fields,
      { is: 'heading', text: say('why') },
      { is: 'quote', text: change.reason, by: vendor },
      ...urgent(told, language, vendor),
    ];
  return [
    { is: 'heading', text: say('planned') },
    { is: 'paragraph', text: `${ledeInSpanish(change)} ${concern}` },
    { is: 'heading', text: say('whatChanges') },
    fieldsAnew(told, language),
    { is: 'heading', text: say('published') },
    { is: 'quote', text: told.text, by: vendor },
  ];
}

function urgent({ change }: Told, language: Language, vendor: string): Block[] {
  if (change.urgentReason === null) return [];
  return [
    { is: 'heading', text: saysOfChanges(language)('urgent') },
    { is: 'quote', text: change.urgentReason, by: vendor },
  ];
}

/** Title, lede, and one line a field, as noticeText composed them. Undefined: the text has another form. */
function partsOf({ text, change }: Told): { lede: string; fields: Block } | undefined {
  const [title, lede, fields = ''] = text.split('\n\n');
  const [heading, ...lines] = fields.split('\n');
  if (
    title !== change.title ||
    lede === undefined ||
    heading !== 'What changes' ||
    !text.includes(`\n\nWhy\n${change.reason}`)
  )
    return undefined;
  const rows = lines.map((line) => {
    const at = line.indexOf(' – ');
    return at < 0 ? undefined : { label: line.slice(0, at), value: line.slice(at + 3).replaceAll(' | ', '\n') };
  });
  const named = rows.filter((row) => row !== undefined);
  return {
    lede,
    fields:
      named.length === rows.length && rows.length > 0
        ? { is: 'rows', rows: named }
        : { is: 'paragraph', text: lines.join('\n') },
  };
}

function fieldsAnew({ change }: Told, language: Language): Block {
  const say = saysOfChanges(language);
  const { from, to, company } = change;
  if (to === null) return { is: 'paragraph', text: say('leaves', { company: company.legalName }) };
  return {
    is: 'rows',
    rows: differencesIn(language, from?.terms ?? null, to).map(({ label, kept, added, removed }) => ({
      label,
      value: [
        ...(kept.length > 0 ? [say('asBefore', { items: kept.join('; ') })] : []),
        ...(added.length > 0 ? [say('added', { items: added.join('; ') })] : []),
        ...(removed.length > 0 ? [say('gone', { items: removed.join('; ') })] : []),
      ].join('\n'),
    })),
  };
}
