import {
  type Block,
  type BlockNode,
  blockText,
  type CallNode,
  type CheckedCall,
  checkCalls,
  replaceHtmlComments,
  type ShotsDocument,
  type TextRange,
  type ToolCatalog,
} from '../../core/index.ts';

/** A document with what is needed to turn its shots into conversations, made once. */
export interface ShotContext {
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  /** The check of a call of the document. */
  checkedCall(call: CallNode): CheckedCall | undefined;
  /** The text of a block without comments, quote marks and escapes. */
  textOf(block: BlockNode): string;
  slice(range: TextRange): string;
}

export function createShotContext(document: ShotsDocument, tools: ToolCatalog): ShotContext {
  const { tree } = document;
  const checked = new Map(checkCalls(document, tools).map((one) => [one.site.call, one]));
  return {
    document,
    tools,
    checkedCall: (call) => checked.get(call),
    textOf: (block) => blockText(tree, block).text,
    slice: ({ start, end }) => tree.text.slice(start, end),
  };
}

/** The prose of a block beside its calls, without fences and punctuation; empty for a block that only holds calls. */
export function getProseBeside({ slice }: ShotContext, block: Block): string {
  let prose = '';
  let at = block.content.start;
  for (const call of block.calls) {
    prose += slice({ start: at, end: Math.max(at, call.start) });
    at = Math.max(at, call.result?.end ?? call.end);
  }
  prose += slice({ start: at, end: Math.max(at, block.content.end) });
  const bare = replaceHtmlComments(prose, '').replace(/^[ \t>]*(?:```|~~~)[^\n]*$/gm, '');
  return /[\p{L}\p{N}]/u.test(bare) ? bare.trim() : '';
}
