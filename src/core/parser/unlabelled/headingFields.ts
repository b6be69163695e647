import type { LabelledBlock } from '../labelledBlock.ts';
import { nextLine } from '../lineTokenReader.ts';
import type { ActiveToken, HeadingToken } from '../lineTokens.ts';
import type { Role } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';

const REQUEST = /^(?:input|instruction|question|query|user|输入|问题|指令)[ \t]*[:：]?$/i;
const ANSWER = /^(?:output|answer|response|solution|assistant|输出|回答|答案|回复)[ \t]*[:：]?$/i;
/** A question in the comment of a program, which is the answer: `# Q: …`. */
const QUESTION = /^(?:Q|Question|问题)[:：]\s*\S/;

const MIN_EXAMPLES = 2;

/**
 * Headings that name the fields of examples: `# input` and `# output`, `### Instruction:` and `### Response:`, or `# Q: …`
 * above a program. They replace the labels within the fields, which are text.
 */
export function withHeadingFields(text: string, tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const fields = new Map<ActiveToken, readonly LabelledBlock[]>();
  for (const token of tokens) {
    const blocks = token.kind === 'heading' ? toBlocks(text, token) : [];
    if (blocks.length > 0) fields.set(token, blocks);
  }
  if (fields.size === 0) return tokens;
  const kept = withoutLoneRequests(text, [...fields.values()].flat());
  if (!areExamples(text, kept)) return tokens;
  let isInside = false;
  return tokens.flatMap((token): readonly ActiveToken[] => {
    const blocks = fields.get(token)?.filter((block) => kept.includes(block)) ?? [];
    isInside ||= blocks.length > 0;
    return isInside && (token.kind === 'block' || token.kind === 'heading') ? blocks : [token];
  });
}

/** Without requests that nothing answers although other words are asked: the instructions above the examples. */
function withoutLoneRequests(text: string, blocks: readonly LabelledBlock[]): readonly LabelledBlock[] {
  const times = new Map<string, number>();
  for (const block of blocks) times.set(wordOf(text, block), (times.get(wordOf(text, block)) ?? 0) + 1);
  const most = Math.max(...times.values());
  let before: Role | undefined;
  return blocks.filter((block) => {
    const isLone = block.role === 'user' && times.get(wordOf(text, block)) === 1 && most > MIN_EXAMPLES;
    // What is added to an instruction is part of the request.
    if (isLone || (block.role === 'user' && before === 'user')) return false;
    before = block.role;
    return true;
  });
}

function wordOf(text: string, { word }: LabelledBlock): string {
  return text.slice(word.start, word.end).toLowerCase();
}

function toBlocks(text: string, { at, titleStart, titleEnd }: HeadingToken): readonly LabelledBlock[] {
  const title = text.slice(titleStart, titleEnd);
  const role: Role | undefined = REQUEST.test(title) ? 'user' : ANSWER.test(title) ? 'answer' : undefined;
  if (role !== undefined) return [createTokenBlock({ role, label: { start: at, end: titleEnd } })];
  const question = QUESTION.exec(title);
  if (question === null) return [];
  const answer = nextLine(text, titleEnd);
  const label = { start: at, end: titleStart + title.search(/[:：]/) + 1 };
  return [
    createTokenBlock({ role: 'user', label }),
    createTokenBlock({ role: 'answer', label: { start: answer, end: answer } }),
  ];
}

/** True for two examples, or for one with the headings of training data: `### Instruction:`, `### Response:`. */
function areExamples(text: string, blocks: readonly LabelledBlock[]): boolean {
  const answers = blocks.filter(({ role }, index) => role === 'answer' && blocks[index - 1]?.role === 'user');
  const isTrainingData = blocks.some((block) => /^### ?instruction/.test(wordOf(text, block)));
  return answers.length >= (isTrainingData ? 1 : MIN_EXAMPLES);
}
