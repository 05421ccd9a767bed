/** A part of an address as somebody typed it. What is no encoding of a text stays as it is, and names nothing. */
export function asWritten(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
