import { defineMessages, type Language, type Message, renderMessage, type ShotsDocument } from '../../core/index.ts';
import { formatTokens, type Prompt, type PromptLine, summarizePrompt } from '../../datasets/index.ts';

const say = defineMessages({
  part: { en: '{name}: {tokens} tokens', 'zh-CN': '{name}：{tokens} 个 token' },
  chosen: { en: '{name} ({words}): {why}', 'zh-CN': '{name}（{words}）：{why}' },
  omitted: { en: '{name} ({words}) is left out: {why}', 'zh-CN': '{name}（{words}）未包含：{why}' },
  total: { en: 'Total: {tokens} tokens ({tokenizer})', 'zh-CN': '总计：{tokens} 个 token（{tokenizer}）' },
});

/** What a prompt is made of, one line for each part and each shot that is not in it. */
export function reportPrompt(prompt: Prompt, document: ShotsDocument, tokenizer: string, language: Language): string {
  const { parts, omitted } = summarizePrompt(prompt, document);
  const lines: readonly Message[] = [
    ...parts.map((line) => toMessage(line, 'chosen')),
    ...omitted.map((line) => toMessage(line, 'omitted')),
    say('total', { tokens: formatTokens(prompt.count), tokenizer }),
  ];
  const problems = prompt.problems.map(({ code, message }) => `${renderMessage(message, language)} [${code}]\n`);
  return [...lines.map((line) => `${renderMessage(line, language)}\n`), ...problems].join('');
}

function toMessage({ name, words, why, count }: PromptLine, key: 'chosen' | 'omitted'): Message {
  if (words !== undefined && why !== undefined) return say(key, { name, words, why });
  return say('part', { name, tokens: count === undefined ? '' : formatTokens(count) });
}
