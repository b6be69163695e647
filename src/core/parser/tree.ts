import type { Message } from '../l10n/messages.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TextRange } from '../text/range.ts';
import type { CallNode } from './callNodes.ts';
import type { Role, RoleInfo } from './roles.ts';

/**
 * How a label is decorated: `**Think**:` is bold, colon outside; `**Think:**` is bold, colon inside;
 * `> think:` is quote; `- Thought:` is list; `<Thought>` is tag; `Think:` is plain. What opens a recorded turn, such as
 * `<|im_start|>user` or `{"role": "user", "content": "`, is token.
 */
export type Decoration = 'plain' | 'bold' | 'quote' | 'list' | 'tag' | 'token';

/** The label that opens a block. `start`/`end` span decoration, number and colon, without the space after. */
export interface Label extends TextRange {
  readonly role: Role;
  /** The word alone, as written: `Thought`, `思考`. */
  readonly word: TextRange;
  /** The number after the word (`Thought 3:`), if any. */
  readonly number?: number | undefined;
  readonly decoration: Decoration;
  readonly boldSpan?: 'word' | 'word-and-colon' | undefined;
  readonly colon: ':' | '：' | '';
}

/**
 * A document as a lossless list of nodes: `nodes` tile the text, that is the first starts at 0, each next one
 * starts where the one before ended, and the last ends at `text.length`.
 */
export interface ShotsTree {
  readonly text: string;
  readonly lines: LineIndex;
  /** `shots-fences`: only the content of ```` ```shots ```` fences was read. */
  readonly read: 'document' | 'shots-fences';
  /** How the turns are marked: by labels, between tokens of a model, or as JSON. */
  readonly turns: 'labels' | 'tokens' | 'data';
  readonly nodes: readonly TreeNode[];
  readonly frontMatter: FrontMatterNode | undefined;
  readonly detectedStyle: DetectedStyle;
  /** True if all labels have the same decoration and each role has one word in one spelling. */
  readonly uniform: boolean;
  /** The lines that belong to no block, in document order. */
  readonly texts: readonly TextNode[];
  readonly problems: readonly TreeProblem[];
  /** Every HTML comment in document order, those inside blocks too; each from `<!--` to `-->`, nothing more. */
  readonly comments: readonly CommentNode[];
  /** The offsets of backslashes that make what is after them text, in document order. */
  readonly escapes: readonly number[];
}

/** What the author's labels have in common: the majority of the document's own labels. */
export interface DetectedStyle {
  readonly decoration: Decoration;
  readonly boldSpan: 'word' | 'word-and-colon' | undefined;
  readonly colon: ':' | '：';
  /** True if a space follows the colon of most labels. */
  readonly spaceAfterColon: boolean;
  /** The word the document uses for a role: the first one used (its text as written); absent if no block has the role. */
  readonly words: Readonly<Partial<Record<Role, string>>>;
  /** The language of most label words. */
  readonly language: 'en' | 'zh-CN';
  /** What is between the rounds of most shots. */
  readonly roundSeparator: 'none' | 'blank' | '---' | '***';
}

/** A direct child of the syntax tree. Together they cover the whole text without gaps. */
export type TreeNode =
  | BomNode
  | FrontMatterNode
  | BlankNode
  | HeadingNode
  | SeparatorNode
  | CommentNode
  | FenceLineNode
  | TextNode
  | BlockNode;

/** The byte order mark at the start of a file. */
export interface BomNode extends TextRange {
  readonly kind: 'bom';
}

/** `yaml` is the text between the two `---` lines. */
export interface FrontMatterNode extends TextRange {
  readonly kind: 'frontMatter';
  readonly yaml: TextRange;
}

/** One or more blank lines that belong to no block. */
export interface BlankNode extends TextRange {
  readonly kind: 'blank';
}

/** `title` is the text without `#` and space. A heading inside a block's content is not a node. */
export interface HeadingNode extends TextRange {
  readonly kind: 'heading';
  /** 1 to 6. */
  readonly level: number;
  readonly title: TextRange;
  readonly startsShot: boolean;
}

/** A `---` or `***` line that separates; one that does not is content. */
export interface SeparatorNode extends TextRange {
  readonly kind: 'separator';
  /** The three or more characters, without the line break. */
  readonly mark: TextRange;
  readonly separates: 'shots' | 'rounds';
}

/** In `ShotsTree.nodes` it reaches over the rest of its line, so that the nodes tile the text. */
export interface CommentNode extends TextRange {
  readonly kind: 'comment';
  /** The text between `<!--` and `-->`. */
  readonly inner: TextRange;
}

/** The opening or closing line of a fence whose content is read as shots. */
export interface FenceLineNode extends TextRange {
  readonly kind: 'fence';
}

/** Lines in no block: the preamble before the first shot, elided shots (`……`), or text that has no place. */
export interface TextNode extends TextRange {
  readonly kind: 'text';
  readonly place: 'preamble' | 'elision' | 'outside' | 'foreign-fence';
}

/** A label and everything up to the next label, separator or shot heading. */
export interface BlockNode extends TextRange {
  readonly kind: 'block';
  readonly role: Role;
  readonly roleInfo: RoleInfo;
  /** The label's; to make the whole label takes longer. */
  readonly decoration: Decoration;
  readonly label: Label;
  /** The text of the block without label, surrounding blank lines and closing tag. Empty range if there is none. */
  readonly content: TextRange;
  /** True if quote marks, comments or backslash escapes must be left out to get the text (`blockText`). */
  readonly interrupted: boolean;
  /** Set if the content is the inside of a JSON string, whose escapes have to be resolved. */
  readonly encoding?: 'json' | undefined;
  /** What closes the block: a tag, a token or a quote. */
  readonly closingTag?: TextRange | undefined;
  readonly fences: readonly ContentFence[];
  /** The block beside the calls that were found in it, if there are any. */
  withCalls(found: BlockCalls | undefined): CallingBlockNode;
}

/** A block of the model. Blocks that can hold calls also carry what was found in them. */
export type CallingBlockNode = BlockNode & BlockCalls;

/** The calls that were read in a block. */
export interface BlockCalls {
  /** The calls that are meant as calls, in order. Always empty outside action and API request blocks. */
  readonly calls: readonly CallNode[];
  /** Calls to loaded tools within prose: checked as mentions only, never exported. */
  readonly mentions: readonly CallNode[];
}

/** A fence inside a block's content. */
export interface ContentFence extends TextRange {
  readonly info: string;
  readonly content: TextRange;
  readonly closed: boolean;
}

/** A finding the parser itself makes. */
export interface TreeProblem extends TextRange {
  readonly rule: 'front-matter' | 'unclosed-fence' | 'merge-conflict' | 'encoding' | 'shot-boundary';
  readonly message: Message;
}
