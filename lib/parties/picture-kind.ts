/** The kinds of picture that a browser shows and that run nothing. */
export type PictureKind = 'image/png' | 'image/jpeg' | 'image/webp';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** What a file is by its first bytes; undefined: none of these. */
export function pictureKind(bytes: Buffer): PictureKind | undefined {
  if (bytes.subarray(0, PNG.length).equals(PNG)) return 'image/png';
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg';
  const tag = (from: number) => bytes.toString('latin1', from, from + 4);
  return tag(0) === 'RIFF' && tag(8) === 'WEBP' ? 'image/webp' : undefined;
}
