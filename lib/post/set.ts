import type { Language } from '#db/schema/vocabulary.ts';
import { catalogue, type Say } from '#lib/i18n/catalogue.ts';
import { letter as en } from '#lib/i18n/en/letter.ts';
import { letter as es } from '#lib/i18n/es/letter.ts';
import { button, document, style } from './sheet.ts';
import type { Block, Letterhead, Written } from './written.ts';

const words = catalogue(en, es);

/** Stands for the address that opens something for a letter's reader alone; it is put in when the letter is sent. */
const LINK = '{link}';

const WIDTH = 76;

/** A letter as plain text, wrapped so that every client shows it as it is meant. */
export function setText(written: Written, language: Language, head: Letterhead): string {
  const say = words(language);
  const [parts, small] = [[], []] as [string[], string[]];
  for (const block of written.blocks) (block.is === 'small' ? small : parts).push(blockInText(block, say, head));
  const stop = written.stop === undefined ? [] : [`${wrapped(own(written.stop))}\n${LINK}`];
  const about = [...small, ...reasons(written, say, head).map((sentence) => wrapped(sentence)), ...stop];
  return `${[wrapped(own(written.subject)), ...parts, '-'.repeat(WIDTH / 2), ...about].join('\n\n')}\n`;
}

/** The same letter as HTML that stands in every client: tables, styles in place, nothing remote, no script, no picture. */
export function setHtml(written: Written, language: Language, head: Letterhead): string {
  const say = words(language);
  const [first, ...others] = written.blocks.filter(({ is }) => is !== 'small');
  const pressed = written.blocks.find(({ is }) => is === 'link');
  const body = [
    first?.is === 'paragraph'
      ? `<p${style('lede')} dir="auto">${html(first.text)}</p>`
      : first
        ? blockInHtml(first, say, head, false)
        : '',
    ...others.map((block) => blockInHtml(block, say, head, block === pressed)),
  ];
  const about = [
    ...written.blocks.filter(({ is }) => is === 'small').map((block) => blockInHtml(block, say, head, false)),
    ...reasons(written, say, head).map((sentence) => `<p${style('small')}>${html(sentence)}</p>`),
    ...(written.stop === undefined
      ? []
      : [`<p${style('small')}><a href="${LINK}"${style('smallLink')}>${html(written.stop)}</a></p>`]),
  ];
  return document({
    language,
    subject: html(written.subject),
    vendor: html(head.vendorName),
    accent: head.accent,
    body: body.join('\n'),
    about: about.join('\n'),
  });
}

/** Who wrote, why to this reader, whom to ask, and that it is kept. */
function reasons({ reader }: Written, say: Say<typeof en>, { vendorName, privacyContact }: Letterhead): string[] {
  const vendor = own(vendorName);
  const why =
    reader === 'follower' ? say('whyFollower') : reader === 'desk' ? say('whyDesk', { vendor }) : say('whySubscriber');
  return [`${say('from', { vendor })} ${why}`, `${say('contact', { contact: own(privacyContact) })}. ${say('kept')}`];
}

function blockInText(block: Block, say: Say<typeof en>, { origin }: Letterhead): string {
  switch (block.is) {
    case 'paragraph':
    case 'small':
      return wrapped(own(block.text));
    case 'heading': {
      const heading = wrapped(own(block.text));
      return `${heading}\n${'='.repeat(Math.min(WIDTH, heading.length))}`;
    }
    case 'rows':
      return block.rows.map(({ label, value }) => wrapped(`${own(label)}: ${own(value)}`, '', '  ')).join('\n');
    case 'list':
      return block.items.map((item) => wrapped(own(item), '- ', '  ')).join('\n');
    case 'quote':
      return `${wrapped(say('said', { by: own(block.by) }))}\n${wrapped(own(block.text), '> ', '> ')}`;
    case 'link':
      return `${wrapped(`${own(block.text)}:`)}\n${addressOf(block.path, origin)}`;
  }
}

function blockInHtml(block: Block, say: Say<typeof en>, { origin, accent }: Letterhead, pressed: boolean): string {
  switch (block.is) {
    case 'paragraph':
      return `<p${style('paragraph')} dir="auto">${html(block.text)}</p>`;
    case 'small':
      return `<p${style('small')} dir="auto">${html(block.text)}</p>`;
    case 'heading':
      return `<h2${style('heading')} dir="auto">${html(block.text)}</h2>`;
    case 'rows':
      return `<table${style('rows')} width="100%" cellpadding="0" cellspacing="0" border="0">${block.rows
        .map(
          ({ label, value, mono }) =>
            `<tr><th${style('label')} scope="row" align="left" valign="top" dir="auto">${html(label)}</th><td${style(mono ? 'mono' : 'value')} valign="top" dir="auto">${html(value)}</td></tr>`,
        )
        .join('')}</table>`;
    case 'list':
      return `<ul${style('list')}>${block.items.map((item) => `<li${style('item')} dir="auto">${html(item)}</li>`).join('')}</ul>`;
    case 'quote':
      return `<p${style('by')} dir="auto">${html(say('said', { by: block.by }))}</p><blockquote${style('quote')} dir="auto">${html(block.text)}</blockquote>`;
    case 'link': {
      const address = html(addressOf(block.path, origin), LINK);
      if (pressed) return button(address, html(block.text), accent ?? undefined);
      return `<p${style('paragraph')}><a href="${address}"${style('link')}>${html(block.text)}</a></p>`;
    }
  }
}

function addressOf(path: string, origin: string): string {
  return path === LINK ? LINK : `${origin}${path}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * What is said, fit to be set: without characters that no reader sees and that could turn a line around, and without
 * what would become a link when the letter is sent.
 */
function own(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(UNSEEN, '').replaceAll(LINK, '{ link }');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** The same within HTML; line breaks stay. */
function html(text: string, but?: string): string {
  const said = text === but ? text : own(text);
  return said.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign).replaceAll('\n', '<br>');
}

/** Lines of at most 76 characters, broken between words; what is longer than a line stands alone on one. */
function wrapped(text: string, first = '', others = first): string {
  return text
    .split('\n')
    .map((line, index) => wrappedLine(line, index === 0 ? first : others, others))
    .join('\n');
}

function wrappedLine(line: string, first: string, others: string): string {
  if (first.length + line.length <= WIDTH) return `${first}${line}`.trimEnd();
  const lines: string[] = [];
  let current = first;
  let empty = true;
  for (const word of line.split(/ +/)) {
    if (!empty && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = others;
      empty = true;
    }
    current += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, current].join('\n').trimEnd();
}
