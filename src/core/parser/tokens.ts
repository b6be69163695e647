import type { TextRange } from '../text/range.ts';
import { skipInlineSpace } from './characters.ts';
import type { BlockNode, ShotsTree, TreeNode } from './tree.ts';

/** What a token of the text is for. */
export type TokenKind =
  | Exclude<TreeNode['kind'], 'block'>
  | 'space'
  | 'decoration'
  | 'label-word'
  | 'label-number'
  | 'label-colon'
  | 'content'
  | 'content-fence'
  | 'inner-comment'
  | 'closing-tag';

/** A range of a document with its lexical kind. */
export interface Token extends TextRange {
  readonly kind: TokenKind;
}

/** The tokens of a document. None is empty, and joined they are its text. */
export function* tokens(tree: ShotsTree): Generator<Token> {
  let nextComment = 0;
  for (const node of tree.nodes) {
    if (node.kind !== 'block') {
      yield { kind: node.kind, start: node.start, end: node.end };
      continue;
    }
    const inner: Piece[] = node.fences.map(({ start, end }) => ({ kind: 'content-fence', start, end }));
    while ((tree.comments[nextComment]?.start ?? node.end) < node.start) nextComment++;
    for (let comment = tree.comments[nextComment]; comment !== undefined && comment.start < node.end; ) {
      inner.push({ kind: 'inner-comment', start: comment.start, end: comment.end });
      comment = tree.comments[++nextComment];
    }
    yield* tile(node, [...labelPieces(tree.text, node), ...inner, ...contentPieces(tree.text, node)]);
  }
}

type Piece = Token;

/** The parts of a label, in order. */
function* labelPieces(text: string, { label }: BlockNode): Generator<Piece> {
  const { start, end, word, colon, number } = label;
  yield { kind: 'decoration', start, end: word.start };
  yield { kind: 'label-word', start: word.start, end: word.end };
  const colonAt = colon === '' ? -1 : text.indexOf(colon, word.end);
  if (number !== undefined) {
    const from = skipInlineSpace(text, word.end);
    const until = /^[\p{N}两]*/u.exec(text.slice(from, end))?.[0].length ?? 0;
    yield { kind: 'label-number', start: from, end: from + until };
  }
  if (colonAt !== -1 && colonAt < end) yield { kind: 'label-colon', start: colonAt, end: colonAt + 1 };
}

function* contentPieces(text: string, node: BlockNode): Generator<Piece> {
  const { content, label, end } = node;
  yield { kind: 'content', start: content.start, end: content.end };
  if (label.decoration === 'token' && node.closingTag !== undefined) {
    yield { kind: 'closing-tag', start: node.closingTag.start, end: node.closingTag.end };
  }
  if (label.decoration !== 'tag') return;
  const closing = text.indexOf('</', content.end);
  const close = text.indexOf('>', closing);
  if (closing !== -1 && close !== -1 && close < end) yield { kind: 'closing-tag', start: closing, end: close + 1 };
}

/** Lays pieces over a node; what is under none of them is space, or decoration within the label. */
function* tile(node: BlockNode, pieces: readonly Piece[]): Generator<Token> {
  const sorted = pieces.filter((piece) => piece.start < piece.end).sort((a, b) => a.start - b.start || b.end - a.end);
  let at = node.start;
  const open: Piece[] = [];
  const fill = function* (to: number): Generator<Token> {
    while (at < to) {
      const around = open.at(-1);
      const end = around === undefined ? to : Math.min(around.end, to);
      const kind = around?.kind ?? (at >= node.label.start && at < node.label.end ? 'decoration' : 'space');
      if (end > at) yield { kind, start: at, end };
      at = Math.max(at, end);
      if (around !== undefined && around.end <= at) open.pop();
    }
  };
  for (const piece of sorted) {
    yield* fill(piece.start);
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= at) open.pop();
    open.push(piece);
  }
  yield* fill(node.end);
}
