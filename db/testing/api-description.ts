import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { openapi } from '#lib/api/openapi.ts';

const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** Against the schema that the description gives for this address and status. */
export function described(place: string, { status, headers }: Response, body: unknown): void {
  const form = `${place} ${status} ${headers.get('content-type')}`;
  const valid = compiled.get(form) ?? compile(place, status, headers.get('content-type') ?? '');
  compiled.set(form, valid);
  expect(valid(body), JSON.stringify(valid.errors)).toBe(true);
}

function compile(place: string, status: number, type: string) {
  const document = JSON.parse(JSON.stringify(openapi('https://demur.example')));
  const { schema } = (document.paths[place].get ?? document.paths[place].post).responses[status].content[type];
  return ajv.compile({ ...schema, components: document.components });
}
