import fs from 'node:fs';
import path from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';

type Argument = [name: string, number: boolean];

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** An argument's place in a message's tree. */
const ARGUMENT = 1;

/** What a message needs to know, and whether it counts with it. */
function argumentsOf(elements: Elements): Argument[] {
  return elements.flatMap((element): Argument[] => {
    if (element.type === ARGUMENT) return [[element.value, false]];
    if (!('options' in element)) return [];
    const branches = Object.values(element.options).flatMap(({ value }) => argumentsOf(value));
    return [[element.value, 'pluralType' in element], ...branches];
  });
}

const needed = (message: string) =>
  new Map(argumentsOf(new IntlMessageFormat(message, 'en-GB', undefined, { ignoreTag: true }).getAst()));

async function familiesOf(language: string): Promise<[string, Record<string, string>][]> {
  const folder = path.join(import.meta.dirname, language);
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    files.map(async (file): Promise<[string, Record<string, string>]> => {
      const [family] = Object.values(await import(path.join(folder, file))) as Record<string, string>[];
      return [file, family ?? {}];
    }),
  );
}

const [english, spanish] = await Promise.all([familiesOf('en'), familiesOf('es')]);
const inSpanish = new Map(spanish);

test('each family of messages is there in both languages', () => {
  expect(spanish.map(([file]) => file)).toEqual(english.map(([file]) => file));
});

describe.each(english)('%s', (file, messages) => {
  const others = inSpanish.get(file) ?? {};

  test('needs to know the same in both languages', () => {
    expect(Object.keys(others).sort()).toEqual(Object.keys(messages).sort());
    for (const [key, message] of Object.entries(messages))
      expect([key, ...[...needed(others[key] ?? '').keys()].sort()]).toEqual([
        key,
        ...[...needed(message).keys()].sort(),
      ]);
  });

  test.each([
    ['en-GB', messages],
    ['es-ES', others],
  ])('says each message in %s, for none, one and many', (locale, family) => {
    for (const [key, message] of Object.entries(family))
      for (const count of [0, 1, 2, 1000]) {
        const values = [...needed(message)].map(([name, counts]) => [name, counts ? count : `‹${name}›`]);
        const said = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(
          Object.fromEntries(values),
        );
        expect(`${key}: ${said}`).not.toMatch(/[{}#]|undefined|!/);
        for (const [name, counts] of needed(message)) if (!counts) expect(said).toContain(`‹${name}›`);
      }
  });
});

test('says no argument whose value is missing', () => {
  expect(() => new IntlMessageFormat('{who} wrote', 'en-GB').format({})).toThrow('who');
});
