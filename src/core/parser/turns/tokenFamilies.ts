/** How the turns of a family of models are written. */
export interface TokenFamily {
  /** What every opening of the family begins with. */
  readonly mark: string;
  /** Matches an opening; the group `role` names who speaks. */
  readonly opening: RegExp;
  /** What can end a turn. */
  readonly closings: readonly string[];
  /** Closings that belong to the text, since a call ends with them. */
  readonly kept?: readonly string[];
}

/** The families, in the order tried. A new one is an entry with its tests and a row in docs/format.md. */
export const TOKEN_FAMILIES: readonly TokenFamily[] = [
  {
    mark: '<|im_start|>',
    opening: /<\|im_start\|>[ \t]{0,9}(?<role>[\w.]{1,40})(?:[ \t]name=[^\n<]{0,80})?/g,
    closings: ['<|im_end|>'],
  },
  {
    mark: '<|start_header_id|>',
    opening: /<\|start_header_id\|>(?<role>\w{1,40})<\|end_header_id\|>/g,
    closings: ['<|eot_id|>', '<|eom_id|>'],
  },
  {
    mark: '<|header_start|>',
    opening: /<\|header_start\|>(?<role>[\w.]{1,40})<\|header_end\|>/g,
    closings: ['<|eot|>', '<|eom|>'],
  },
  {
    mark: '<|start|>',
    opening:
      /<\|start\|>(?<role>[\w.]{1,80})(?:(?=<\|channel\|>commentary to=)|(?: to=[\w.]{1,80})?(?:<\|channel\|>(?:analysis|commentary|final))?<\|message\|>)/g,
    closings: ['<|end|>', '<|return|>', '<|call|>'],
    kept: ['<|call|>'],
  },
  {
    mark: '<|im_',
    opening: /<\|im_(?<role>system|user|assistant|tool)\|>[^<\n]{0,80}<\|im_middle\|>/g,
    closings: ['<|im_end|>'],
  },
  {
    mark: '<|',
    opening: /<\|(?<role>system|user|assistant|observation)\|>/g,
    closings: ['<|end|>', '<|endoftext|>', '<|end_of_text|>', '</s>'],
  },
  {
    mark: '<｜',
    opening: /<｜(?:tool▁outputs▁begin｜><｜)?(?<role>User|Assistant|tool▁output(?=▁begin))(?:▁begin)?｜>/g,
    closings: ['<｜end▁of▁sentence｜>', '<｜tool▁output▁end｜>'],
  },
  {
    mark: '<start_of_turn>',
    opening: /<start_of_turn>(?<role>\w{1,40})/g,
    closings: ['<end_of_turn>'],
  },
  {
    mark: ']~b]',
    opening: /\]~b\](?<role>\w{1,40})(?:[ \t]name=[^\n]{0,80})?/g,
    closings: ['[e~['],
  },
  {
    mark: '[',
    opening: /\[(?<role>\/?INST|TOOL_RESULTS|AVAILABLE_TOOLS)\]/g,
    closings: ['</s>', '[/TOOL_RESULTS]', '[/AVAILABLE_TOOLS]'],
  },
];

/** Tokens that are between conversations and say nothing. */
export const SILENT_TOKENS =
  /<s>|<\/s>|<\|begin_of_text\|>|<｜begin▁of▁sentence｜>|<｜tool▁outputs▁end｜>|\[gMASK\]|<sop>|\]~!b\[|<bos>/g;
