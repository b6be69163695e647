import { decoderEntries } from './entry.ts';
import { hub, keras, printed, stated } from './published.ts';

const tied = { tie_word_embeddings: true };

/** Llama and models that use its architecture under the name `llama`. */
export const llamaModels = decoderEntries('llama', [
  ['meta-llama/Llama-2-7b-hf', keras(6_738_415_616), [4096, 11008, 32, 32, 32, 32000]],
  [
    'meta-llama/Llama-2-13b-hf',
    stated('13015864320', 'https://arxiv.org/abs/2502.13533'),
    [5120, 13824, 40, 40, 40, 32000],
  ],
  [
    'meta-llama/Llama-2-70b-hf',
    stated('68976648192', 'https://arxiv.org/abs/2502.13533'),
    [8192, 28672, 80, 64, 8, 32000],
  ],
  ['codellama/CodeLlama-7b-hf', hub(6_738_546_688), [4096, 11008, 32, 32, 32, 32016]],
  ['codellama/CodeLlama-34b-hf', hub(33_743_970_304), [8192, 22016, 48, 64, 8, 32000]],
  ['meta-llama/Meta-Llama-3-8B', hub(8_030_261_248), [4096, 14336, 32, 32, 8, 128256]],
  ['meta-llama/Meta-Llama-3-70B', hub(70_553_706_496), [8192, 28672, 80, 64, 8, 128256]],
  ['meta-llama/Llama-3.1-8B', hub(8_030_261_248), [4096, 14336, 32, 32, 8, 128256]],
  ['meta-llama/Llama-3.1-70B', hub(70_553_706_496), [8192, 28672, 80, 64, 8, 128256]],
  ['meta-llama/Llama-3.1-405B', hub(405_853_388_800), [16384, 53248, 126, 128, 8, 128256]],
  ['meta-llama/Llama-3.2-1B', hub(1_235_814_400), [2048, 8192, 16, 32, 8, 128256], { ...tied, head_dim: 64 }],
  ['meta-llama/Llama-3.2-3B', hub(3_212_749_824), [3072, 8192, 28, 24, 8, 128256], { ...tied, head_dim: 128 }],
  ['meta-llama/Llama-3.3-70B-Instruct', hub(70_553_706_496), [8192, 28672, 80, 64, 8, 128256]],
  ['TinyLlama/TinyLlama-1.1B-Chat-v1.0', hub(1_100_048_384), [2048, 5632, 22, 32, 4, 32000]],
  ['01-ai/Yi-6B', hub(6_061_035_520), [4096, 11008, 32, 32, 4, 64000]],
  ['01-ai/Yi-1.5-9B', hub(8_829_407_232), [4096, 11008, 48, 32, 4, 64000]],
  ['01-ai/Yi-34B', hub(34_388_917_248), [7168, 20480, 60, 56, 8, 64000]],
  [
    'deepseek-ai/deepseek-llm-7b-base',
    stated('7B', 'https://github.com/deepseek-ai/DeepSeek-LLM'),
    [4096, 11008, 30, 32, 32, 102400],
  ],
  [
    'deepseek-ai/deepseek-llm-67b-base',
    stated('67B', 'https://github.com/deepseek-ai/DeepSeek-LLM'),
    [8192, 22016, 95, 64, 8, 102400],
  ],
  ['deepseek-ai/deepseek-coder-6.7b-base', hub(6_740_512_768), [4096, 11008, 32, 32, 32, 32256]],
  ['deepseek-ai/DeepSeek-R1-Distill-Llama-8B', hub(8_030_261_248), [4096, 14336, 32, 32, 8, 128256]],
  ['deepseek-ai/DeepSeek-R1-Distill-Llama-70B', hub(70_553_706_496), [8192, 28672, 80, 64, 8, 128256]],
  ['HuggingFaceTB/SmolLM2-135M', hub(134_515_008), [576, 1536, 30, 9, 3, 49152], tied],
  ['HuggingFaceTB/SmolLM2-1.7B', hub(1_711_376_384), [2048, 8192, 24, 32, 32, 49152], tied],
]);

/** Models that differ from Llama in name, biases or norms only. */
export const llamaVariantModels = [
  ...decoderEntries('xverse', [
    [
      'xverse/XVERSE-7B',
      printed(
        7_319_834_624,
        19_988_480,
        'datawhalechina/self-llm/blob/0932a89/models/XVERSE/05-XVERSE-7B-Chat Lora 微调.ipynb',
      ),
      [4096, 11008, 32, 32, 32, 100534],
    ],
  ]),
  ...decoderEntries('smollm3', [['HuggingFaceTB/SmolLM3-3B', hub(3_075_098_624), [2048, 11008, 36, 16, 4, 128256]]]),
  ...decoderEntries('granite', [
    [
      'ibm-granite/granite-3.1-8b-base',
      stated('8.17B', 'https://huggingface.co/ibm-granite/granite-3.1-8b-base'),
      [4096, 12800, 40, 32, 8, 49155],
      tied,
    ],
  ]),
  ...decoderEntries('olmo2', [['allenai/OLMo-2-1124-7B', hub(7_298_617_344), [4096, 11008, 32, 32, 32, 100352]]]),
  ...decoderEntries('seed_oss', [
    ['ByteDance-Seed/Seed-OSS-36B-Base', hub(36_151_104_512), [5120, 27648, 64, 80, 8, 155136], { head_dim: 128 }],
  ]),
];
