import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  ENCODINGS,
  formatTokens,
  PROMPT_FORMAT_NAMES,
  type Prompt,
  type PromptFormatName,
  type PromptLine,
  type PromptSource,
  SELECTIONS,
  type Selection,
  summarizePrompt,
} from '../../datasets/index.ts';
import {
  PROMPT_LABELS,
  type PromptLabel,
  type PromptPage,
  type PromptPanelSettings,
  type PromptRow,
} from '../../protocol/index.ts';
import type { Session } from '../session.ts';
import { isWrongCount } from './promptSettings.ts';

const LABELS = defineMessages<PromptLabel>({
  request: { en: 'Request', 'zh-CN': '用户请求' },
  requestPlaceholder: { en: "The customer's words", 'zh-CN': '用户说的话' },
  system: { en: 'System text', 'zh-CN': '系统文本' },
  selection: { en: 'Shots', 'zh-CN': '示例' },
  format: { en: 'Format', 'zh-CN': '格式' },
  tokenizer: { en: 'Tokenizer', 'zh-CN': '分词器' },
  budget: { en: 'Token limit', 'zh-CN': 'token 上限' },
  unlimited: { en: 'none', 'zh-CN': '不限' },
  maxShots: { en: 'Maximum shots', 'zh-CN': '示例数量上限' },
  copy: { en: 'Copy', 'zh-CN': '复制' },
  save: { en: 'Save As…', 'zh-CN': '另存为…' },
  part: { en: 'Part', 'zh-CN': '部分' },
  tokens: { en: 'Tokens', 'zh-CN': 'Token' },
  why: { en: 'Reason', 'zh-CN': '原因' },
  omitted: { en: 'Not included', 'zh-CN': '未包含' },
  text: { en: 'Prompt', 'zh-CN': '提示词' },
  show: { en: 'Show in the editor', 'zh-CN': '在编辑器中显示' },
  trial: { en: 'Try this prompt', 'zh-CN': '试用此提示词' },
  trialHelp: {
    en: 'Sends the prompt with your request to the chosen model. Nothing is sent before you agree.',
    'zh-CN': '将提示词连同你的请求发送给所选模型。未经你同意，不会发送任何内容。',
  },
  try: { en: 'Try', 'zh-CN': '试用' },
  stop: { en: 'Stop', 'zh-CN': '停止' },
  chooseModel: { en: 'Choose Model', 'zh-CN': '选择模型' },
  setKey: { en: 'Set API Key', 'zh-CN': '设置 API 密钥' },
  addShot: { en: 'Add as Shot', 'zh-CN': '添加为示例' },
  reply: { en: 'Reply', 'zh-CN': '回复' },
  calls: { en: 'Calls', 'zh-CN': '调用' },
});

const SELECTION_NAMES = defineMessages<Selection>({
  all: { en: 'All', 'zh-CN': '全部' },
  coverage: { en: 'Coverage', 'zh-CN': '按覆盖选择' },
  similar: { en: 'Similar', 'zh-CN': '按相似度选择' },
});

const FORMAT_NAMES = defineMessages<PromptFormatName>({
  text: { en: 'Markdown', 'zh-CN': 'Markdown' },
  plain: { en: 'Plain text', 'zh-CN': '纯文本' },
  messages: { en: 'Messages (JSON)', 'zh-CN': '消息（JSON）' },
  dify: { en: 'Dify', 'zh-CN': 'Dify' },
  coze: { en: 'Coze', 'zh-CN': 'Coze（扣子）' },
});

const say = defineMessages({
  title: { en: 'Prompt: {name}', 'zh-CN': '提示词：{name}' },
  total: { en: '{tokens} tokens · {shots} of {all} shots', 'zh-CN': '{tokens} 个 token · {shots}/{all} 个示例' },
  file: { en: 'tokenizer.json…', 'zh-CN': 'tokenizer.json…' },
  wrongCount: { en: '"{text}" is not a whole number from 1 up.', 'zh-CN': '“{text}”不是不小于 1 的整数。' },
  cut: { en: 'Only the beginning is shown here.', 'zh-CN': '此处只显示开头部分。' },
});

/** The value of the menu entry that asks for a tokenizer.json. */
export const CHOOSE_FILE = 'choose';

/** The longest text that the page shows, in characters; copies and files have all of it. */
const MAX_SHOWN = 200_000;

/** The title of the preview of a document. */
export function getTitle(name: string): Message {
  return say('title', { name });
}

/** Everything that the page shows, in the user's language. */
export function toPage(
  session: Session,
  name: string,
  settings: PromptPanelSettings,
  source: PromptSource,
  prompt: Prompt,
  failure: Message | undefined,
): PromptPage {
  const { t } = session;
  const { document } = source.context;
  const summary = summarizePrompt(prompt, document);
  const toRow = ({ name: part, words = '', count, why, shot }: PromptLine): PromptRow => ({
    name: t(part),
    words,
    tokens: count === undefined ? '' : formatTokens(count),
    why: why === undefined ? '' : t(why),
    shot: shot?.index,
  });
  const wrong = [settings.budget, settings.maxShots].filter(isWrongCount).map((text) => say('wrongCount', { text }));
  const isCut = prompt.text.length > MAX_SHOWN;
  const problems = [
    ...(failure === undefined ? [] : [failure]),
    ...wrong,
    ...prompt.problems.map(({ message }) => message),
    ...(isCut ? [say('cut')] : []),
  ];
  const shots = prompt.parts.filter(({ kind }) => kind === 'shot').length;
  return {
    type: 'show',
    title: t(getTitle(name)),
    total: t(say('total', { tokens: formatTokens(prompt.count), shots, all: document.shots.length })),
    labels: toLabels(session),
    settings,
    selections: SELECTIONS.map((value) => ({ value, label: t(SELECTION_NAMES(value)) })),
    formats: PROMPT_FORMAT_NAMES.map((value) => ({ value, label: t(FORMAT_NAMES(value)) })),
    tokenizers: toTokenizers(session, settings.tokenizer),
    parts: summary.parts.map(toRow),
    omitted: summary.omitted.map(toRow),
    problems: problems.map(t),
    text: isCut ? prompt.text.slice(0, MAX_SHOWN) : prompt.text,
  };
}

function toLabels({ language }: Session): PromptPage['labels'] {
  const texts = PROMPT_LABELS.map((name) => [name, renderMessage(LABELS(name), language())] as const);
  return Object.fromEntries(texts) as PromptPage['labels'];
}

function toTokenizers({ t }: Session, current: string): PromptPage['tokenizers'] {
  const known = ENCODINGS.map((value) => ({ value: value as string, label: value as string }));
  const file = { value: current, label: decodeURIComponent(current.split('/').slice(-2).join('/')) };
  const isFile = !known.some(({ value }) => value === current);
  return [...known, ...(isFile ? [file] : []), { value: CHOOSE_FILE, label: t(say('file')) }];
}
