import type { CaseFile } from './case-shape.ts';
import type { Setting } from './dossier-setting.ts';
import type { LetterRecord } from './letter-shape.ts';
import { gradesInWords, letterInWords, letterState, provingLetters, shownInWords } from './letter-words.ts';
import { sentence } from './words.ts';

const languageInWords = { en: 'English', es: 'Spanish' } as const;

/** What shows that the notice reached the subscriber: the letters with it, grade by grade, and who read it in Demur. */
export function noticeProofPart(file: CaseFile, setting: Setting): void {
  const { paper, when, by } = setting;
  paper.section('Proof of notice', () => {
    paper.facts([
      ['Counts as shown', shownInWords(file, when)],
      ['Followed by', file.notice.followedBy && `A fresh notice, ${file.notice.followedBy}`],
    ]);
    const proving = provingLetters(file);
    for (const letter of proving) deliveriesOf(letter, setting);
    if (proving.every(({ deliveries }) => deliveries.length === 0))
      paper.prose('No letter with the notice has been sent.');
    paper.heading('Read in Demur');
    if (file.readings.length > 0) paper.facts(file.readings.map((reading) => [by(reading.by), when(reading.readAt)]));
    else paper.prose('By nobody yet.');
    paper.note(
      'A letter handed to our relay, or accepted by the recipient’s server, is not shown to have been read. A hand-over counts while the letter has not come back.',
    );
  });
}

/** Every letter on the case: when it was owed and written, its hash, and what became of each of its deliveries. */
export function lettersPart(file: CaseFile, setting: Setting): void {
  const { paper, when } = setting;
  if (file.letters.length === 0) return;
  paper.section('Letters', () => {
    paper.note('Each letter’s text stands in the attached case file.');
    for (const letter of file.letters) {
      paper.heading(sentence(letterInWords[letter.kind]));
      paper.prose(`${sentence(letterState(letter, when))}.`);
      paper.facts(
        letter.texts.flatMap(({ language, subject, sha256, enclosures }): [string, string][] => [
          [`In ${languageInWords[language]}`, subject],
          ['SHA-256', sha256],
          ...enclosures.map(({ name, sha256: hash }): [string, string] => [name, hash]),
        ]),
      );
      if (!provingLetters({ letters: [letter] }).length) deliveriesOf(letter, setting);
    }
  });
}

function deliveriesOf({ deliveries }: LetterRecord, { paper, when }: Setting): void {
  paper.facts(
    deliveries.map((delivery) => [
      [delivery.to.name, delivery.to.address && `<${delivery.to.address}>`].filter(Boolean).join(' ') || 'a recipient',
      gradesInWords(delivery, when).map(sentence).join('\n'),
    ]),
  );
}
