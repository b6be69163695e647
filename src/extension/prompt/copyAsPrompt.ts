import { env, window } from 'vscode';
import { defineMessages, shotAt } from '../../core/index.ts';
import type { Tokenizers } from '../../datasets/index.ts';
import { assemblePrompt, formatTokens, type Prompt } from '../../datasets/index.ts';
import type { Session } from '../session.ts';
import { readSettings, toPromptSettings } from './promptSettings.ts';
import { findDocument, loadSource } from './promptSource.ts';

const say = defineMessages({
  open: { en: 'Open a document with shots first.', 'zh-CN': '请先打开一个含示例的文档。' },
  copied: {
    en: 'Copied a prompt with {shots} {shots|shot|shots}, {tokens} {tokens|token|tokens} ({tokenizer})',
    'zh-CN': '已复制提示词：{shots} 个示例，{tokens} 个 token（{tokenizer}）',
  },
  omitted: {
    en: 'Copied a prompt with {shots} {shots|shot|shots}, {tokens} {tokens|token|tokens} ({tokenizer}). {count} {count|shot was|shots were} left out.',
    'zh-CN': '已复制提示词：{shots} 个示例，{tokens} 个 token（{tokenizer}）。有 {count} 个示例未包含。',
  },
  problem: { en: 'Nothing was copied. {reason}', 'zh-CN': '未复制任何内容。{reason}' },
  onlyDrafts: {
    en: 'Nothing was copied, because all shots are drafts. Approve them once you have read them.',
    'zh-CN': '所有示例都是草稿，因此未复制任何内容。请阅读后批准草稿。',
  },
  copyDrafts: { en: 'Copy Drafts Too', 'zh-CN': '连同草稿复制' },
  details: { en: 'Preview Prompt', 'zh-CN': '预览提示词' },
});

/**
 * Copies the prompt of a document with the settings of its preview. From above a shot, it has only that shot.
 */
export async function copyAsPrompt(
  session: Session,
  tokenizers: Tokenizers,
  uri: unknown,
  line: unknown,
): Promise<string | undefined> {
  const { t } = session;
  const document = await findDocument(session, uri);
  const source = document && (await loadSource(session, document));
  if (document === undefined || source === undefined) {
    void window.showInformationMessage(t(say('open')));
    return undefined;
  }
  const settings = readSettings(session.context);
  const loaded = await tokenizers.load(settings.tokenizer);
  if (!loaded.ok) {
    void window.showErrorMessage(t(say('problem', { reason: loaded.problem })));
    return undefined;
  }
  const offset = typeof line === 'number' ? document.offsetAt(document.lineAt(line).range.end) : undefined;
  const shot = offset === undefined ? undefined : shotAt(source.context.document, offset);
  const among = shot === undefined ? undefined : new Set([shot.index]);
  const chosen = shot === undefined ? {} : ({ selection: 'all', budget: undefined, maxShots: undefined } as const);
  const { counter } = loaded;
  const input = { ...source, counter };
  const options = { ...toPromptSettings(settings), ...chosen, among };
  const prompt = assemblePrompt(input, options);
  if (countShots(prompt) > 0) return copy(session, prompt, counter.name);
  const withDrafts = assemblePrompt(input, { ...options, drafts: 'included' });
  if (countShots(withDrafts) > 0) {
    // The command does not wait for the answer.
    void askForDrafts(session, withDrafts, counter.name);
  } else {
    const reason = prompt.omitted[0]?.message ?? prompt.problems[0]?.message ?? '';
    void window.showWarningMessage(t(say('problem', { reason })));
  }
  return undefined;
}

async function askForDrafts(session: Session, prompt: Prompt, tokenizer: string): Promise<void> {
  const copyDrafts = session.t(say('copyDrafts'));
  const answer = await window.showWarningMessage(session.t(say('onlyDrafts')), copyDrafts);
  if (answer === copyDrafts) await copy(session, prompt, tokenizer);
}

async function copy({ t }: Session, prompt: Prompt, tokenizer: string): Promise<string> {
  await env.clipboard.writeText(prompt.text);
  const { omitted, count } = prompt;
  const args = { shots: countShots(prompt), tokens: formatTokens(count), tokenizer, count: omitted.length };
  if (omitted.length === 0) void window.setStatusBarMessage(t(say('copied', args)), 5000);
  else void window.showInformationMessage(t(say('omitted', args)));
  return prompt.text;
}

function countShots({ parts }: Prompt): number {
  return parts.filter(({ kind }) => kind === 'shot').length;
}
