import { decoderEntries } from './entry.ts';

const tied = { tie_word_embeddings: true };

/** Llama and models that use its architecture under the name `llama`. */
export const llamaModels = decoderEntries('llama', [
  ['meta-llama/Llama-2-7b-hf', [4096, 11008, 32, 32, 32, 32000]],
  ['meta-llama/Llama-2-13b-hf', [5120, 13824, 40, 40, 40, 32000]],
  ['meta-llama/Llama-2-70b-hf', [8192, 28672, 80, 64, 8, 32000]],
  ['codellama/CodeLlama-7b-hf', [4096, 11008, 32, 32, 32, 32016]],
  ['codellama/CodeLlama-34b-hf', [8192, 22016, 48, 64, 8, 32000]],
  ['meta-llama/Meta-Llama-3-8B', [4096, 14336, 32, 32, 8, 128256]],
  ['meta-llama/Meta-Llama-3-70B', [8192, 28672, 80, 64, 8, 128256]],
  ['meta-llama/Llama-3.1-8B', [4096, 14336, 32, 32, 8, 128256]],
  ['meta-llama/Llama-3.1-70B', [8192, 28672, 80, 64, 8, 128256]],
  ['meta-llama/Llama-3.1-405B', [16384, 53248, 126, 128, 8, 128256]],
  ['meta-llama/Llama-3.2-1B', [2048, 8192, 16, 32, 8, 128256], { ...tied, head_dim: 64 }],
  ['meta-llama/Llama-3.2-3B', [3072, 8192, 28, 24, 8, 128256], { ...tied, head_dim: 128 }],
  ['meta-llama/Llama-3.3-70B-Instruct', [8192, 28672, 80, 64, 8, 128256]],
  ['TinyLlama/TinyLlama-1.1B-Chat-v1.0', [2048, 5632, 22, 32, 4, 32000]],
  ['01-ai/Yi-6B', [4096, 11008, 32, 32, 4, 64000]],
  ['01-ai/Yi-1.5-9B', [4096, 11008, 48, 32, 4, 64000]],
  ['01-ai/Yi-34B', [7168, 20480, 60, 56, 8, 64000]],
  ['deepseek-ai/deepseek-llm-7b-base', [4096, 11008, 30, 32, 32, 102400]],
  ['deepseek-ai/deepseek-llm-67b-base', [8192, 22016, 95, 64, 8, 102400]],
  ['deepseek-ai/deepseek-coder-6.7b-base', [4096, 11008, 32, 32, 32, 32256]],
  ['deepseek-ai/DeepSeek-R1-Distill-Llama-8B', [4096, 14336, 32, 32, 8, 128256]],
  ['deepseek-ai/DeepSeek-R1-Distill-Llama-70B', [8192, 28672, 80, 64, 8, 128256]],
  ['HuggingFaceTB/SmolLM2-135M', [576, 1536, 30, 9, 3, 49152], tied],
  ['HuggingFaceTB/SmolLM2-1.7B', [2048, 8192, 24, 32, 32, 49152], tied],
]);

/** Models that differ from Llama in name, biases or norms only. */
export const llamaKinModels = [
  ...decoderEntries('xverse', [['xverse/XVERSE-7B', [4096, 11008, 32, 32, 32, 100534]]]),
  ...decoderEntries('internlm3', [
    ['internlm/internlm3-8b-instruct', [4096, 10240, 48, 32, 2, 128512], { head_dim: 128 }],
  ]),
  ...decoderEntries('smollm3', [['HuggingFaceTB/SmolLM3-3B', [2048, 11008, 36, 16, 4, 128256]]]),
  ...decoderEntries('granite', [['ibm-granite/granite-3.1-8b-base', [4096, 12800, 40, 32, 8, 49155], tied]]),
  ...decoderEntries('olmo2', [['allenai/OLMo-2-1124-7B', [4096, 11008, 32, 32, 32, 100352]]]),
  ...decoderEntries('seed_oss', [
    ['ByteDance-Seed/Seed-OSS-36B-Base', [5120, 27648, 64, 80, 8, 155136], { head_dim: 128 }],
  ]),
  ...decoderEntries('ernie4_5', [['baidu/ERNIE-4.5-0.3B-PT', [1024, 3072, 18, 16, 2, 103424], { head_dim: 128 }]]),
];
