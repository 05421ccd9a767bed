import { ACCENT, BOTTOM, INK, LEFT, RIGHT, RULE, Sheet, SIZE, SMALL, SOFT, type Style, TOP } from './sheet.ts';

/** One row of a table of facts: what it is, and what it says. Rows without a value are left out. */
export type Fact = [label: string, value: string | null | undefined];

const LABEL = 118;
const GAP = 14;
/** A row taller than this is set as running text, which may go on to the next page. */
const TALL = 420;

/** What a document is put together from, from top to bottom: headings, facts, letters, lists, a history. */
export class Paper extends Sheet {
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
    const style = { size: SMALL + 0.4, colour: SOFT };
    this.room(Math.min(this.height(text, style), TALL));
    this.block('P', text, { ...style, after: 6 });
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
}
