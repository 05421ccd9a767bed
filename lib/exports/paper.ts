import path from 'node:path';
import process from 'node:process';
import PDFDocument from 'pdfkit';

/** One row of a table of facts: what it is, and what it says. Rows without a value are left out. */
export type Fact = [label: string, value: string | null | undefined];

export interface PaperOptions {
  title: string;
  subject: string;
  author: string;
  /** At the foot of every page, beside its number. */
  reference: string;
  made: Date;
}

const INK = '#1b1d22';
const SOFT = '#565b66';
const RULE = '#d9d5ca';
const ACCENT = '#1f3a8a';

const LEFT = 68;
const RIGHT = 68;
const TOP = 70;
const BOTTOM = 82;
const LABEL = 124;
const GAP = 14;
const SIZE = 10.2;
const SMALL = 8.6;
/** A row taller than this is set as running text, which may go on to the next page. */
const TALL = 420;

const faces = path.join(process.cwd(), 'node_modules', '@expo-google-fonts');
const face = {
  serif: path.join(faces, 'source-serif-4', '400Regular', 'SourceSerif4_400Regular.ttf'),
  italic: path.join(faces, 'source-serif-4', '400Regular_Italic', 'SourceSerif4_400Regular_Italic.ttf'),
  bold: path.join(faces, 'source-serif-4', '600SemiBold', 'SourceSerif4_600SemiBold.ttf'),
  mono: path.join(faces, 'jetbrains-mono', '400Regular', 'JetBrainsMono_400Regular.ttf'),
};
type Face = keyof typeof face;
type Document = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

interface Style {
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
 * A sheet to set a document on, from top to bottom: A4, tagged for readers who listen, PDF/A-3b with what it is made
 * from attached. Every element goes into the structure tree as what it is; rules and page numbers are artifacts.
 */
export class Paper {
  private readonly doc: Document;
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
      lang: 'en',
      displayTitle: true,
      bufferPages: true,
      font: face.serif,
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
    for (const [name, file] of Object.entries(face)) this.doc.registerFont(name, file);
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

  eyebrow(text: string): void {
    this.block('P', text.toUpperCase(), { size: 7.8, colour: SOFT, tracking: 1.1, after: 5 });
  }

  title(text: string, lede: string): void {
    this.block('H1', text, { face: 'bold', size: 23, after: 5 });
    this.block('P', lede, { size: 12, colour: SOFT, after: 16 });
  }

  section(heading: string, content: () => void): void {
    this.within('Sect', () => {
      this.room(96);
      if (this.doc.y > TOP + 8) {
        this.doc.y += 15;
        this.rule(INK, 0.7);
        this.doc.y += 9;
      }
      this.block('H2', heading, { face: 'bold', size: 14.5, after: 7 });
      content();
    });
  }

  heading(text: string): void {
    this.room(64);
    this.block('H3', text, { face: 'bold', size: 11, before: 9, after: 4 });
  }

  /** Running text as somebody wrote it: blank lines part paragraphs, line breaks stay. */
  prose(text: string, style: Style = {}): void {
    for (const paragraph of text.split(/\n{2,}/)) this.block('P', paragraph, { after: 6, ...style });
  }

  note(text: string): void {
    this.block('P', text, { size: SMALL + 0.4, colour: SOFT, after: 6 });
  }

  /** What one side said to the other, set apart by a line along its left. */
  letter(content: () => void): void {
    this.room(60);
    const from = { page: this.pages() - 1, y: this.doc.y };
    const indented = this.indentation;
    this.indentation = indented + 16;
    content();
    this.indentation = indented;
    this.lineBeside(from, LEFT + indented + 1);
    this.doc.y += 5;
  }

  facts(facts: readonly Fact[]): void {
    const rows = facts.filter((fact): fact is [string, string] => !!fact[1]);
    if (rows.length > 0) this.table(null, rows, [LABEL]);
  }

  /**
   * Rows and columns, the first column naming the row. A row that would not fit stands whole on the next page; one
   * taller than most of a page becomes running text.
   */
  table(head: readonly string[] | null, rows: readonly (readonly string[])[], widths: readonly number[]): void {
    this.within('Table', () => {
      this.rule(RULE, 0.5);
      if (head) this.row(head, this.columns(widths, head.length), true);
      for (const row of rows) this.row(row, this.columns(widths, row.length), false);
    });
    this.doc.y += 6;
  }

  list(items: readonly string[], numbers?: readonly number[]): void {
    this.within('L', () => {
      for (const [index, item] of items.entries()) this.item(numbers ? `${numbers[index]}.` : '–', item);
    });
    this.doc.y += 4;
  }

  /** A hash, an instant or a reference, where every character counts. */
  mono(text: string): void {
    this.block('P', text, { face: 'mono', size: 6.9, colour: SOFT, after: 5 });
  }

  /** One entry of a history: when, what, and its proof below. */
  entry(when: string, what: string, proof: string): void {
    const x = LEFT + 142;
    const width = this.doc.page.width - RIGHT - x;
    const height = this.height(what, { width }) + this.height(proof, { face: 'mono', size: 6.4, width }) + 8;
    this.room(height);
    const y = this.doc.y;
    this.within('LI', () => {
      this.block('Lbl', when, { size: SMALL, colour: SOFT, width: 136 });
      this.doc.y = y;
      this.within('LBody', () => {
        this.block('P', what, { indent: x - LEFT - this.indentation, width });
        this.block('P', proof, { face: 'mono', size: 6.4, colour: SOFT, indent: x - LEFT - this.indentation, width });
      });
    });
    this.doc.y += 5;
  }

  history(content: () => void): void {
    this.within('L', content);
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
    return this.finished;
  }

  private indentation = 0;

  private within(type: string, content: () => void): void {
    const outer = this.parent;
    const element = this.doc.struct(type);
    outer.add(element);
    this.parent = element;
    content();
    this.parent = outer;
  }

  private block(type: string, text: string, style: Style = {}): void {
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

  private item(label: string, text: string): void {
    this.room(Math.min(this.height(text, { width: this.width() - 20 }), 60));
    const y = this.doc.y;
    this.within('LI', () => {
      this.block('Lbl', label, { colour: SOFT, width: 18 });
      this.doc.y = y;
      this.block('LBody', text, { indent: 20, after: 2.5 });
    });
  }

  private columns(widths: readonly number[], count: number): number[] {
    const left = this.width() - widths.reduce((sum, width) => sum + width, 0) - GAP * (count - 1);
    const others = count - widths.length;
    return Array.from({ length: count }, (_, index) => widths[index] ?? left / others);
  }

  private row(cells: readonly string[], widths: readonly number[], head: boolean): void {
    const style = (index: number): Style =>
      head || index === 0 ? { size: SMALL + 0.3, colour: SOFT } : { size: SIZE - 0.3 };
    const heights = cells.map((cell, index) => this.height(cell, { ...style(index), width: widths[index] }));
    const tall = Math.max(...heights);
    if (tall > TALL) {
      this.within('TR', () => {
        for (const [index, cell] of cells.entries())
          this.within(index === 0 ? 'TH' : 'TD', () =>
            this.prose(cell, { ...style(index), before: index === 0 ? 5 : 0 }),
          );
      });
    } else {
      this.room(tall + 9);
      const y = this.doc.y + 4;
      this.within('TR', () => {
        let indent = 0;
        for (const [index, cell] of cells.entries()) {
          this.doc.y = y;
          this.block(head || index === 0 ? 'TH' : 'TD', cell, { ...style(index), indent, width: widths[index] });
          indent += (widths[index] ?? 0) + GAP;
        }
      });
      this.doc.y = y + tall + 4;
    }
    this.rule(RULE, 0.5);
  }

  private foot(page: number, of: number): void {
    const y = this.doc.page.height - 52;
    const options = { lineBreak: false };
    this.doc
      .font('mono')
      .fontSize(7)
      .fillColor(SOFT)
      .text(this.options.reference, LEFT, y + 0.8, options);
    this.doc.font('serif').fontSize(SMALL);
    const said = `page ${page} of ${of}`;
    this.doc.text(said, this.doc.page.width - RIGHT - this.doc.widthOfString(said), y, options);
  }

  private lineBeside(from: { page: number; y: number }, x: number): void {
    const last = this.pages() - 1;
    const end = this.doc.y;
    for (let page = from.page; page <= last; page++) {
      this.doc.switchToPage(page);
      const top = page === from.page ? from.y : TOP;
      const bottom = page === last ? end : this.doc.page.height - BOTTOM;
      if (bottom > top + 2)
        this.artifact(() => this.doc.moveTo(x, top).lineTo(x, bottom).lineWidth(1.6).strokeColor(ACCENT).stroke());
    }
    this.doc.y = end;
  }

  private rule(colour: string, width: number): void {
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

  private artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
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

  private room(height: number): void {
    if (this.doc.y + height > this.doc.page.height - BOTTOM) this.doc.addPage();
  }

  private height(text: string, style: Style): number {
    this.set(style);
    return this.doc.heightOfString(this.legible(text), { width: style.width ?? this.width(), lineGap: lineGap(style) });
  }

  private set({ face: name = 'serif', size = SIZE }: Style): void {
    this.doc.font(name).fontSize(size);
  }

  /** What the face has no sign for is given as its code point: an archived page must not have holes. */
  private legible(text: string): string {
    const { font } = (this.doc as Document & Embedded)._font;
    let shown = '';
    for (const character of text.replaceAll('\t', '    ')) {
      const code = character.codePointAt(0) ?? 0;
      const known = character === '\n' || (code >= 32 && !/\p{Cf}/u.test(character) && font.hasGlyphForCodePoint(code));
      shown += known ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    }
    return shown;
  }

  private width(): number {
    return this.doc.page.width - LEFT - RIGHT - this.indentation;
  }

  private pages(): number {
    const { start, count } = this.doc.bufferedPageRange();
    return start + count;
  }
}

/** The face in use, as pdfkit holds it: its types leave this out. */
interface Embedded {
  _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
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
