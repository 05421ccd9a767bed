import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { POST } from './route.ts';

function choose(theme: string, referer?: string) {
  const body = new URLSearchParams({ theme });
  const headers: Record<string, string> = referer === undefined ? {} : { referer };
  return POST(new NextRequest('http://localhost:3000/theme', { method: 'POST', body, headers }));
}

describe('choosing a theme without scripts', () => {
  it('goes back to the page that the form stood on, with its query', async () => {
    const response = await choose('dark', 'http://localhost:3000/cases?q=arden');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/cases?q=arden');
    expect(response.cookies.get('theme')?.value).toBe('dark');
  });

  it.each([
    ['nothing', undefined, '/'],
    ['no address', 'about:blank', '/blank'],
    ['another host', 'https://elsewhere.example/changes', '/changes'],
    ['a path that browsers read as a host', 'http://localhost:3000//elsewhere.example', '/elsewhere.example'],
    ['the same with backslashes', 'http://localhost:3000/\\/elsewhere.example', '/elsewhere.example'],
  ])('never leads to another host: referer is %s', async (_, referer, location) => {
    expect((await choose('light', referer)).headers.get('location')).toBe(location);
  });

  it('takes what is no form for no choice', async () => {
    const sent = new NextRequest('http://localhost:3000/theme', { method: 'POST', body: '{' });
    expect((await POST(sent)).cookies.get('theme')?.value).toBe('auto');
  });

  it('keeps nothing but the three themes', async () => {
    expect((await choose('"><script>')).cookies.get('theme')?.value).toBe('auto');
  });
});
