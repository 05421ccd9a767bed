import path from 'node:path';
import process from 'node:process';

const faces = path.join(process.cwd(), 'node_modules', '@expo-google-fonts');
const files = {
  serif: path.join(faces, 'source-serif-4', '400Regular', 'SourceSerif4_400Regular.ttf'),
  italic: path.join(faces, 'source-serif-4', '400Regular_Italic', 'SourceSerif4_400Regular_Italic.ttf'),
  bold: path.join(faces, 'source-serif-4', '600SemiBold', 'SourceSerif4_600SemiBold.ttf'),
  mono: path.join(faces, 'jetbrains-mono', '400Regular', 'JetBrainsMono_400Regular.ttf'),
};
export type Face = keyof typeof files;

type Document = PDFKit.PDFDocument;

/** What pdfkit's types leave out: the face in use, and that one already read may be registered. */
interface Embedding {
  _font: { font: FaceRead; layoutCache: Runs };
  registerFont(name: string, face: FaceRead | string): unknown;
}

/** A face as fontkit reads it. */
interface FaceRead {
  hasGlyphForCodePoint(code: number): boolean;
  _glyphs: Record<number, unknown>;
}

/** Words as they were laid out in a face. */
type Runs = Record<string, { glyphs: { codePoints: number[] }[] }>;

/** What documents share of a face: reading it, and laying out the words of every one of them, takes longer than their pages. */
interface Shared {
  face: FaceRead;
  runs: Runs;
  count: number;
}
const known = new Map<Face, Shared>();
/** The words of the documents themselves come first, and are fewer; those of their readers need not be remembered. */
const REMEMBERED = 4000;

/**
 * The faces of one document. The same document has the same bytes, whichever were set before it: a glyph that stands for
 * several signs keeps the sign that it was first set for, so each document begins with none, and of the words of others
 * takes only those whose glyphs stand for just their own signs.
 */
export class Faces {
  private readonly doc: Document & Embedding;
  private readonly used = new Set<Face>();

  constructor(doc: Document) {
    this.doc = doc as Document & Embedding;
    for (const face of Object.keys(files) as Face[]) {
      const shared = known.get(face);
      if (shared) shared.face._glyphs = {};
      this.doc.registerFont(face, shared?.face ?? files[face]);
    }
  }

  set(face: Face, size: number): void {
    this.doc.font(face).fontSize(size);
    if (this.used.has(face)) return;
    this.used.add(face);
    const shared = known.get(face) ?? { face: this.doc._font.font, runs: Object.create(null), count: 0 };
    known.set(face, shared);
    this.doc._font.layoutCache = Object.create(shared.runs);
  }

  /** Whether the face in use has a sign for this code point. */
  has(code: number): boolean {
    return this.doc._font.font.hasGlyphForCodePoint(code);
  }

  /** Leaves the words of this document to those after it. */
  done(): void {
    for (const face of this.used) {
      const shared = known.get(face);
      if (!shared || shared.count >= REMEMBERED) continue;
      this.doc.font(face);
      for (const [word, run] of Object.entries(this.doc._font.layoutCache)) {
        if (String.fromCodePoint(...run.glyphs.flatMap(({ codePoints }) => codePoints)) !== word) continue;
        shared.runs[word] = run;
        shared.count += 1;
      }
    }
  }
}
