import { defineMessages, type Message } from '../../core/index.ts';

const say = defineMessages({
  thoughtTags: {
    en: 'The templates {templates} of LLaMA-Factory expect other tags around thoughts: name your template with --template, or use --thought drop.',
    'zh-CN': 'LLaMA-Factory 的模板 {templates} 使用其他思考标签：请用 --template 指定你的模板，或使用 --thought drop。',
  },
  singleCalls: {
    en: 'The templates {templates} of LLaMA-Factory cannot write parallel calls: use --parallel split for them.',
    'zh-CN': 'LLaMA-Factory 的模板 {templates} 不能写出并行调用：请对它们使用 --parallel split。',
  },
  tags: {
    en: 'The templates {templates} of LLaMA-Factory cannot read calls in <tool_call>: use --thought think or drop for them.',
    'zh-CN': 'LLaMA-Factory 的模板 {templates} 无法读取 <tool_call> 中的调用：请对它们使用 --thought think 或 drop。',
  },
  agentTemplates: {
    en: 'The agent templates react_*, qwen_en, qwen_zh, glm4 and toolbench of ms-swift write tools as Python text; use another one, such as hermes.',
    'zh-CN':
      'ms-swift 的智能体模板 react_*、qwen_en、qwen_zh、glm4 和 toolbench 会把工具写成 Python 文本，请改用其他模板，例如 hermes。',
  },
  oneCall: {
    en: 'Llama 3.1 and 3.2 accept one call per turn: use --parallel split for them.',
    'zh-CN': 'Llama 3.1 和 3.2 每轮只接受一个调用：请对它们使用 --parallel split。',
  },
  stringArguments: {
    en: 'Arguments as strings are written as JSON twice by the templates of Qwen2.5 and gpt-oss, and rejected by those of Qwen3.5, GLM-4.5, LFM2.5 and Nemotron.',
    'zh-CN':
      '字符串形式的参数会被 Qwen2.5 和 gpt-oss 的模板重复编码为 JSON，并会被 Qwen3.5、GLM-4.5、LFM2.5 和 Nemotron 的模板拒绝。',
  },
  droppedThoughts: {
    en: "Qwen3's template drops thoughts before a later turn of the user: --split-turns keeps each of them.",
    'zh-CN': 'Qwen3 的模板会丢弃用户后续轮次之前的思考：--split-turns 可保留每一条。',
  },
});

export type NoteKey = Parameters<typeof say>[0];

/** Something about a consumer that the user should know. */
export interface Note {
  readonly code: NoteKey;
  readonly message: Message;
}

export function note(code: NoteKey, templates: readonly string[] = []): Note {
  return { code, message: say(code, { templates }) };
}
