import { expect, test } from 'vitest';
import { wayBack } from './way-back.ts';

test.each(['/changes', '/changes/0199?from=mail', '/desk/objections/OBJ-2026-7K3M9Q'])('goes back to %s', (path) => {
  expect(wayBack(path)).toBe(path);
});

test.each([
  null,
  '',
  'changes',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '\t//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
])('does not follow %s', (path) => {
  expect(wayBack(path)).toBe('/');
});
