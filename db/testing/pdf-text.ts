import { inflateSync } from 'node:zlib';

/**
 * What a PDF of ours says, read back from its bytes: the text in the order in which it stands, words parted by single
 * spaces; the files attached; the language. Enough of the format for documents that pdfkit writes, and for no others.
 */
export function pdfText(bytes: Buffer): { text: string; attached: Buffer[]; language: string | undefined } {
  const objects = objectsOf(bytes);
  const faces = facesOf(objects);
  const pieces: string[] = [];
  for (const { head, content } of objects.values())
    if (content && !/\/Type|\/Length1|\/Subtype/.test(head)) pieces.push(...shownIn(content.toString('latin1'), faces));
  const attached = [...objects.values()].flatMap(({ head, content }) =>
    content && head.includes('/Type /EmbeddedFile') ? [content] : [],
  );
  const language = /\/Lang \((\w+)\)/.exec(bytes.toString('latin1'))?.[1];
  return { text: pieces.join(' ').replace(/\s+/g, ' '), attached, language };
}

interface PdfObject {
  head: string;
  content: Buffer | null;
}

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const all = bytes.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const { 1: number = '', index } of all.matchAll(/^(\d+) 0 obj$/gm)) {
    const end = all.indexOf('endobj', index);
    const begin = all.indexOf('\nstream\n', index);
    const head = all.slice(index, begin < 0 || begin > end ? end : begin);
    if (begin < 0 || begin > end) {
      objects.set(number, { head, content: null });
      continue;
    }
    const from = begin + '\nstream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const raw = bytes.subarray(from, from + length);
    objects.set(number, { head, content: head.includes('/FlateDecode') ? inflateSync(raw) : raw });
  }
  return objects;
}

/** By the name that a page uses: what each sign of a face stands for. */
function facesOf(objects: Map<string, PdfObject>): Map<string, Map<number, string>> {
  const faces = new Map<string, Map<number, string>>();
  for (const { head } of objects.values())
    for (const [, name = '', number = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.head ?? '')?.[1];
      if (cmap) faces.set(name, signsOf(objects.get(cmap)?.content?.toString('latin1') ?? ''));
    }
  return faces;
}

function signsOf(cmap: string): Map<number, string> {
  const signs = new Map<number, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g))
    for (const [place, [, units = '']] of [...list.matchAll(/<([^>]*)>/g)].entries())
      signs.set(
        Number.parseInt(first, 16) + place,
        units.replace(/\s/g, '').replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16))),
      );
  return signs;
}

function shownIn(content: string, faces: Map<string, Map<number, string>>): string[] {
  const lines: string[] = [];
  let signs = new Map<number, string>();
  for (const [, face, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (face) signs = faces.get(face) ?? new Map();
    else
      lines.push(
        [...(array ?? '').matchAll(/<([0-9a-f]+)>/g)]
          .map(([, codes = '']) => codes.replace(/.{4}/g, (code) => signs.get(Number.parseInt(code, 16)) ?? '?'))
          .join(''),
      );
  }
  return lines;
}
