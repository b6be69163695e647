import type { TextRange } from '../text/range.ts';
import type { BlockNode, ContentFence, Label, Role } from './tree.ts';

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

const NO_FENCES: readonly ContentFence[] = [];
const NO_CALLS: readonly never[] = [];

/**
 * A label as the scan finds it, which becomes the block that it opens: one object from the scan to the tree, since
 * they are most of what a document takes. Label and content are put together when somebody asks for them.
 */
export class LabelledBlock implements BlockNode {
  readonly start: number;
  readonly labelStart: number;
  readonly spelling: Spelling;
  end: number;
  contentStart: number;
  contentEnd: number;
  interrupted = false;
  fences = NO_FENCES;
  /** The range of the closing tag `</Thought>`, once found. */
  closingTag: TextRange | undefined;

  /** `start` is where the block begins: at the start of its line, or behind a comment that opens it. */
  constructor(start: number, labelStart: number, spelling: Spelling) {
    this.start = start;
    this.labelStart = labelStart;
    this.spelling = spelling;
    const end = labelStart + spelling.length;
    this.end = end;
    this.contentStart = end;
    this.contentEnd = end;
    this.closingTag = undefined;
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

  /** The calls that the model finds in a block; most blocks have none and are blocks of the model as they are. */
  get calls(): readonly never[] {
    return NO_CALLS;
  }

  get mentions(): readonly never[] {
    return NO_CALLS;
  }
}
