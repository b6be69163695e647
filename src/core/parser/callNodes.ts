import type { Message } from '../l10n/messages.ts';
import type { JsonObject } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';

/** How a call is written (docs/format.md, "Calls"). */
export type CallForm =
  | 'expression' //   f(a = 1)
  | 'object' //       f({"a": 1})
  | 'json' //         {"name": "f", "arguments": {...}} and its relatives
  | 'tagged' //       <tool_call>{...}</tool_call>, <function=f>{...}</function>
  | 'xml' //          <invoke name="f"><parameter name="a">1</parameter></invoke> and its relatives
  | 'two-labels' //   Action: f + Action Input: {...}
  | 'bracket'; //     f[free text]

/**
 * A function call as written. Ranges are offsets into the whole document; none of them is ever inverted, and only
 * `argumentsRange` and the place of a choice's insertion can be empty.
 */
export interface CallNode extends TextRange {
  readonly form: CallForm;
  readonly name: NameNode;
  readonly arguments: readonly ArgumentNode[];
  /**
   * The arguments as plain values, where reading the call gave these first: every argument has a name of its own and a
   * complete value. Consumers that need no ranges can use them.
   */
  readonly values?: JsonObject;
  /** Between the brackets or braces that hold the arguments: where an argument can be inserted. */
  readonly argumentsRange: TextRange;
  /** What is wrong or unusual in how the call is written. At most one `syntax` problem per call. */
  readonly problems: readonly CallProblem[];
  /** The text after a trailing `->`: what the call gave back. */
  readonly result?: TextRange;
  /**
   * True if the text was meant as a call and nothing of it could be read as one. `name` is then the whole text, and
   * the `syntax` problem is all there is to say.
   */
  readonly unreadable?: true;
}

/** A name of a tool, a parameter or a key. The range of a quoted one leaves the quotes out, unless it is empty. */
export interface NameNode extends TextRange {
  readonly text: string;
}

/** One argument of a call. */
export interface ArgumentNode extends TextRange {
  /** Absent for a positional argument. A positional `...` represents any arguments that were left out. */
  readonly name?: NameNode;
  readonly value: ValueNode;
}

/** A literal with the exact range of every nested value. */
export type ValueNode =
  | StringNode
  | NumberNode
  | LiteralNode
  | ArrayNode
  | ObjectNode
  | PlaceholderNode
  | ElidedNode
  | InvalidNode;

/** `value` has its escapes resolved; `start`/`end` include the quotes. */
export interface StringNode extends TextRange {
  readonly kind: 'string';
  readonly value: string;
  /** True for free text without quotes (`Search[text]`, two labels, text between tags). */
  readonly unquoted?: true;
}

/** A number, or a folded expression of plain numbers such as `1/6`; `integer` literals beyond 2^53 keep their sign and magnitude approximately. */
export interface NumberNode extends TextRange {
  readonly kind: 'number';
  /** The value; a calculation is folded. */
  readonly value: number;
  /** True if the author wrote an arithmetic expression rather than a plain number. */
  readonly folded?: boolean;
  /** True if it was written with a fraction or an exponent (`3.0`), which a model would learn as a float. */
  readonly fraction?: boolean;
}

/** `True`, `false`, `None`, `null` … */
export interface LiteralNode extends TextRange {
  readonly kind: 'literal';
  readonly value: boolean | null;
}

/** An array value, in the notation of Python or JSON. */
export interface ArrayNode extends TextRange {
  readonly kind: 'array';
  readonly items: readonly ValueNode[];
}

/** An object value, in the notation of Python or JSON. */
export interface ObjectNode extends TextRange {
  readonly kind: 'object';
  readonly entries: readonly EntryNode[];
  /** True for `{{…}}`, which a template turns into `{…}`. */
  readonly doubled?: true;
  /** A `...` among the entries: others were left out. */
  readonly elided?: ElidedNode;
}

/** One entry of an object. */
export interface EntryNode extends TextRange {
  readonly key: NameNode;
  readonly value: ValueNode;
}

/** `{{x}}`, `${x}`, `<x>`: satisfies every type; the shot is not exported as a call. */
export interface PlaceholderNode extends TextRange {
  readonly kind: 'placeholder';
  readonly text: string;
}

/** `...`: the author left something out. */
export interface ElidedNode extends TextRange {
  readonly kind: 'elided';
}

/** Text that is not a value (`2024-10-11`, a bare word, nothing at all). It satisfies every type: its call-syntax problem says what is wrong. */
export interface InvalidNode extends TextRange {
  readonly kind: 'invalid';
  readonly text: string;
}

/** One thing wrong in how a call is written. */
export type CallProblem = SyntaxProblem | PunctuationProblem | PositionalProblem;

/** Reported by rule `call-syntax`. `choices` are readings the author may have meant, offered as suggestions. */
export interface SyntaxProblem extends TextRange {
  readonly kind: 'syntax';
  readonly message: Message;
  readonly choices?: readonly { readonly title: Message; readonly replacement: string; readonly range: TextRange }[];
}

/** Reported by rule `nonstandard-punctuation`: read as `replacement`, which is its fix. */
export interface PunctuationProblem extends TextRange {
  readonly kind: 'punctuation';
  readonly replacement: string;
}

/** Reported by rule `positional-argument`: free text taken as the only string parameter (two labels). */
export interface PositionalProblem extends TextRange {
  readonly kind: 'positional';
}
