import { accentRule } from '#components/shell/accent.ts';

/**
 * The vendor's colour as a style sheet, `/accent/1f3a8a`. A sheet of its own, since a style element would need the
 * nonce of the document that it comes into, and a page reached without leaving the document has another. It says the
 * same for ever.
 */
export async function GET(_: Request, { params }: { params: Promise<{ colour: string }> }): Promise<Response> {
  const rule = accentRule(`#${(await params).colour}`);
  if (!rule) return new Response(null, { status: 404 });
  return new Response(rule, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' },
  });
}
