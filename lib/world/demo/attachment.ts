import PDFDocument from 'pdfkit';
import type { Instant } from '#lib/deadlines/instant.ts';
import type { FileOptions } from '../objection.ts';

/** A page or two that a subscriber attaches: its own words, set as a plain PDF on the day on which it is attached. */
export function memorandum(name: string, title: string, from: string, paragraphs: string[]) {
  return async (at: Instant): Promise<FileOptions[]> => {
    const info = { Title: title, Author: from, CreationDate: new Date(at) };
    const document = new PDFDocument({ size: 'A4', margin: 72, info, lang: 'en' });
    const pieces: Buffer[] = [];
    document.on('data', (piece: Buffer) => pieces.push(piece));
    const ended = new Promise<void>((resolve, reject) => {
      document.on('end', resolve);
      document.on('error', reject);
    });
    document.font('Helvetica').fontSize(9).text(from);
    document.moveDown(2).font('Times-Bold').fontSize(18).text(title);
    document.font('Times-Roman').fontSize(11.5);
    for (const paragraph of paragraphs) document.moveDown().text(paragraph, { lineGap: 3 });
    document.end();
    await ended;
    return [{ name, content: Buffer.concat(pieces) }];
  };
}
