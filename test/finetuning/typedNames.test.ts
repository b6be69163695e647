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
  ],
  'names of Ollama': [
    ['qwen3:32b', 'Qwen/Qwen3-32B'],
    ['llama3.1:70b-instruct-q4_K_M', 'meta-llama/Llama-3.1-70B'],
    ['gemma3:4b', 'google/gemma-3-4b-it'],
    ['phi4:latest', 'microsoft/phi-4'],
    ['phi4:14b', 'microsoft/phi-4'],
    ['deepseek-v3:671b', 'deepseek-ai/DeepSeek-V3'],
    ['gpt-oss:120b', 'openai/gpt-oss-120b'],
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
