import { type NextRequest, NextResponse } from 'next/server';
import { parseTheme, type Theme } from '#components/shell/theme.ts';

/** On a screen; paper is light. The two names are those by which the built style sheet knows what light-dark() means. */
const sheet = (scheme: string, light: string, dark: string) =>
  `@media not print{html:root{color-scheme:${scheme};--lightningcss-light:${light};--lightningcss-dark:${dark}}}`;
const SHEET: Record<Theme, string> = {
  auto: '',
  light: sheet('light', 'initial', ' '),
  dark: sheet('dark', ' ', 'initial'),
};

/**
 * The reader's theme as a style sheet, for pages that are the same for all: the browser waits for it, so nothing
 * flashes, and it needs no script. The page's own `data-theme` is stronger.
 */
export function GET(request: NextRequest): NextResponse {
  return new NextResponse(SHEET[parseTheme(request.cookies.get('theme')?.value)], {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'private, no-cache' },
  });
}

/** Keeps the chosen theme for a year and goes back to the page that the form stood on. For readers without scripts. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  const form = await request.formData().catch(() => new FormData());
  const response = new NextResponse(null, { status: 303, headers: { Location: cameFrom(request) } });
  response.cookies.set('theme', parseTheme(form.get('theme')), { path: '/', maxAge: 31_536_000, sameSite: 'lax' });
  return response;
}

/** The path of the page before this one; only a path, so that nobody is sent to another host. */
function cameFrom(request: NextRequest): string {
  const referer = request.headers.get('referer');
  if (!referer || !URL.canParse(referer)) return '/';
  const { pathname, search } = new URL(referer);
  return `/${pathname.replace(/^[/\\]+/, '')}${search}`;
}
