import type { TextRange } from '../../text/range.ts';

/** The models that read a text as a control token. */
interface TokenFamily {
  readonly models: string;
  /** The source of a pattern without groups. */
  readonly pattern: string;
}

/** Texts that tokenizers turn into control tokens, by family. The first family whose pattern matches names the models. */
const FAMILIES: readonly TokenFamily[] = [
  { models: 'Qwen, ChatML', pattern: '<\\|im_(?:start|end|sep)\\|>|<\\|(?:vision|object_ref|box)_(?:start|end)\\|>' },
  {
    models: 'Llama 3',
    pattern: '<\\|(?:eot_id|eom_id|start_header_id|end_header_id|begin_of_text|end_of_text|python_tag)\\|>',
  },
  { models: 'gpt-oss', pattern: '<\\|(?:channel|message|start|return|call|constrain)\\|>' },
  { models: 'GPT, Qwen', pattern: '<\\|(?:endoftext|fim_prefix|fim_middle|fim_suffix|endofprompt)\\|>' },
  { models: 'GLM, Phi', pattern: '<\\|(?:user|assistant|system|observation|end)\\|>' },
  { models: 'Kimi', pattern: '<\\|tool_calls?_[a-z_]{1,20}\\|>|◁/?think▷' },
  { models: 'Cohere', pattern: '<\\|[A-Z_]{5,30}_TOKEN\\|>' },
  { models: 'DeepSeek', pattern: '<｜[^｜\\n]{2,40}｜>' },
  { models: 'Mistral, Llama 2', pattern: '\\[/?(?:INST|TOOL_CALLS|AVAILABLE_TOOLS|TOOL_RESULTS)\\]|<<SYS>>' },
  { models: 'Gemma', pattern: '<(?:start|end)_of_turn>' },
  { models: 'Qwen, Hermes', pattern: '</?tool_(?:call|response)>' },
];

const ANY = new RegExp(FAMILIES.map(({ pattern }) => pattern).join('|'), 'g');
const EACH = FAMILIES.map(({ models, pattern }) => ({ models, pattern: new RegExp(`^(?:${pattern})$`) }));

/** A control token in a text. */
export interface ControlToken extends TextRange {
  readonly token: string;
  readonly models: string;
}

/** Texts that most trainers turn into real control tokens. */
export function findControlTokens(text: string): readonly ControlToken[] {
  if (!mayHoldToken(text)) return [];
  return [...text.matchAll(ANY)].map((match) => {
    const [token] = match;
    const models = EACH.find(({ pattern }) => pattern.test(token))?.models ?? '';
    return { start: match.index, end: match.index + token.length, token, models };
  });
}

/** False for almost every text: each token begins with one of three characters, and brackets are followed by a capital. */
function mayHoldToken(text: string): boolean {
  if (text.includes('<') || text.includes('◁')) return true;
  for (let at = text.indexOf('['); at !== -1; at = text.indexOf('[', at + 1)) {
    const letter = text[at + 1] === '/' ? text[at + 2] : text[at + 1];
    if (letter === 'I' || letter === 'A' || letter === 'T') return true;
  }
  return false;
}
