import { defineMessages, isObject, type JsonObject, type JsonValue, type Message } from '../../core/index.ts';

const say = defineMessages({
  notJson: {
    en: 'it is not JSON. Choose the tokenizer.json of the model; a SentencePiece tokenizer.model or a tiktoken file cannot be read.',
    'zh-CN': '它不是 JSON。请选择模型的 tokenizer.json；无法读取 SentencePiece 的 tokenizer.model 或 tiktoken 文件。',
  },
  config: {
    en: 'it is a {name}, which has no vocabulary. Choose the tokenizer.json in the same folder.',
    'zh-CN': '它是 {name}，不含词表。请选择同一文件夹中的 tokenizer.json。',
  },
  vocabulary: {
    en: 'it is a vocabulary without the rules that merge it (vocab.json). Choose the tokenizer.json of the model.',
    'zh-CN': '它只是词表（vocab.json），没有合并规则。请选择模型的 tokenizer.json。',
  },
  other: {
    en: 'it has no "model" with a vocabulary, so it is not a tokenizer.json of Hugging Face tokenizers.',
    'zh-CN': '其中没有带词表的 "model"，不是 Hugging Face tokenizers 的 tokenizer.json。',
  },
  unsupported: {
    en: 'it uses something that is not supported: {reason}',
    'zh-CN': '它用到了不支持的内容：{reason}',
  },
});

/** The content of a tokenizer.json, or why a text is none. */
export type TokenizerContent =
  | { readonly ok: true; readonly content: JsonObject }
  | { readonly ok: false; readonly problem: Message };

/** Reads the text of a file that should be a tokenizer.json; another kind of file is named. */
export function readTokenizerContent(text: string): TokenizerContent {
  const value = parseJson(text);
  if (value === undefined) return { ok: false, problem: say('notJson') };
  if (isObject(value) && isObject(value.model) && value.model.vocab !== undefined) return { ok: true, content: value };
  return { ok: false, problem: problemOf(value) };
}

/** Why a tokenizer cannot be created from the content of its file. */
export function toUnsupported(error: unknown): Message {
  return say('unsupported', { reason: error instanceof Error ? error.message : String(error) });
}

function problemOf(value: JsonValue): Message {
  if (!isObject(value)) return say('other');
  if ('tokenizer_class' in value) return say('config', { name: 'tokenizer_config.json' });
  if ('model_type' in value || 'architectures' in value) return say('config', { name: 'config.json' });
  const entries = Object.values(value);
  if (entries.length > 100 && entries.every((entry) => typeof entry === 'number')) return say('vocabulary');
  return say('other');
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue;
  } catch {
    return undefined;
  }
}
