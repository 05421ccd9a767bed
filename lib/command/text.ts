import { z } from 'zod';

/** Which text, how long at most in code points, and from how many on it is one. */
export interface TextRule {
  /** As the form names it: "The description of your grounds". */
  label: string;
  max: number;
  /** In code points; 1 unless given. */
  min?: number;
}

/**
 * A text that somebody writes: line ends made one kind, NFC, trimmed; its length is counted in code points, as
 * PostgreSQL's `char_length` counts. Refused are a blank one, NUL and lone surrogates (no database keeps those), and
 * one that is too long. The same in the browser and on the server.
 */
export function text(rule: TextRule) {
  return z.string({ error: `${rule.label} is missing.` }).transform((typed, context) => {
    const kept = tidy(typed);
    const wrong = whatIsWrong(kept, rule);
    if (wrong === undefined) return kept;
    context.addIssue({ code: 'custom', message: wrong });
    return z.NEVER;
  });
}

/** The same, where nothing is an answer too: blank or left out gives null. */
export function optionalText(rule: TextRule) {
  return z
    .string({ error: `${rule.label} can’t be used: write text.` })
    .nullish()
    .transform((typed, context) => {
      const kept = tidy(typed ?? '');
      const wrong = isBlank(kept) && isStorable(kept) ? undefined : whatIsWrong(kept, rule);
      if (wrong === undefined) return isBlank(kept) ? null : kept;
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });
}

/** A text of one line, such as a name: any white space within is one space. */
export function line(rule: TextRule) {
  return z.preprocess(onOneLine, text(rule));
}

/** A text of one line where nothing is an answer too. */
export function optionalLine(rule: TextRule) {
  return z.preprocess(onOneLine, optionalText(rule));
}

/** Length of a text as it is counted everywhere: code points after NFC and trimming. */
export function codePoints(typed: string): number {
  let count = 0;
  for (const _ of tidy(typed)) count++;
  return count;
}

/** What was typed, made storable for a draft: nothing is refused; what no database keeps shows as �. */
export function asTyped(typed: string): string {
  return typed.toWellFormed().replaceAll('\u0000', '\ufffd');
}

function tidy(typed: string): string {
  return typed.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim();
}

function onOneLine(typed: unknown): unknown {
  return typeof typed === 'string' ? typed.replaceAll(/\s+/gu, ' ') : typed;
}

function whatIsWrong(kept: string, { label, max, min = 1 }: TextRule): string | undefined {
  if (!isStorable(kept))
    return `${label} contains a character that can’t be kept (NUL or half of a pair). Type that place again.`;
  if (isBlank(kept)) return `${label} is missing.`;
  const length = codePoints(kept);
  if (length < min) return `${label} needs at least ${counted(min)}. It has ${length}.`;
  if (length > max)
    return `${label} has ${counted(length)}. ${counted(max)} are the most: shorten it by ${length - max}.`;
  return undefined;
}

const isStorable = (kept: string) => kept.isWellFormed() && !kept.includes('\u0000');

/** Nothing to see: white space, format and control characters only. */
const isBlank = (kept: string) => /^[\p{White_Space}\p{Cf}\p{Cc}]*$/u.test(kept);

const counted = (characters: number) => `${characters.toLocaleString('en-GB')} character${characters === 1 ? '' : 's'}`;
