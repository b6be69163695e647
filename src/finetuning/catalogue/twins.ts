import type { CatalogueEntry } from './entry.ts';
import { hub, keras, type PublishedTotal } from './published.ts';

type Twin = readonly [name: string, published: PublishedTotal];

/** Models with the shapes of another entry, such as those trained further from it, by the entry's name. */
const TWINS: Readonly<Record<string, readonly Twin[]>> = {
  '01-ai/Yi-6B': [['01-ai/Yi-1.5-6B', hub(6_061_035_520)]],
  '01-ai/Yi-1.5-9B': [['01-ai/Yi-Coder-9B', hub(8_829_407_232)]],
  '01-ai/Yi-34B': [['01-ai/Yi-1.5-34B', hub(34_388_917_248)]],
  'bigscience/bloom-560m': [['bigscience/bloomz-560m', hub(559_214_592)]],
  'deepseek-ai/deepseek-llm-7b-base': [['deepseek-ai/deepseek-coder-7b-base-v1.5', hub(6_910_365_696)]],
  'deepseek-ai/DeepSeek-V2-Lite': [['deepseek-ai/DeepSeek-Coder-V2-Lite-Instruct', hub(15_706_484_224)]],
  'deepseek-ai/DeepSeek-V2': [['deepseek-ai/DeepSeek-Coder-V2-Instruct', hub(235_741_434_880)]],
  'EleutherAI/pythia-1.4b': [['EleutherAI/pythia-1.4b-deduped', hub(1_414_647_808)]],
  'google/gemma-2b': [
    ['google/gemma-1.1-2b-it', hub(2_506_172_416)],
    ['google/codegemma-2b', hub(2_506_172_416)],
  ],
  'google/gemma-7b': [
    ['google/gemma-1.1-7b-it', hub(8_537_680_896)],
    ['google/codegemma-7b', keras(8_537_680_896)],
  ],
  'google/gemma-2-2b': [['google/shieldgemma-2b', keras(2_614_341_888)]],
  'google/gemma-2-9b': [['google/shieldgemma-9b', keras(9_241_705_984)]],
  'google/gemma-2-27b': [['google/shieldgemma-27b', keras(27_227_128_320)]],
  'google/gemma-3-4b-it': [['google/medgemma-4b-it', keras(4_300_079_472)]],
  'google/gemma-3-27b-it': [['google/medgemma-27b-it', keras(27_432_406_640)]],
  'HuggingFaceTB/SmolLM2-135M': [['HuggingFaceTB/SmolLM-135M', hub(134_515_008)]],
  'HuggingFaceTB/SmolLM2-1.7B': [['HuggingFaceTB/SmolLM-1.7B', hub(1_711_376_384)]],
  'internlm/internlm2-7b': [['internlm/internlm2_5-7b', hub(7_737_708_544)]],
  'meta-llama/Llama-2-7b-hf': [['lmsys/vicuna-7b-v1.5', keras(6_738_415_616)]],
  'meta-llama/Llama-2-13b-hf': [['lmsys/vicuna-13b-v1.5', hub(13_015_864_320)]],
  'meta-llama/Llama-3.1-8B': [
    ['meta-llama/Llama-Guard-3-8B', hub(8_030_261_248)],
    ['NousResearch/Hermes-3-Llama-3.1-8B', hub(8_030_261_248)],
    ['nvidia/Llama-3.1-Nemotron-Nano-8B-v1', hub(8_030_261_248)],
  ],
  'meta-llama/Llama-3.1-70B': [['nvidia/Llama-3.1-Nemotron-70B-Instruct-HF', hub(70_553_706_496)]],
  'meta-llama/Llama-3.2-3B': [['NousResearch/Hermes-3-Llama-3.2-3B', hub(3_212_749_824)]],
  'microsoft/Phi-3-mini-4k-instruct': [['microsoft/Phi-3-mini-128k-instruct', keras(3_821_079_552)]],
  'MiniMaxAI/MiniMax-M2': [['MiniMaxAI/MiniMax-M2.5', hub(228_689_748_992)]],
  'mistralai/Mistral-7B-v0.1': [
    ['mistralai/Mistral-7B-Instruct-v0.2', hub(7_241_732_096)],
    ['HuggingFaceH4/zephyr-7b-beta', hub(7_241_732_096)],
  ],
  'mistralai/Mistral-Small-24B-Base-2501': [
    ['mistralai/Devstral-Small-2507', hub(23_572_403_200)],
    ['mistralai/Magistral-Small-2507', keras(23_572_403_200)],
  ],
  'openai/gpt-oss-20b': [['openai/gpt-oss-safeguard-20b', keras(20_914_757_184)]],
  'openai/gpt-oss-120b': [['openai/gpt-oss-safeguard-120b', keras(116_829_156_672)]],
  'Qwen/Qwen2.5-0.5B': [
    ['Qwen/Qwen2-0.5B', hub(494_032_768)],
    ['Qwen/Qwen2.5-Coder-0.5B', hub(494_032_768)],
  ],
  'Qwen/Qwen2.5-1.5B': [
    ['Qwen/Qwen2-1.5B', hub(1_543_714_304)],
    ['Qwen/Qwen2.5-Coder-1.5B', hub(1_543_714_304)],
    ['Qwen/Qwen2.5-Math-1.5B', hub(1_543_714_304)],
  ],
  'Qwen/Qwen2.5-3B': [['Qwen/Qwen2.5-Coder-3B', hub(3_085_938_688)]],
  'Qwen/Qwen2.5-7B': [
    ['Qwen/Qwen2.5-7B-Instruct-1M', hub(7_615_616_512)],
    ['Qwen/Qwen2.5-Math-7B', hub(7_615_616_512)],
  ],
  'Qwen/Qwen2.5-14B': [
    ['Qwen/Qwen2.5-14B-Instruct-1M', hub(14_770_033_664)],
    ['Qwen/Qwen2.5-Coder-14B', hub(14_770_033_664)],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-14B', hub(14_770_033_664)],
  ],
  'Qwen/Qwen2.5-32B': [
    ['Qwen/Qwen2.5-Coder-32B', hub(32_763_876_352)],
    ['Qwen/QwQ-32B', hub(32_763_876_352)],
  ],
  'Qwen/Qwen2.5-72B': [['Qwen/Qwen2-72B', hub(72_706_203_648)]],
  'Qwen/Qwen3-8B': [
    ['Qwen/Qwen3Guard-Gen-8B', hub(8_190_735_360)],
    ['deepseek-ai/DeepSeek-R1-0528-Qwen3-8B', hub(8_190_735_360)],
  ],
  'Qwen/Qwen3-30B-A3B': [
    ['Qwen/Qwen3-Coder-30B-A3B-Instruct', hub(30_532_122_624)],
    ['Alibaba-NLP/Tongyi-DeepResearch-30B-A3B', hub(30_532_122_624)],
  ],
  'Qwen/Qwen3-Next-80B-A3B-Instruct': [['Qwen/Qwen3-Coder-Next', hub(79_674_391_296)]],
  'stabilityai/stablelm-3b-4e1t': [
    ['stabilityai/stablelm-zephyr-3b', hub(2_795_443_200)],
    ['stabilityai/stable-code-3b', hub(2_795_443_200)],
  ],
};

/** The entries and, after each, those of the models with the same shapes. */
export function withTwins(entries: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  return entries.flatMap((entry) => {
    const twins = Object.hasOwn(TWINS, entry.name) ? (TWINS[entry.name] ?? []) : [];
    return [entry, ...twins.map(([name, published]) => ({ name, published, config: entry.config }))];
  });
}
