import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openapi } from './openapi.ts';

test('the description of the API is OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(openapi('https://demur.example'))));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');
});

test('it names each parameter and each scope, and has a schema for every answer', () => {
  const { paths } = JSON.parse(JSON.stringify(openapi('https://demur.example')));
  expect(Object.keys(paths)).toEqual(['/authorisations', '/bounces', '/cases', '/register']);
  const named = (path: string) => paths[path].get.parameters.map(({ name }: { name: string }) => name).sort();
  expect(named('/authorisations')).toEqual(['limit', 'service', 'since', 'subprocessor', 'subscriber']);
  expect(named('/cases')).toEqual(['after', 'limit', 'outcome', 'subscriber']);
  expect(named('/register')).toEqual(['on', 'version']);
  type Described = { responses: Record<string, { content?: object }> };
  for (const { responses } of Object.values<Record<string, Described>>(paths).flatMap((path) => Object.values(path)))
    for (const [status, { content }] of Object.entries(responses))
      expect(content === undefined, status).toBe(status === '304');
});
