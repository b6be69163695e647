import { blockText, defineMessages, type Message, type Shot, type ShotsDocument } from '../../core/index.ts';
import type { Prompt, PromptPart } from './prompt.ts';

const say = defineMessages({
  system: { en: 'System text', 'zh-CN': '系统文本' },
  tools: { en: 'Tools', 'zh-CN': '工具' },
  intro: { en: 'Before the shots', 'zh-CN': '示例之前' },
  shot: { en: 'Shot {number}', 'zh-CN': '示例 {number}' },
  request: { en: 'Request', 'zh-CN': '用户请求' },
});

/** The longest part of a request that names a shot, in characters. */
const MAX_WORDS = 40;

/** A part of a prompt, or a shot that is not in it, in words. */
export interface PromptLine {
  readonly name: Message;
  /** The beginning of the shot's request. */
  readonly words: string | undefined;
  readonly shot: Shot | undefined;
  /** Why a shot is in the prompt, or not. */
  readonly why: Message | undefined;
  /** Absent for a shot that is not in the prompt. */
  readonly count: PromptPart['count'] | undefined;
}

/** What a prompt is made of, and which shots are not in it. */
export interface PromptSummary {
  readonly parts: readonly PromptLine[];
  readonly omitted: readonly PromptLine[];
}

/** The parts of a prompt and the shots that are not in it, in the order of the document. */
export function summarizePrompt(prompt: Prompt, document: ShotsDocument): PromptSummary {
  return {
    parts: prompt.parts.map(({ kind, shot, why, count }) => ({ ...nameLine(kind, shot, document), why, count })),
    omitted: prompt.omitted.map(({ shot, message }) => ({
      ...nameLine('shot', shot, document),
      why: message,
      count: undefined,
    })),
  };
}

/** A shot is named by its number in the document and the beginning of its request. */
function nameLine(
  kind: PromptPart['kind'],
  shot: Shot | undefined,
  { tree }: ShotsDocument,
): Pick<PromptLine, 'name' | 'words' | 'shot'> {
  if (shot === undefined) return { name: say(kind), words: undefined, shot };
  const text = shot.request === undefined ? '' : blockText(tree, shot.request).text.trim().replace(/\s+/g, ' ');
  const characters = [...text];
  const words = characters.length > MAX_WORDS ? `${characters.slice(0, MAX_WORDS).join('')}…` : text;
  return { name: say('shot', { number: shot.index + 1 }), words, shot };
}
