import { describe, expect, it } from 'vitest';
import { getSimilarModels, matchModelName, searchCatalogue } from '../../src/finetuning/index.ts';

/** What people type and paste, and the model whose shapes it has. */
const typed: Readonly<Record<string, readonly (readonly [typed: string, model: string])[]>> = {
  'without organisation, in other case, with other separators': [
    ['qwen3-32b', 'Qwen/Qwen3-32B'],
    ['QWEN3 32B', 'Qwen/Qwen3-32B'],
    ['qwen_3_32b', 'Qwen/Qwen3-32B'],
    ['Qwen 2.5 7B Instruct', 'Qwen/Qwen2.5-7B'],
    ['qwen2.5 coder 32b instruct', 'Qwen/Qwen2.5-Coder-32B'],
    ['llama 3.1 8b', 'meta-llama/Llama-3.1-8B'],
    ['Llama3-8B-Instruct', 'meta-llama/Meta-Llama-3-8B'],
    ['llama3.3 70 B', 'meta-llama/Llama-3.3-70B-Instruct'],
    ['LLaMA 2 13B chat', 'meta-llama/Llama-2-13b-hf'],
    ['gemma2-9b-it', 'google/gemma-2-9b'],
    ['Gemma 3 27B', 'google/gemma-3-27b-it'],
    ['mistral 7b v0.3', 'mistralai/Mistral-7B-v0.3'],
    ['mixtral 8x7b', 'mistralai/Mixtral-8x7B-v0.1'],
    ['Mixtral-8x22B-Instruct', 'mistralai/Mixtral-8x22B-v0.1'],
    ['deepseek v3', 'deepseek-ai/DeepSeek-V3'],
    ['DeepSeekR1', 'deepseek-ai/DeepSeek-R1'],
    ['phi4', 'microsoft/phi-4'],
    ['phi 3 mini', 'microsoft/Phi-3-mini-4k-instruct'],
    ['gptoss 20b', 'openai/gpt-oss-20b'],
    ['phi-1.5', 'microsoft/phi-1_5'],
    ['stablelm 2 1.6b', 'stabilityai/stablelm-2-1_6b'],
    ['command-r', 'CohereForAI/c4ai-command-r-v01'],
    ['tinyllama 1.1b', 'TinyLlama/TinyLlama-1.1B-Chat-v1.0'],
    ['ＱＷＥＮ３－８Ｂ', 'Qwen/Qwen3-8B'],
    ['glm-4-9b-hf', 'zai-org/glm-4-9b-chat-hf'],
  ],
  'with hyphens for points, or in another order': [
    ['llama-3-1-8b', 'meta-llama/Llama-3.1-8B'],
    ['qwen2-5-coder-7b-instruct', 'Qwen/Qwen2.5-Coder-7B'],
    ['Llama-3_3-70B-Instruct', 'meta-llama/Llama-3.3-70B-Instruct'],
    ['glm-4-5-air', 'zai-org/GLM-4.5-Air'],
    ['internlm2-5-7b', 'internlm/internlm2_5-7b'],
    ['ai21labs/AI21-Jamba-1.5-Mini', 'ai21labs/AI21-Jamba-Mini-1.5'],
    ['qwen 7b 2.5', 'Qwen/Qwen2.5-7B'],
    ['Llama 8B 3.1', 'meta-llama/Llama-3.1-8B'],
    ['v0.3 mistral 7b', 'mistralai/Mistral-7B-v0.3'],
  ],
  'instruct, chat, base, dates and lengths': [
    ['Qwen/Qwen3-8B-Base', 'Qwen/Qwen3-8B'],
    ['Qwen3-235B-A22B-Thinking-2507', 'Qwen/Qwen3-235B-A22B'],
    ['DeepSeek-V3-0324', 'deepseek-ai/DeepSeek-V3'],
    ['deepseek-ai/DeepSeek-R1-0528', 'deepseek-ai/DeepSeek-R1'],
    ['moonshotai/Kimi-K2-Instruct-0905', 'moonshotai/Kimi-K2-Base'],
    ['Yi-34B-200K', '01-ai/Yi-34B'],
    ['01-ai/Yi-1.5-34B-Chat-16K', '01-ai/Yi-1.5-34B'],
    ['chatglm3-6b-32k', 'THUDM/chatglm3-6b'],
    ['microsoft/Phi-3-medium-128k-instruct', 'microsoft/Phi-3-medium-4k-instruct'],
    ['internlm/internlm2-chat-20b', 'internlm/internlm2-20b'],
    ['Mistral-Large-Instruct-2411', 'mistralai/Mistral-Large-Instruct-2407'],
    ['huihui-ai/Qwen3-14B-abliterated', 'Qwen/Qwen3-14B'],
    ['vicuna-7b', 'lmsys/vicuna-7b-v1.5'],
    ['Mistral-Large-latest', 'mistralai/Mistral-Large-Instruct-2407'],
    ['mistralai/Devstral-Small-2505', 'mistralai/Devstral-Small-2507'],
    ['mistralai/Magistral-Small-2506', 'mistralai/Magistral-Small-2507'],
    ['kimi-k2-0905-preview', 'moonshotai/Kimi-K2-Base'],
    ['Qwen/QwQ-32B-Preview', 'Qwen/QwQ-32B'],
    ['deepseek-ai/DeepSeek-R1-Zero', 'deepseek-ai/DeepSeek-R1'],
    ['microsoft/Phi-4-reasoning', 'microsoft/phi-4'],
    ['Qwen/Qwen3-Next-80B-A3B-Thinking', 'Qwen/Qwen3-Next-80B-A3B-Instruct'],
    ['modelscope/Llama-2-7b-chat-ms', 'meta-llama/Llama-2-7b-hf'],
  ],
  'quantised repositories and files': [
    ['Qwen/Qwen3-32B-GGUF', 'Qwen/Qwen3-32B'],
    ['bartowski/Qwen_QwQ-32B-GGUF', 'Qwen/QwQ-32B'],
    ['bartowski/google_gemma-3-4b-it-GGUF', 'google/gemma-3-4b-it'],
    ['bartowski/deepseek-ai_DeepSeek-R1-0528-Qwen3-8B-GGUF', 'deepseek-ai/DeepSeek-R1-0528-Qwen3-8B'],
    ['bartowski/meta-llama_Llama-3.3-70B-Instruct-GGUF', 'meta-llama/Llama-3.3-70B-Instruct'],
    ['TheBloke/Mistral-7B-Instruct-v0.2-AWQ', 'mistralai/Mistral-7B-Instruct-v0.2'],
    ['TheBloke/vicuna-13B-v1.5-GPTQ', 'lmsys/vicuna-13b-v1.5'],
    ['hugging-quants/Meta-Llama-3.1-70B-Instruct-AWQ-INT4', 'meta-llama/Llama-3.1-70B'],
    ['RedHatAI/Meta-Llama-3.1-8B-Instruct-quantized.w4a16', 'meta-llama/Llama-3.1-8B'],
    ['RedHatAI/Qwen3-14B-FP8-dynamic', 'Qwen/Qwen3-14B'],
    ['nvidia/DeepSeek-R1-0528-NVFP4', 'deepseek-ai/DeepSeek-R1'],
    ['unsloth/gpt-oss-120b-unsloth-bnb-4bit', 'openai/gpt-oss-120b'],
    ['mlx-community/Qwen3-30B-A3B-4bit', 'Qwen/Qwen3-30B-A3B'],
    ['lmstudio-community/Devstral-Small-2507-MLX-8bit', 'mistralai/Devstral-Small-2507'],
    ['turboderp/Llama-3.1-8B-Instruct-exl2-6.0bpw', 'meta-llama/Llama-3.1-8B'],
    ['Qwen2.5-72B-Instruct-IQ4_XS.gguf', 'Qwen/Qwen2.5-72B'],
    ['gemma-3-12b-it-qat-q4_0.gguf', 'google/gemma-3-12b-it'],
    ['qwen3-8b@q4_k_m', 'Qwen/Qwen3-8B'],
    ['cyankiwi/Qwen3-Next-80B-A3B-Instruct-AWQ-4bit', 'Qwen/Qwen3-Next-80B-A3B-Instruct'],
    ['JunHowie/Qwen3-32B-GPTQ-Int4', 'Qwen/Qwen3-32B'],
    ['kaitchup/Qwen3-8B-AutoRound-GPTQ-4bit', 'Qwen/Qwen3-8B'],
    ['mradermacher/Qwen3-14B-i1-GGUF', 'Qwen/Qwen3-14B'],
    ['lmstudio-community/Qwen3-8B-GGUF/Qwen3-8B-Q4_K_M.gguf', 'Qwen/Qwen3-8B'],
  ],
  'names of Ollama': [
    ['qwen3:32b', 'Qwen/Qwen3-32B'],
    ['llama3.1:70b-instruct-q4_K_M', 'meta-llama/Llama-3.1-70B'],
    ['gemma3:4b', 'google/gemma-3-4b-it'],
    ['phi4:latest', 'microsoft/phi-4'],
    ['phi4:14b', 'microsoft/phi-4'],
    ['deepseek-v3:671b', 'deepseek-ai/DeepSeek-V3'],
    ['gpt-oss:120b', 'openai/gpt-oss-120b'],
    ['qwen3:30b', 'Qwen/Qwen3-30B-A3B'],
    ['qwen3-coder:30b', 'Qwen/Qwen3-Coder-30B-A3B-Instruct'],
    ['qwen3:235b', 'Qwen/Qwen3-235B-A22B'],
    ['qwen2.5vl:7b', 'Qwen/Qwen2.5-VL-7B-Instruct'],
    ['hf.co/bartowski/Qwen2.5-7B-Instruct-GGUF:Q4_K_M', 'Qwen/Qwen2.5-7B'],
  ],
  'addresses and paths': [
    ['https://huggingface.co/Qwen/Qwen3-32B', 'Qwen/Qwen3-32B'],
    ['https://huggingface.co/meta-llama/Llama-3.1-8B-Instruct/tree/main', 'meta-llama/Llama-3.1-8B'],
    ['https://modelscope.cn/models/Qwen/Qwen2.5-14B-Instruct/summary?tab=1', 'Qwen/Qwen2.5-14B'],
    ['/data/models/Qwen2.5-7B-Instruct/', 'Qwen/Qwen2.5-7B'],
    ['D:\\models\\glm-4-9b-chat', 'THUDM/glm-4-9b-chat'],
    ['models--Qwen--Qwen3-8B', 'Qwen/Qwen3-8B'],
    ['/home/ana/.cache/huggingface/hub/models--google--gemma-2-9b-it/snapshots/11c9b309', 'google/gemma-2-9b'],
  ],
  'in Chinese': [
    ['通义千问3-32B', 'Qwen/Qwen3-32B'],
    ['通义千问 Qwen2.5-7B 指令版', 'Qwen/Qwen2.5-7B'],
    ['千问2.5 14B', 'Qwen/Qwen2.5-14B'],
    ['智谱GLM-4-9B', 'THUDM/glm-4-9b-chat'],
    ['智谱 ChatGLM3-6B', 'THUDM/chatglm3-6b'],
    ['智谱GLM-4.5-Air（量化版）', 'zai-org/GLM-4.5-Air'],
    ['深度求索 V3', 'deepseek-ai/DeepSeek-V3'],
    ['深度求索DeepSeek-R1', 'deepseek-ai/DeepSeek-R1'],
    ['百川2-7B', 'baichuan-inc/Baichuan2-7B-Chat'],
    ['书生·浦语2.5-7B', 'internlm/internlm2_5-7b'],
    ['零一万物Yi-34B对话版', '01-ai/Yi-34B'],
    ['月之暗面 Kimi-K2', 'moonshotai/Kimi-K2-Base'],
    ['清华 ChatGLM3-6B', 'THUDM/chatglm3-6b'],
    ['上海人工智能实验室 书生InternLM2.5-7B', 'internlm/internlm2_5-7b'],
    ['字节跳动 Seed-OSS-36B', 'ByteDance-Seed/Seed-OSS-36B-Base'],
    ['稀宇 MiniMax-M2', 'MiniMaxAI/MiniMax-M2'],
    ['千问3-30B-A3B-思考版', 'Qwen/Qwen3-30B-A3B'],
    ['Meta Llama-3.1-8B 指令微调版', 'meta-llama/Llama-3.1-8B'],
  ],
};

/** Names of several models or of none, and a model that has to be among the suggestions. */
const ambiguous: readonly (readonly [typed: string, suggested: string])[] = [
  ['mistral-7b', 'mistralai/Mistral-7B-v0.3'],
  ['mistral:7b-instruct', 'mistralai/Mistral-7B-v0.1'],
  ['deepseek-r1:7b', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B'],
  ['deepseek-r1:8b', 'deepseek-ai/DeepSeek-R1-Distill-Llama-8B'],
  ['DeepSeek-R1-Distill-Qwen-1.5B', 'deepseek-ai/DeepSeek-R1-Distill-Qwen-7B'],
  ['Qwen3-33B', 'Qwen/Qwen3-32B'],
  ['通义千问2.5-13B', 'Qwen/Qwen2.5-14B'],
  ['whisper-large-v3-turbo', 'openai/whisper-large-v3'],
  ['glm-4-9b-chat-1m', 'THUDM/glm-4-9b-chat'],
  ['bert-base-cased', 'google-bert/bert-base-uncased'],
  ['Meta-Llama-3.1-9B-Instruct', 'meta-llama/Llama-3.1-8B'],
  ['Simonlee711/Clinical_ModernBERT-base', 'answerdotai/ModernBERT-base'],
  ['gemma-3-270m', 'google/gemma-3-1b-it'],
  // Later releases with a vision tower or more layers.
  ['mistralai/Magistral-Small-2509', 'mistralai/Magistral-Small-2507'],
  ['devstral-small-2512', 'mistralai/Devstral-Small-2507'],
  ['mistral-large-2512', 'mistralai/Mistral-Large-Instruct-2407'],
  ['Mistral-Small-24B-Instruct-2503', 'mistralai/Mistral-Small-24B-Base-2501'],
  ['Qwen3-30B-A10B', 'Qwen/Qwen3-30B-A3B'],
  ['Qwen/Qwen3-VL-30B-A3B-Instruct', 'Qwen/Qwen3-VL-8B-Instruct'],
  ['Qwen3-Coder-480B-A35B-Instruct', 'Qwen/Qwen3-Coder-30B-A3B-Instruct'],
  ['deepseek-ai/DeepSeek-V3.1', 'deepseek-ai/DeepSeek-V3'],
  ['moonshotai/Kimi-K2.5', 'moonshotai/Kimi-K2-Base'],
  ['Llama-2.3-1B', 'meta-llama/Llama-3.2-1B'],
  ['microsoft/Phi-4-reasoning-plus', 'microsoft/phi-4'],
  ['facebook/opt-350m', 'facebook/opt-125m'],
  ['01-ai/Yi-9B', '01-ai/Yi-1.5-9B'],
  ['NousResearch/Hermes-4-70B', 'NousResearch/Hermes-3-Llama-3.1-8B'],
];

describe.each(Object.entries(typed))('names %s', (_, names) => {
  it.each(names)('%s', (name, model) => {
    expect(matchModelName(name)?.model.name).toBe(model);
  });
});

describe('a name that does not say which model', () => {
  it.each(ambiguous)('%s is asked for', (name, suggested) => {
    expect(matchModelName(name)).toBeUndefined();
    expect(getSimilarModels(name, 8).map((model) => model.name)).toContain(suggested);
  });
});

describe('the search while somebody types', () => {
  it.each([
    ['通义千问', 'Qwen/Qwen3-32B'],
    ['智谱', 'zai-org/GLM-4.5-Air'],
    ['深度求索', 'deepseek-ai/DeepSeek-V3'],
    ['qwen 3', 'Qwen/Qwen3-8B'],
    ['llama3.1', 'meta-llama/Llama-3.1-8B'],
    ['qwen3:32', 'Qwen/Qwen3-32B'],
    ['gemma-3-4b-it-GGUF', 'google/gemma-3-4b-it'],
  ])('%s lists %s', (query, model) => {
    expect(searchCatalogue(query).map(({ name }) => name)).toContain(model);
  });
});

it('says that a name is one of quantised weights', () => {
  for (const name of ['qwen3:8b-q4_K_M', 'Qwen3-8B-Q8_0.gguf', 'Qwen3-8B-AWQ', '通义千问3-8B量化版'])
    expect([name, matchModelName(name)?.isQuantised]).toEqual([name, true]);
  for (const name of ['qwen3:8b', 'Qwen3-8B-Base'])
    expect([name, matchModelName(name)?.isQuantised]).toEqual([name, false]);
});
