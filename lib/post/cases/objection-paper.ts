import type { Language } from '#db/schema/vocabulary.ts';
import { epochMilliseconds } from '#lib/deadlines/instant.ts';
import { canonical } from '#lib/evidence/canonical.ts';
import { Paper } from '#lib/exports/paper.ts';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { objectionPaper as en } from '#lib/i18n/en/objection-paper.ts';
import { objectionPaper as es } from '#lib/i18n/es/objection-paper.ts';
import { type LetterPart, letter, letterValue } from '#lib/objections/letter.ts';
import type { Receipt } from '#lib/objections/receipt.ts';
import type { Letterhead } from '../written.ts';
import { letterInSpanish } from './objection-in-spanish.ts';
import type { ReceiptLetterFacts } from './receipt-facts.ts';

const says = catalogue(en, es);

/**
 * The objection as it was filed, with its receipt: a tagged PDF/A-3b that carries the letter's canonical form, whose hash
 * the receipt names. The same facts give the same bytes.
 */
export function objectionPaper(
  facts: Pick<ReceiptLetterFacts, 'filed' | 'received' | 'names'>,
  shown: Receipt,
  language: Language,
  head: Letterhead,
): Promise<Buffer> {
  const say = says(language);
  const { filed, received, names } = facts;
  const { reference } = received;
  const written = language === 'es' ? letter(filed, names, letterInSpanish) : letter(filed, names);
  const paper = new Paper({
    language,
    title: written.subject,
    subject: shown.heading,
    author: head.vendorName,
    reference,
    made: new Date(epochMilliseconds(received.recordedAt)),
  });
  const file = `${reference}.json`;
  paper.attach(file, 'application/json', Buffer.from(canonical(letterValue(filed))), say('attachment'));
  paper.eyebrow(say('eyebrow', { reference }));
  paper.title(written.subject, shown.statement);
  paper.facts([
    [say('to'), written.to],
    [say('from'), written.from],
  ]);
  paper.section(say('letter'), () => {
    paper.letter(() => {
      paper.prose(written.opening);
      for (const part of written.parts) partOf(paper, part);
      paper.prose(written.signature.join(', '), { face: 'italic', before: 6 });
    });
  });
  paper.section(say('receipt'), () => paper.facts(shown.rows.map(({ label, value }) => [label, value])));
  paper.section(say('proof'), () => {
    for (const { label, value } of shown.proof) paper.mono(`${label}  ${value}`);
    paper.note(`${say('attached', { file })} ${say('codePoints')}`);
    paper.heading(say('proves'));
    paper.list(shown.proves);
    paper.heading(say('doesNotProve'));
    paper.list(shown.doesNotProve);
  });
  return paper.finish();
}

function partOf(paper: Paper, { heading, lines, list }: LetterPart): void {
  paper.heading(heading);
  if (list === 'numbered')
    paper.list(
      lines,
      lines.map((_line, index) => index + 1),
    );
  else if (list) paper.list(lines);
  else for (const line of lines) paper.prose(line);
}
