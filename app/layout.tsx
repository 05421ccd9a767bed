import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { parseTheme } from '#components/shell/theme.ts';
import './globals.css';

// Only the axes in use: about 50 kB a face, served by us, asked for before the style sheet is read.
const sourceSerif = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  weight: '200 900',
  variable: '--face-serif',
  adjustFontFallback: 'Times New Roman',
});
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--face-sans',
});
// In proofs and histories, mostly folded: fetched when it is first used.
const jetbrainsMono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--face-mono',
  preload: false,
  adjustFontFallback: false,
});
// The letters of Łódź, Škoda and Győr: fetched only by a page that has one.
const sourceSerifExtended = localFont({
  src: '../node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2',
  weight: '200 900',
  variable: '--face-serif-extended',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB' }],
});
const interExtended = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2',
  weight: '100 900',
  variable: '--face-sans-extended',
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: 'unicode-range', value: 'U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB' }],
});
const faces = [sourceSerif, inter, jetbrainsMono, sourceSerifExtended, interExtended].map(({ variable }) => variable);

export const metadata: Metadata = {
  title: { default: 'Demur', template: '%s · Demur' },
  description: 'Changes to sub-processors, and objections to them, on the record.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1b1e24' },
  ],
};

/** The document: language, faces, theme. Everything that knows the reader stands in the Shell. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get('theme')?.value);
  return (
    <html lang="en" data-theme={theme === 'auto' ? undefined : theme} className={faces.join(' ')}>
      <body>{children}</body>
    </html>
  );
}
