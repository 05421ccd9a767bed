/** The encodings in which spreadsheets save a list. */
export type CsvEncoding = 'utf-8' | 'utf-16' | 'windows-1252';

/**
 * The text of a file, without its byte order mark. What claims no encoding and is no valid UTF-8 is read as Windows-1252
 * (Latin-1 with its printable extras), which every sequence of bytes is: the caller says so to whoever sent it.
 * Undefined: the mark claims an encoding that the bytes break.
 */
export function decoded(bytes: Uint8Array): { text: string; encoding: CsvEncoding } | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return marked(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return marked(bytes, 'utf-16be');
  const text = strictly(bytes, 'utf-8');
  if (text !== undefined) return { text, encoding: 'utf-8' };
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

function marked(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be') {
  const text = strictly(bytes, label);
  return text === undefined ? undefined : { text, encoding: 'utf-16' as const };
}

function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
