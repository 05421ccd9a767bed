import { expect, test } from 'vitest';
import { rowNumbers, typedIn } from './form-state.ts';

test('what a form sent is kept by its names, whatever those are', () => {
  const form = new FormData();
  for (const name of ['constructor', '__proto__', 'toString', 'title', 'title', '$ACTION_KEY']) form.append(name, name);
  form.append('file', new Blob(['a']), 'a.txt');
  const typed = typedIn(form);
  expect(Object.entries(typed)).toEqual([
    ['constructor', ['constructor']],
    ['__proto__', ['__proto__']],
    ['toString', ['toString']],
    ['title', ['title', 'title']],
  ]);
  expect(Object.getPrototypeOf(typed)).toBe(Object.prototype);
});

test('rows are numbered as their names say, with gaps and without what is no number', () => {
  const typed = {
    'actions.2.owner': ['a'],
    'actions.10.owner': ['b'],
    'actions.x.owner': ['c'],
    'actions.99999.owner': [],
  };
  expect(rowNumbers(typed, 'actions')).toEqual([2, 10]);
});
