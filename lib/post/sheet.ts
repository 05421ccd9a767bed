import type { Language } from '#db/schema/vocabulary.ts';

const SERIF = "'Source Serif 4',Georgia,serif";
const SANS = "Inter,'Segoe UI',Arial,sans-serif";
const MONO = "'JetBrains Mono',Consolas,monospace";

/** Demur's own colour, of a vendor that has chosen none. */
const ACCENT = '#1f3a8a';

// E-mail clients drop style sheets now and then, and styles in place never. What a dark screen needs stands in a sheet,
// by class: a client that drops it shows paper and ink.
const STYLES = {
  lede: `margin:0 0 20px;font-family:${SERIF};font-size:19px;line-height:28px;color:#1b1d22;overflow-wrap:anywhere`,
  paragraph: `margin:0 0 16px;font-family:${SERIF};font-size:17px;line-height:26px;color:#1b1d22;overflow-wrap:anywhere`,
  heading: `margin:28px 0 10px;font-family:${SANS};font-size:15px;line-height:22px;font-weight:600;color:#1b1d22;overflow-wrap:anywhere`,
  rows: 'margin:4px 0 20px;border-collapse:collapse;border-top:1px solid #e4e1d9',
  label: `width:36%;padding:9px 10px 9px 0;border-bottom:1px solid #e4e1d9;font-family:${SANS};font-size:13px;line-height:21px;font-weight:400;color:#565b66;word-break:break-word`,
  value: `padding:9px 0;border-bottom:1px solid #e4e1d9;font-family:${SANS};font-size:14px;line-height:21px;color:#1b1d22;word-break:break-word`,
  mono: `padding:9px 0;border-bottom:1px solid #e4e1d9;font-family:${MONO};font-size:13px;line-height:21px;color:#1b1d22;word-break:break-all`,
  list: 'margin:0 0 18px;padding:0 0 0 22px',
  item: `margin:0 0 6px;font-family:${SERIF};font-size:16px;line-height:24px;color:#1b1d22;overflow-wrap:anywhere`,
  by: `margin:0 0 6px;font-family:${SANS};font-size:13px;line-height:20px;color:#565b66;overflow-wrap:anywhere`,
  quote: `margin:0 0 20px;padding:2px 0 2px 16px;border-left:3px solid #e4e1d9;font-family:${SERIF};font-size:17px;line-height:26px;color:#1b1d22;overflow-wrap:anywhere`,
  link: 'color:#1b1d22;text-decoration:underline',
  small: `margin:0 0 10px;font-family:${SANS};font-size:13px;line-height:20px;color:#565b66;overflow-wrap:anywhere`,
  smallLink: 'color:#565b66;text-decoration:underline',
} as const;

/** The classes that a dark screen tells apart. */
const INK = new Set<keyof typeof STYLES>(['lede', 'paragraph', 'heading', 'item', 'link']);

/** How one part of a letter looks, as attributes. */
export function style(part: keyof typeof STYLES): string {
  return ` class="${INK.has(part) ? 'ink' : part}" style="${STYLES[part].replaceAll('"', '&quot;')}"`;
}

const DARK = [
  '.paper{background-color:#14161a!important}',
  '.sheet{background-color:#1b1e24!important;border-color:#32363f!important}',
  '.ink,.value,.mono,.quote,.title{color:#eceae4!important}',
  '.label,.by,.small,.smallLink,.vendor{color:#b0b4be!important}',
  '.label,.value,.mono,.rows,.quote,.about{border-color:#32363f!important}',
].join('');

const SHEET = `:root{color-scheme:light dark;supported-color-schemes:light dark}body{margin:0;padding:0}@media (max-width:480px){.inner{padding:26px 20px 20px!important}}@media (prefers-color-scheme:dark){${DARK}}`;

/** The page around a letter: everything given is HTML. */
export function document(letter: {
  language: Language;
  subject: string;
  vendor: string;
  accent: string | null;
  body: string;
  about: string;
}): string {
  const { language, subject, vendor, body, about } = letter;
  const accent = letter.accent ?? ACCENT;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
<style>${SHEET}</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:#fbfaf7">
<div role="main">
<table role="presentation" class="paper" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#fbfaf7">
<tr><td align="center" style="padding:24px 10px 40px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;table-layout:fixed">
<tr><td style="height:4px;line-height:4px;font-size:0;background-color:${accent};border-radius:6px 6px 0 0">&nbsp;</td></tr>
<tr><td class="sheet inner" style="padding:34px 40px 26px;background-color:#ffffff;border:1px solid #e4e1d9;border-top:0;border-radius:0 0 6px 6px;text-align:left">
<p class="vendor" dir="auto" style="margin:0 0 18px;font-family:${SANS};font-size:14px;line-height:20px;font-weight:600;color:#565b66;overflow-wrap:anywhere">${vendor}</p>
<h1 class="title" dir="auto" style="margin:0 0 16px;font-family:${SERIF};font-size:26px;line-height:33px;font-weight:600;color:#1b1d22;overflow-wrap:anywhere">${subject}</h1>
${body}
<div class="about" style="margin:28px 0 0;padding:18px 0 0;border-top:1px solid #e4e1d9">
${about}
</div>
</td></tr>
</table>
</td></tr>
</table>
</div>
</body>
</html>
`;
}

/** The link that is meant to be pressed; address and text are HTML. */
export function button(address: string, text: string, accent = ACCENT): string {
  const link = `display:inline-block;padding:12px 22px;font-family:${SANS};font-size:15px;line-height:22px;font-weight:600;color:${inkOn(accent)};text-decoration:none`;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;border-collapse:separate"><tr><td style="border-radius:6px;background-color:${accent}"><a href="${address}" style="${link}">${text}</a></td></tr></table>`;
}

/** White or ink, whichever stands out more on a colour. */
function inkOn(colour: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#10172f' : '#ffffff';
}
