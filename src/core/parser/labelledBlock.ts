import type { TextRange } from '../text/range.ts';
import type { CallNode } from './callNodes.ts';
import type { WordContext } from './context/words.ts';
import type { Role, RoleInfo } from './roles.ts';
import type { BlockCalls, CallingBlockNode, ContentFence, Decoration, Label } from './tree.ts';

/** How a label is written: what all labels with the same spelling share. Offsets count from the label's start. */
export interface Spelling extends Pick<Label, 'role' | 'number' | 'decoration' | 'boldSpan' | 'colon'> {
  /** What the table of roles says of the role: to look it up for every block takes longer than to read a block. */
  readonly roleInfo: RoleInfo;
  readonly length: number;
  readonly wordStart: number;
  readonly wordEnd: number;
  /** The word in its standard spelling; two labels of one key use the same word. */
  readonly key: string;
  /** What must surround the word for it to be a label. */
  readonly context: WordContext | undefined;
  /** True if the label is after `>`. */
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
  /** Set if the content is the inside of a JSON string. */
  readonly encoding: 'json' | undefined;
}

const NO_EXTRAS: Extras = { interrupted: false, fences: [], closingTag: undefined, encoding: undefined };
const NO_CALLS: BlockCalls = { calls: [], mentions: [] };

/**
 * A label as the scan finds it, which becomes the block that it opens: one small object from the scan to the model,
 * since these objects are most of a document's memory. Label and content are built on access.
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

  /** `start` is where the block begins: at the start of its line, or after a comment that opens it. */
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

  get decoration(): Decoration {
    return this.spelling.decoration;
  }

  get roleInfo(): RoleInfo {
    return this.spelling.roleInfo;
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

  get encoding(): 'json' | undefined {
    return this.#extras.encoding;
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

  /** The same label with what the text around it makes of its word. */
  withSpelling(spelling: Spelling): LabelledBlock {
    const block = new LabelledBlock(this.start, this.labelStart, spelling);
    block.#extras = this.#extras;
    return block;
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
