import { describe, expect, test } from 'vitest';
import { setHtml, setText } from './set.ts';
import type { Letterhead, Written } from './written.ts';

const head: Letterhead = {
  origin: 'https://demur.example',
  vendorName: 'Vendor & Sons <Ltd>',
  privacyContact: 'privacy@vendor.example',
  zone: 'Europe/Madrid',
  accent: null,
};
const nasty = `<script>alert("1")</script> <img src=x onerror='x'> {link} \u202Eabc\u0007 😀 שלום ${'x'.repeat(300)}`;
const written: Written = {
  subject: `A change "of" ${nasty}`,
  blocks: [
    { is: 'paragraph', text: `${'Words that fill a line and go on. '.repeat(6)}${nasty}` },
    { is: 'heading', text: nasty },
    {
      is: 'rows',
      rows: [
        { label: nasty, value: nasty },
        { label: 'SHA-256', value: 'ab12', mono: true },
      ],
    },
    { is: 'list', items: ['One', nasty] },
    { is: 'quote', by: nasty, text: `First line\r\n\r\n${nasty}` },
    { is: 'link', text: nasty, path: '/changes/1' },
    { is: 'link', text: 'Confirm', path: '{link}' },
    { is: 'small', text: nasty },
  ],
};

describe('a letter as HTML', () => {
  const html = setHtml(written, 'es', head);

  test('keeps what somebody wrote as text', () => {
    const tags = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name));
    expect([...tags].sort()).toEqual(
      'a blockquote body br div h1 h2 head html li meta p style table td th title tr ul'.split(' ').sort(),
    );
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(html).toContain('Vendor &amp; Sons &lt;Ltd&gt;');
    expect(html).toContain('😀 שלום');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(html).not.toMatch(/[\u0007\u202e]/);
  });

  test('asks nothing of anybody and runs nothing', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|form)|url\(|@import| on\w+=(?!&)/);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses).toEqual(['https://demur.example/changes/1', '{link}']);
  });

  test('has its language, one heading of the first level, and tables that say what they are', () => {
    expect(html).toContain('<html lang="es">');
    expect(html.match(/<h1/g)).toHaveLength(1);
    for (const [table] of html.matchAll(/<table[^>]*>/g))
      expect(table.includes('role="presentation"') || table.includes('class="rows"')).toBe(true);
    expect(html.match(/<th[^>]*scope="row"/g)).toHaveLength(2);
  });

  test('is the same each time, in both languages', () => {
    expect(setHtml(written, 'es', head)).toBe(html);
    expect(setHtml(written, 'en', head)).not.toBe(html);
  });

  test('writes on the vendor’s colour what can be read on it', () => {
    const on = (accent: string) =>
      /;color:(#\w+);text-decoration:none/.exec(setHtml(written, 'en', { ...head, accent }))?.[1];
    expect(on('#1f3a8a')).toBe('#ffffff');
    expect(on('#f2d024')).toBe('#10172f');
  });
});

describe('a letter as text', () => {
  const text = setText(written, 'en', head);

  test('is wrapped, and breaks no word and no address', () => {
    for (const line of text.split('\n')) expect(line.length <= 76 || /x{300}( wrote)?:?$/.test(line)).toBe(true);
    expect(text).toContain('\nhttps://demur.example/changes/1\n');
    expect(text).toMatch(/^> First line\n>\n> </m);
  });

  test('holds one place for a link of its reader’s own, and none that somebody wrote', () => {
    expect(text.match(/\{link\}/g)).toHaveLength(1);
    expect(setText({ ...written, stop: 'Do without' }, 'en', head).match(/\{link\}/g)).toHaveLength(2);
  });

  test('says in its own language who wrote and why', () => {
    expect(text).toContain('Questions: privacy@vendor.example');
    const follower = setText({ subject: 'S', blocks: [], reader: 'follower', stop: 'Dejar de recibirlas' }, 'es', head);
    expect(follower).toContain('seguir el registro');
    expect(follower).toContain('Dejar de recibirlas\n{link}');
  });
});
