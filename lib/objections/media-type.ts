/** A kind of file that can be attached: what it is called, and the endings that its names may have. */
export interface MediaType {
  type: string;
  endings: readonly [string, ...string[]];
}

/** What can be attached, in the order in which people are told. */
export const mediaTypes = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  png: { type: 'image/png', endings: ['png'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  webp: { type: 'image/webp', endings: ['webp'] },
  gif: { type: 'image/gif', endings: ['gif'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', endings: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  csv: { type: 'text/csv', endings: ['csv'] },
  txt: { type: 'text/plain', endings: ['txt', 'text', 'log', 'md'] },
  eml: { type: 'message/rfc822', endings: ['eml'] },
} as const satisfies Record<string, MediaType>;

type Kind = keyof typeof mediaTypes;

/** For the form: "PDF, PNG, …" */
export const ACCEPTED =
  'PDF, PNG, JPEG, WebP, GIF, Word, Excel, PowerPoint or OpenDocument files, plain text, CSV and e-mails (.eml)';

/** For a file field's `accept`. */
export const acceptedEndings: string = Object.values(mediaTypes)
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',');

/** Bytes of the beginning that are enough to tell: the size of one stored piece. */
export const SNIFFED = 262_144;

/**
 * What a file is by its content, which its name must not contradict.
 *
 * @param name as the sender calls it
 * @param start its first bytes, {@link SNIFFED} of them where it has as many
 * @returns the media type, or why it can't be attached, as a sentence
 */
export function mediaTypeOf(name: string, start: Uint8Array): { type: string } | { refused: string } {
  if (start.length === 0) return { refused: `“${name}” is empty.` };
  const ending = endingOf(name);
  if (isProgram(start)) return { refused: `“${name}” is a program, whatever its name says. Attach ${ACCEPTED}.` };
  const found = kindOf(start, ending);
  if (found === 'markup')
    return { refused: `“${name}” is a web page or drawing that could run scripts. Attach it as a PDF.` };
  if (found === undefined) return { refused: `“${name}” is of a kind that can’t be attached. Attach ${ACCEPTED}.` };
  const { type, endings } = mediaTypes[found];
  if (ending !== undefined && !endings.some((each) => each === ending))
    return {
      refused: `“${name}” ends in .${ending}, but its content is that of a .${endings[0]} file. Give it the right ending, or attach another.`,
    };
  return { type };
}

/** Whether text of this type must be valid UTF-8 to its end. An e-mail may hold bytes of any kind. */
export function mustBeUtf8(type: string): boolean {
  return type === mediaTypes.txt.type || type === mediaTypes.csv.type;
}

function endingOf(name: string): string | undefined {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
}

function kindOf(start: Uint8Array, ending: string | undefined): Kind | 'markup' | undefined {
  const beginning = latin1(start.subarray(0, 16));
  if (beginning.startsWith('%PDF-')) return 'pdf';
  if (beginning.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (beginning.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(beginning)) return 'gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(beginning)) return 'webp';
  if (beginning.startsWith(MEMBER)) return containerOf(latin1(start));
  return textOf(start, ending);
}

const office: readonly [Kind, string][] = [
  ['docx', 'word/'],
  ['xlsx', 'xl/'],
  ['pptx', 'ppt/'],
];

function containerOf(content: string): Kind | undefined {
  const members = memberNames(content);
  // OpenDocument 1.2, 3.3: the first member is named `mimetype`, stored and not compressed
  if (members[0] === 'mimetype')
    return content.slice(38).startsWith(`${mediaTypes.odt.type}${MEMBER}`) ? 'odt' : undefined;
  if (!members.includes('[Content_Types].xml')) return undefined;
  return office.find(([, folder]) => members.some((member) => member.startsWith(folder)))?.[0];
}

/** How a member of a zip begins: 30 bytes, of which two say how long its name is, and then the name. */
const MEMBER = 'PK\x03\x04';

function memberNames(content: string): string[] {
  const names: string[] = [];
  for (let at = content.indexOf(MEMBER); at >= 0; at = content.indexOf(MEMBER, at + 4)) {
    const length = content.charCodeAt(at + 26) + content.charCodeAt(at + 27) * 256;
    names.push(content.slice(at + 30, at + 30 + length));
  }
  return names;
}

function textOf(start: Uint8Array, ending: string | undefined): Kind | 'markup' | undefined {
  if (start.includes(0)) return undefined;
  const text = utf8(start);
  if (isMarkup(text ?? latin1(start))) return 'markup';
  if (ending === 'eml') return isMail(latin1(start)) ? 'eml' : undefined;
  if (text === undefined) return undefined;
  // nothing in the content tells a table from a text
  return ending === 'csv' ? 'csv' : 'txt';
}

/** RFC 5322: it begins with header fields. */
function isMail(text: string): boolean {
  return /^[\x21-\x39\x3b-\x7e]+[ \t]*:/.test(text) && /^(from|date|received|message-id|subject)[ \t]*:/im.test(text);
}

function isMarkup(text: string): boolean {
  return /^<(?:!--|(?:\?xml|!doctype|html|head|body|svg|script|iframe|style|meta|title)\b)/i.test(afterComments(text));
}

/** A comment that does not end stays. By searching: an expression over several comments tries every way to divide them. */
function afterComments(text: string): string {
  let rest = text.replace(/^\ufeff/, '').trimStart();
  for (let end = 0; rest.startsWith('<!--') && end >= 0; ) {
    end = rest.indexOf('-->', 4);
    if (end >= 0) rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** Programs of Windows, Linux and macOS, and scripts that name their interpreter. */
function isProgram(start: Uint8Array): boolean {
  const [a, b, c, d] = start;
  const head = (((a ?? 0) << 24) | ((b ?? 0) << 16) | ((c ?? 0) << 8) | (d ?? 0)) >>> 0;
  const machO = [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe, 0xbebafeca];
  const beginning = latin1(start.subarray(0, 6));
  return (
    beginning.startsWith('MZ') || head === 0x7f454c46 || machO.includes(head) || /^(?:\xef\xbb\xbf)?#!/.test(beginning)
  );
}

/** The text, or undefined where the bytes are not UTF-8; a character cut off by the end of the piece is no fault. */
function utf8(start: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: start.length >= SNIFFED });
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}
