import type { StructureMode } from '../generation/index.ts';

/** How a server wants its key. `optional` sends one as a bearer token if there is one. */
export type KeyStyle = 'bearer' | 'api-key' | 'optional';

/** What is known of a provider before the first request. */
export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  /** Absent where every customer has an address of their own. */
  readonly baseUrl: string | undefined;
  readonly key: KeyStyle;
  /** The environment variable this provider's own tools read. It is only ever sent to this provider's hosts. */
  readonly keyVariable: string | undefined;
  /** Where the negotiation of structured output begins. */
  readonly structure: StructureMode;
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens';
}

export type PresetId =
  | 'openai'
  | 'azure'
  | 'dashscope'
  | 'deepseek'
  | 'vllm'
  | 'ollama'
  | 'lm-studio'
  | 'llama.cpp'
  | 'custom';

const local = { key: 'optional', keyVariable: undefined, structure: 'json_schema', maxTokens: 'max_tokens' } as const;

/** Every provider that can be chosen by name. */
export const presets: readonly Preset[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    key: 'bearer',
    keyVariable: 'OPENAI_API_KEY',
    structure: 'json_schema',
    maxTokens: 'max_completion_tokens',
  },
  {
    id: 'azure',
    name: 'Azure OpenAI',
    baseUrl: undefined,
    key: 'api-key',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    structure: 'json_schema',
    maxTokens: 'max_completion_tokens',
  },
  {
    id: 'dashscope',
    name: '阿里云百炼 DashScope',
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    key: 'bearer',
    keyVariable: 'DASHSCOPE_API_KEY',
    structure: 'json_schema',
    maxTokens: 'max_tokens',
  },
  {
    id: 'deepseek',
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    key: 'bearer',
    keyVariable: 'DEEPSEEK_API_KEY',
    structure: 'json_object',
    maxTokens: 'max_tokens',
  },
  { id: 'vllm', name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', ...local },
  { id: 'ollama', name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', ...local },
  { id: 'lm-studio', name: 'LM Studio', baseUrl: 'http://127.0.0.1:1234/v1', ...local },
  { id: 'llama.cpp', name: 'llama.cpp', baseUrl: 'http://127.0.0.1:8080/v1', ...local },
  { id: 'custom', name: 'OpenAI-compatible', baseUrl: undefined, ...local },
];

const azureSuffixes = ['.openai.azure.com', '.cognitiveservices.azure.com', '.services.ai.azure.com'];

/** The preset of a name, or undefined if there is none. */
export function presetNamed(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** The preset a host belongs to; `custom` for every other. */
export function presetOf(origin: string): Preset {
  const found = presets.find((preset) => ownsOrigin(preset, origin));
  return found ?? (presets[presets.length - 1] as Preset);
}

/** True if a provider's key may be sent to an origin. */
export function ownsOrigin(preset: Preset, origin: string): boolean {
  const { protocol, hostname, origin: normal } = new URL(origin);
  if (preset.id === 'azure') {
    return protocol === 'https:' && azureSuffixes.some((suffix) => hostname.endsWith(suffix));
  }
  return preset.baseUrl !== undefined && new URL(preset.baseUrl).origin === normal;
}
