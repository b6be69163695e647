/** Words of a name that do not change the shapes: kinds of training, publishers, and what tools add. */
const VARIANT_WORDS: ReadonlySet<string> = new Set([
  'abliterated',
  'ai',
  'ai21',
  'alibaba',
  'base',
  'c4ai',
  'chat',
  'dpo',
  'facebook',
  'google',
  'hf',
  'instruct',
  'instruction',
  'it',
  'latest',
  'merged',
  'meta',
  'microsoft',
  'mistralai',
  'ms',
  'openai',
  'preview',
  'pt',
  'reasoning',
  'sft',
  'thinking',
  'uncensored',
  'zero',
]);

/** Words that name a quantisation or a file format. */
const QUANTISED_WORD =
  /^(gguf|ggml|awq|gptq|gptqmodel|autoround|exl2|exl3|mlx|bnb|bitsandbytes|qat|dwq|marlin|hqq|aqlm|onnx|quantized|int[248]|fp8|nf4|nvfp4|mxfp4|w\d+a\d+|\d+bits?|[\d.]+bpw|i?q\d.*|i1|imatrix|imat|unsloth|dynamic|kv|128g|64g|bf16|fp16|f16|fp32|f32)$/;

/** Quantisations of GGUF files, such as `Q4_K_M`. */
const GGUF_QUANTISATION = /[-_.:@](?:ud-)?i?q\d(?:_[a-z0-9]{1,3}){0,3}(?=$|[-.])/g;

/** Pages of a model on a hub, and folders of a cache: the model's name is before them. */
const PAGES: ReadonlySet<string> = new Set(['blob', 'files', 'resolve', 'snapshots', 'summary', 'tree']);

/** Chinese names of families, publishers and kinds of training. */
const CHINESE_NAMES: readonly (readonly [name: string, word: string])[] = [
  ['阿里巴巴', ''],
  ['阿里云', ''],
  ['阿里', ''],
  ['通义千问', 'qwen'],
  ['千问', 'qwen'],
  ['清华大学', ''],
  ['清华', ''],
  ['智谱清言', 'glm'],
  ['智谱', 'glm'],
  ['深度求索', 'deepseek'],
  ['百川智能', 'baichuan'],
  ['百川', 'baichuan'],
  ['上海人工智能实验室', ''],
  ['书生·浦语', 'internlm'],
  ['书生浦语', 'internlm'],
  ['浦语', 'internlm'],
  ['书生', 'internlm'],
  ['零一万物', 'yi'],
  ['月之暗面', 'kimi'],
  ['元象', 'xverse'],
  ['稀宇科技', 'minimax'],
  ['稀宇', 'minimax'],
  ['字节跳动', ''],
  ['字节', ''],
  ['微软', ''],
  ['谷歌', ''],
  ['大模型', ''],
  ['模型', ''],
  ['指令微调版', ''],
  ['指令版', ''],
  ['指令', ''],
  ['对话版', ''],
  ['对话', ''],
  ['聊天版', ''],
  ['思考版', ''],
  ['思考', ''],
  ['基础版', ''],
  ['基座版', ''],
  ['基座', ''],
  ['量化版', 'quantized'],
  ['量化', 'quantized'],
];

/** What a name of a model says. */
export interface NameWords {
  /** The words that identify the shapes, in lower case. */
  readonly words: readonly string[];
  readonly isQuantised: boolean;
}

/**
 * The words that identify a model's shapes, from a name in any spelling: of a hub, of Ollama, a web address, a path, a GGUF
 * file, in Chinese; without its organisation, variant and quantisation.
 */
export function getNameWords(name: string): NameWords {
  const plain = toEnglish(withoutPath(name.normalize('NFKC').trim().toLowerCase()));
  const short = plain.replace(/\.(?:gguf|safetensors)$/, '').replaceAll(GGUF_QUANTISATION, '');
  const all = short.replaceAll(/(\d) b\b/g, '$1b').split(/[-_\s:()·+@]+|\.(?=[a-z])/);
  const words = all.filter((word) => word !== '' && !VARIANT_WORDS.has(word) && !QUANTISED_WORD.test(word));
  return {
    words: words.filter((word, at) => !isRepeated(word, words[at + 1])),
    isQuantised:
      plain.endsWith('.gguf') ||
      plain.search(GGUF_QUANTISATION) !== -1 ||
      all.some((word) => QUANTISED_WORD.test(word)),
  };
}

/** The words as one text. Between letters and digits spellings differ (`qwen2.5`, `Qwen-2.5`), so nothing is kept there. */
export function joinWords(words: readonly string[]): string {
  return words.join('-').replaceAll(/(?<!\d)-|-(?!\d)/g, '');
}

/** The last part of a path or web address that is a name, without the organisation. */
function withoutPath(name: string): string {
  const [path = ''] = name.split(/[?#]/);
  const parts = path.split(/[/\\]/).filter((part) => part !== '');
  const page = parts.findIndex((part, at) => at > 0 && PAGES.has(part));
  const last = parts.at(page === -1 ? -1 : page - 1) ?? '';
  return last.startsWith('models--') ? (last.split('--').at(-1) ?? '') : last;
}

function toEnglish(name: string): string {
  return CHINESE_NAMES.reduce((text, [chinese, word]) => text.replaceAll(chinese, ` ${word} `), name);
}

/** True for the publisher in `deepseek-ai_DeepSeek-V3` or `智谱 GLM-4`, which the next word repeats. */
function isRepeated(word: string, next: string | undefined): boolean {
  return /^[a-z]{2,}$/.test(word) && next?.includes(word) === true;
}
