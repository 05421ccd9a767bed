import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Typed } from '#components/ui/form-state.ts';

/** As much as an address may carry: a server takes 16 kB of headers, and a browser may send the address twice. */
const MOST = 7000;

/** What was typed into a form, as it stands in an address until the form shows it again; null: it is too long for one. */
export function writeTyped(typed: Typed): string | null {
  const written = deflateRawSync(JSON.stringify(typed)).toString('base64url');
  return written.length <= MOST ? written : null;
}

const typedForm = z.record(z.string(), z.array(z.string()));

/** Null for what was not written so. It is only shown, as if somebody had typed it. */
export function readTyped(written: string | undefined): Typed | null {
  if (!written) return null;
  try {
    const bytes = inflateRawSync(Buffer.from(written, 'base64url'), { maxOutputLength: 200_000 });
    return typedForm.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}
