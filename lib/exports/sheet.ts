import PDFDocument from 'pdfkit';
import type { Language } from '#db/schema/vocabulary.ts';
import { type Face, Faces } from './faces.ts';

export interface PaperOptions {
  /** English unless given. */
  language?: Language;
  title: string;
  subject: string;
  author: string;
  /** At the foot of every page, beside its number. */
  reference: string;
  made: Date;
}

export const INK = '#1b1d22';
export const SOFT = '#565b66';
export const RULE = '#d9d5ca';
export const ACCENT = '#1f3a8a';

export const LEFT = 68;
export const RIGHT = 68;
export const TOP = 70;
export const BOTTOM = 82;
export const SIZE = 10.2;
export const SMALL = 8.6;

type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

const footing: Record<Language, (page: number, of: number) => string> = {
  en: (page, of) => `page ${page} of ${of}`,
  es: (page, of) => `página ${page} de ${of}`,
};

export interface Style {
  face?: Face;
  size?: number;
  colour?: string;
  /** From the left edge of the text. */
  indent?: number;
  width?: number;
  before?: number;
  after?: number;
  tracking?: number;
}

/**
 * A4, tagged for readers who listen, PDF/A-3b with what it is made from attached. Every text goes into the structure
 * tree as what it is; rules and page numbers are artifacts.
 */
export class Sheet {
  protected readonly doc: Document;
  private readonly faces: Faces;
  private readonly root: Element;
  private readonly finished: Promise<Buffer>;
  private readonly options: PaperOptions;
  private parent: Element;

  constructor(options: PaperOptions) {
    this.options = options;
    this.doc = new PDFDocument({
      size: 'A4',
      margins: { top: TOP, bottom: BOTTOM, left: LEFT, right: RIGHT },
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: options.language ?? 'en',
      displayTitle: true,
      bufferPages: true,
      // none before ours: a face given here and registered again would be read from its file at every use
      font: '',
      info: {
        Title: options.title,
        Subject: options.subject,
        Author: options.author,
        Creator: 'Demur',
        Producer: 'Demur',
        CreationDate: options.made,
        ModDate: options.made,
      },
    });
    this.finished = collected(this.doc);
    this.faces = new Faces(this.doc);
    this.root = this.doc.struct('Document');
    this.parent = this.root;
    this.doc.addStructure(this.root);
  }

  /** What the document is made from, within it. */
  attach(name: string, type: string, bytes: Buffer, description: string): void {
    const made = this.options.made;
    const options = { name, type, description, relationship: 'Source', creationDate: made, modifiedDate: made };
    this.doc.file(bytes, options);
  }

  /** Puts the numbers on the pages and gives the bytes. */
  async finish(): Promise<Buffer> {
    const count = this.pages();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      this.artifact(() => this.foot(page + 1, count), 'Pagination');
    }
    this.root.end();
    this.doc.end();
    this.faces.done();
    return this.finished;
  }

  protected indentation = 0;

  protected within(type: string, content: () => void): void {
    const outer = this.parent;
    const element = this.doc.struct(type);
    outer.add(element);
    this.parent = element;
    content();
    this.parent = outer;
  }

  protected block(type: string, text: string, style: Style = {}): void {
    const { before = 0, after = 0, indent = 0, width = this.width() - indent, tracking = 0, colour = INK } = style;
    this.doc.y += before;
    this.parent.add(
      this.doc.struct(type, {}, () => {
        this.set(style);
        this.doc.fillColor(colour).text(this.legible(text), LEFT + this.indentation + indent, this.doc.y, {
          width,
          lineGap: lineGap(style),
          characterSpacing: tracking,
        });
      }),
    );
    this.doc.y += after;
  }

  private foot(page: number, of: number): void {
    const y = this.doc.page.height - 52;
    const options = { lineBreak: false };
    this.faces.set('mono', 7);
    this.doc.fillColor(SOFT).text(this.options.reference, LEFT, y + 0.8, options);
    this.faces.set('serif', SMALL);
    const said = footing[this.options.language ?? 'en'](page, of);
    this.doc.text(said, this.doc.page.width - RIGHT - this.doc.widthOfString(said), y, options);
  }

  protected rule(colour: string, width: number): void {
    const { y } = this.doc;
    const left = LEFT + this.indentation;
    this.artifact(() =>
      this.doc
        .moveTo(left, y)
        .lineTo(this.doc.page.width - RIGHT, y)
        .lineWidth(width)
        .strokeColor(colour)
        .stroke(),
    );
  }

  protected artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    const { x, y } = this.doc;
    this.doc.markContent('Artifact', { type });
    // at the foot nothing may flow on to a further page
    const { margins } = this.doc.page;
    this.doc.page.margins = { ...margins, bottom: 0 };
    draw();
    this.doc.page.margins = margins;
    this.doc.endMarkedContent();
    this.doc.x = x;
    this.doc.y = y;
  }

  protected room(height: number): void {
    if (this.doc.y + height > this.doc.page.height - BOTTOM) this.doc.addPage();
  }

  protected height(text: string, style: Style): number {
    this.set(style);
    return this.doc.heightOfString(this.legible(text), { width: style.width ?? this.width(), lineGap: lineGap(style) });
  }

  private set({ face: name = 'serif', size = SIZE }: Style): void {
    this.faces.set(name, size);
  }

  /** What the face has no sign for is given as its code point: an archived page must not have holes. */
  private legible(text: string): string {
    let shown = '';
    for (const character of text.replaceAll('\t', '    ')) {
      const code = character.codePointAt(0) ?? 0;
      const known = character === '\n' || (code >= 32 && !/\p{Cf}/u.test(character) && this.faces.has(code));
      shown += known ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    }
    return shown;
  }

  protected width(): number {
    return this.doc.page.width - LEFT - RIGHT - this.indentation;
  }

  protected pages(): number {
    const { start, count } = this.doc.bufferedPageRange();
    return start + count;
  }
}

const lineGap = ({ size = SIZE }: Style) => (size > 14 ? 0 : size * 0.14);

function collected(doc: Document): Promise<Buffer> {
  const pieces: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece));
    doc.on('end', () => resolve(Buffer.concat(pieces)));
    doc.on('error', reject);
  });
}
