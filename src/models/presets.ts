import { type Message, verbatim } from '../core/index.ts';
import type { StructureMode } from '../generation/index.ts';

/** How a server expects its key. `optional` sends one as a bearer token if there is one. */
export type KeyStyle = 'bearer' | 'api-key' | 'optional';

/** What is known of a provider before the first request. */
export interface Preset {
  readonly id: PresetId;
  /** What the language of the user calls the provider. */
  readonly name: Message;
  /** Absent where every customer has an address of their own. */
  readonly baseUrl: string | undefined;
  readonly key: KeyStyle;
  /** The environment variable this provider's own tools read. It is only ever sent to this provider's hosts. */
  readonly keyVariable: string | undefined;
  /** The page of the provider where keys are made; nothing contacts it but the user's browser. */
  readonly keyPage: string | undefined;
  /** Where the negotiation of structured output begins. */
  readonly structure: StructureMode;
  readonly maxTokens: 'max_tokens' | 'max_completion_tokens';
}

/** The id of a preset, as the settings have it. `custom` has no address of its own. */
export type PresetId =
  | 'openai'
  | 'azure'
  | 'dashscope'
  | 'deepseek'
  | 'moonshot'
  | 'zhipu'
  | 'volcengine'
  | 'siliconflow'
  | 'minimax'
  | 'qianfan'
  | 'vllm'
  | 'ollama'
  | 'lm-studio'
  | 'llama.cpp'
  | 'custom';

const LOCAL_SERVER = {
  key: 'optional',
  keyVariable: undefined,
  keyPage: undefined,
  structure: 'json_schema',
  maxTokens: 'max_tokens',
} as const;

/** Hosted models behind OpenAI's protocol; which structured output a model has is found out by the first request. */
const HOSTED = { key: 'bearer', structure: 'json_object', maxTokens: 'max_tokens' } as const;

/** Every provider that can be chosen by name. */
export const PRESETS: readonly Preset[] = [
  {
    id: 'openai',
    name: verbatim('OpenAI'),
    baseUrl: 'https://api.openai.com/v1',
    key: 'bearer',
    keyVariable: 'OPENAI_API_KEY',
    keyPage: 'https://platform.openai.com/api-keys',
    structure: 'json_schema',
    maxTokens: 'max_completion_tokens',
  },
  {
    id: 'azure',
    name: verbatim('Azure OpenAI'),
    baseUrl: undefined,
    key: 'api-key',
    keyVariable: 'AZURE_OPENAI_API_KEY',
    keyPage: 'https://portal.azure.com/',
    structure: 'json_schema',
    maxTokens: 'max_completion_tokens',
  },
  {
    id: 'dashscope',
    name: { text: { en: 'Alibaba Cloud DashScope (Qwen)', 'zh-CN': '阿里云百炼 DashScope（通义千问）' } },
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    key: 'bearer',
    keyVariable: 'DASHSCOPE_API_KEY',
    keyPage: 'https://bailian.console.aliyun.com/?tab=model#/api-key',
    structure: 'json_schema',
    maxTokens: 'max_tokens',
  },
  {
    id: 'deepseek',
    name: verbatim('DeepSeek'),
    baseUrl: 'https://api.deepseek.com/v1',
    key: 'bearer',
    keyVariable: 'DEEPSEEK_API_KEY',
    keyPage: 'https://platform.deepseek.com/api_keys',
    structure: 'json_object',
    maxTokens: 'max_tokens',
  },
  {
    id: 'moonshot',
    name: { text: { en: 'Moonshot (Kimi)', 'zh-CN': '月之暗面 Moonshot（Kimi）' } },
    baseUrl: 'https://api.moonshot.cn/v1',
    keyVariable: 'MOONSHOT_API_KEY',
    keyPage: 'https://platform.moonshot.cn/console/api-keys',
    ...HOSTED,
  },
  {
    id: 'zhipu',
    name: { text: { en: 'Zhipu (GLM)', 'zh-CN': '智谱 Zhipu（GLM）' } },
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    keyVariable: 'ZHIPUAI_API_KEY',
    keyPage: 'https://open.bigmodel.cn/usercenter/apikeys',
    ...HOSTED,
  },
  {
    id: 'volcengine',
    name: { text: { en: 'Volcengine Ark (Doubao)', 'zh-CN': '火山方舟 Volcengine（豆包）' } },
    baseUrl: 'https://ark.cn-beijing.volces.com/api/v3',
    keyVariable: 'ARK_API_KEY',
    keyPage: 'https://console.volcengine.com/ark/region:ark+cn-beijing/apiKey',
    ...HOSTED,
  },
  {
    id: 'siliconflow',
    name: { text: { en: 'SiliconFlow', 'zh-CN': '硅基流动 SiliconFlow' } },
    baseUrl: 'https://api.siliconflow.cn/v1',
    keyVariable: 'SILICONFLOW_API_KEY',
    keyPage: 'https://cloud.siliconflow.cn/account/ak',
    ...HOSTED,
  },
  {
    id: 'minimax',
    name: verbatim('MiniMax'),
    baseUrl: 'https://api.minimaxi.com/v1',
    keyVariable: 'MINIMAX_API_KEY',
    keyPage: 'https://platform.minimaxi.com/user-center/basic-information/interface-key',
    ...HOSTED,
  },
  {
    id: 'qianfan',
    name: { text: { en: 'Baidu Qianfan', 'zh-CN': '百度千帆 Qianfan' } },
    baseUrl: 'https://qianfan.baidubce.com/v2',
    keyVariable: 'QIANFAN_API_KEY',
    keyPage: 'https://console.bce.baidu.com/iam/#/iam/apikey/list',
    ...HOSTED,
  },
  { id: 'vllm', name: verbatim('vLLM'), baseUrl: 'http://127.0.0.1:8000/v1', ...LOCAL_SERVER },
  { id: 'ollama', name: verbatim('Ollama'), baseUrl: 'http://127.0.0.1:11434/v1', ...LOCAL_SERVER },
  { id: 'lm-studio', name: verbatim('LM Studio'), baseUrl: 'http://127.0.0.1:1234/v1', ...LOCAL_SERVER },
  { id: 'llama.cpp', name: verbatim('llama.cpp'), baseUrl: 'http://127.0.0.1:8080/v1', ...LOCAL_SERVER },
  { id: 'custom', name: verbatim('OpenAI-compatible'), baseUrl: undefined, ...LOCAL_SERVER },
];

const AZURE_SUFFIXES = ['.openai.azure.com', '.cognitiveservices.azure.com', '.services.ai.azure.com'];

/** The preset of a name, or undefined if there is none. */
export function getPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}

/** The preset a host belongs to; `custom` for every other. */
export function getPresetForOrigin(origin: string): Preset {
  const found = PRESETS.find((preset) => ownsOrigin(preset, origin));
  return found ?? (PRESETS[PRESETS.length - 1] as Preset);
}

/** True if a provider's key may be sent to an origin. */
export function ownsOrigin(preset: Preset, origin: string): boolean {
  const { protocol, hostname, origin: normal } = new URL(origin);
  if (preset.id === 'azure') {
    return protocol === 'https:' && AZURE_SUFFIXES.some((suffix) => hostname.endsWith(suffix));
  }
  return preset.baseUrl !== undefined && new URL(preset.baseUrl).origin === normal;
}
