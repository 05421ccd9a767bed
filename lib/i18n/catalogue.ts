import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '#db/schema/vocabulary.ts';

/** Messages by key, each an ICU message. */
export type Messages = Readonly<Record<string, string>>;

/** The same messages in another language: every key, and no other. */
export type Sister<M extends Messages> = { readonly [Key in keyof M]: string };

type Name<Inside> = Inside extends `${infer Argument},${string}` ? Word<Argument> : Word<Inside>;
/** What is no single word is the text of a plural's or a select's branch, not an argument. */
type Word<Text> = Text extends '' | `${string} ${string}` | `${string}#${string}` ? never : Text;

/** The names between braces: the arguments of an ICU message. A branch of a plural holds more than one word, so it is told apart. */
export type ArgumentsOf<Message extends string> = Message extends `${string}{${infer Rest}`
  ? (Rest extends `${infer Inside}}${string}` ? Name<Inside> : never) | ArgumentsOf<Rest>
  : never;

/** Says a message in one language. What it needs to know is in its type. */
export type Say<M extends Messages> = <Key extends keyof M & string>(
  key: Key,
  ...values: [ArgumentsOf<M[Key]>] extends [never] ? [] : [Readonly<Record<ArgumentsOf<M[Key]>, string | number>>]
) => string;

/**
 * The messages of one family in every language. Each is parsed when it is first said, once per process; English says
 * which messages there are and what each needs to know.
 *
 * @throws {Error} in saying a message without one of its arguments
 */
export function catalogue<const M extends Messages>(en: M, es: Sister<M>): (language: Language) => Say<M> {
  const speakers: Record<Language, Say<M>> = { en: speaker<M>(en, 'en-GB'), es: speaker<M>(es, 'es-ES') };
  return (language) => speakers[language];
}

function speaker<M extends Messages>(messages: Sister<M>, locale: string): Say<M> {
  const parsed = new Map<string, IntlMessageFormat>();
  return (key, ...values) => {
    let message = parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(messages[key], locale, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    const said = message.format(values[0]);
    if (typeof said !== 'string') throw new TypeError(`The message ${key} does not say a text.`);
    return said;
  };
}
