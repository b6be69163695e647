import type { TextRange } from '../text/range.ts';
import type { CallNode } from './callNodes.ts';
import type { BlockCalls, CallingBlockNode, ContentFence, Label, Role } from './tree.ts';

/** How a label is written: what all labels share that are written alike. Offsets count from the label's start. */
export interface Spelling extends Pick<Label, 'role' | 'number' | 'decoration' | 'boldSpan' | 'colon'> {
  readonly length: number;
  readonly wordStart: number;
  readonly wordEnd: number;
  /** The word in its standard spelling; two labels of one key use the same word. */
  readonly key: string;
  /** True if the label stands behind `>`. */
  readonly quoted: boolean;
  /** How many blocks of the document are written so, once they are counted. */
  times: number;
}

/** What only few blocks have. */
interface Extras {
  /** True if quote marks, comments or backslash escapes must be left out to get the text. */
  readonly interrupted: boolean;
  readonly fences: readonly ContentFence[];
  /** The range of the closing tag `</Thought>`, once found. */
  readonly closingTag: TextRange | undefined;
}

const NO_EXTRAS: Extras = { interrupted: false, fences: [], closingTag: undefined };
const NO_CALLS: BlockCalls = { calls: [], mentions: [] };

/**
 * A label as the scan finds it, which becomes the block that it opens: one small object from the scan to the model,
 * since they are most of what a document takes. Label and content are put together when somebody asks for them.
 */
export class LabelledBlock implements CallingBlockNode {
  readonly start: number;
  readonly labelStart: number;
  readonly spelling: Spelling;
  end: number;
  contentStart: number;
  contentEnd: number;
  #extras = NO_EXTRAS;
  /** Undefined in a block that no document was read from so far. */
  #found: BlockCalls | undefined;

  /** `start` is where the block begins: at the start of its line, or behind a comment that opens it. */
  constructor(start: number, labelStart: number, spelling: Spelling) {
    this.start = start;
    this.labelStart = labelStart;
    this.spelling = spelling;
    const end = labelStart + spelling.length;
    this.end = end;
    this.contentStart = end;
    this.contentEnd = end;
  }

  get kind(): 'block' {
    return 'block';
  }

  get at(): number {
    return this.start;
  }

  get role(): Role {
    return this.spelling.role;
  }

  get quoted(): boolean {
    return this.spelling.quoted;
  }

  get labelEnd(): number {
    return this.labelStart + this.spelling.length;
  }

  get label(): Label {
    const { role, number, decoration, boldSpan, colon } = this.spelling;
    return { start: this.labelStart, end: this.labelEnd, role, word: this.word, number, decoration, boldSpan, colon };
  }

  get word(): TextRange {
    const { wordStart, wordEnd } = this.spelling;
    return { start: this.labelStart + wordStart, end: this.labelStart + wordEnd };
  }

  get content(): TextRange {
    return { start: this.contentStart, end: this.contentEnd };
  }

  get interrupted(): boolean {
    return this.#extras.interrupted;
  }

  get fences(): readonly ContentFence[] {
    return this.#extras.fences;
  }

  get closingTag(): TextRange | undefined {
    return this.#extras.closingTag;
  }

  get calls(): readonly CallNode[] {
    return (this.#found ?? NO_CALLS).calls;
  }

  get mentions(): readonly CallNode[] {
    return (this.#found ?? NO_CALLS).mentions;
  }

  setExtras(extras: Partial<Extras>): void {
    this.#extras = { ...this.#extras, ...extras };
  }

  /**
   * The block as the model has it. The first document that is read from a tree takes the tree's own block, since a copy
   * of each would be a quarter of its memory; further ones, which know other tools, get copies.
   */
  withCalls(found: BlockCalls = NO_CALLS): CallingBlockNode {
    if (this.#found === undefined) {
      this.#found = found;
      return this;
    }
    if (found === NO_CALLS && this.#found === NO_CALLS) return this;
    const block = new LabelledBlock(this.start, this.labelStart, this.spelling);
    block.end = this.end;
    block.contentStart = this.contentStart;
    block.contentEnd = this.contentEnd;
    block.#extras = this.#extras;
    block.#found = found;
    return block;
  }
}
