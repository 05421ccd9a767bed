/** The longest name kept, in code points. */
const LONGEST = 200;

/**
 * A file's name, safe to keep and to show: without the folders it came from, control characters, and the marks that
 * turn the direction of text, by which `cod.exe` can look like `exe.doc`.
 */
export function safeFileName(sent: string): string {
  const name = (sent.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[ .]+/, '')
    // looked behind, so that a long run in the middle is tried once and not from each of its characters
    .replace(/(?<![ .])[ .]+$/, '');
  const characters = [...name];
  if (characters.length === 0) return 'file';
  if (characters.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST - ending.length).join('') + ending;
}

/** `Content-Disposition` (RFC 6266, RFC 8187): always an attachment, the name twice, once in ASCII for the oldest. */
export function asAttachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
