import { defineMessages, type Message } from '../core/index.ts';
import type { AdapterConfig } from './adapter/config.ts';
import { findCatalogueModel } from './catalogue/catalogue.ts';
import { countAdapter } from './counting/count.ts';
import { grouped } from './counting/printedLine.ts';
import { type Outcome, success } from './finding.ts';
import { buildModel } from './model/build.ts';

const say = defineMessages({
  embedding: {
    en: 'Embedding and head: two matrices of V × H, each gets R × (V + H)',
    'zh-CN': '嵌入层与输出头：两个 V × H 的矩阵，各为 R × (V + H)',
  },
  queries: { en: 'q_proj, one layer: R × (in + out)', 'zh-CN': '每层的 q_proj：R × (in + out)' },
  values: {
    en: 'v_proj, one layer: R × (in + out); narrower because it has 8 key-value heads of 32',
    'zh-CN': '每层的 v_proj：R × (in + out)；32 个头中只有 8 个键值头，所以更窄',
  },
  layers: { en: 'Both, in 32 layers', 'zh-CN': '32 层合计' },
  sum: { en: 'Without added tokens', 'zh-CN': '不含新增 token' },
  added: {
    en: 'With 27 added tokens, embedding and head have 27 rows more each',
    'zh-CN': '新增 27 个 token 后，嵌入层与输出头各多 27 行',
  },
  total: { en: 'Of all parameters, including the adapter', 'zh-CN': '占全部参数（含适配器）' },
  misprint: {
    en: 'The lesson’s total of 7,273,849,000 is a misprint of 7,273,840,000; its four sizes are of one matrix each, and two of them occur in 32 layers.',
    'zh-CN':
      '课程中的总数 7,273,849,000 是 7,273,840,000 的笔误；课程列出的四个数是单个矩阵的大小，其中两个各有 32 层。',
  },
});

/** One step of the exercise. */
export interface CourseStep {
  readonly label: Message;
  /** With numbers; the same in every language. */
  readonly formula: string;
  /** The result: parameters, or a percentage in the last step. */
  readonly value: number;
}

/** The course exercise: what to choose, its steps and its result. */
export interface CourseExercise {
  readonly model: string;
  readonly adapter: AdapterConfig;
  /** Tokens added to the vocabulary. */
  readonly addedTokens: number;
  readonly steps: readonly CourseStep[];
  /** The line PEFT prints with the added tokens. */
  readonly line: string;
  readonly remark: Message;
}

const model = 'mistralai/Mistral-7B-v0.1';
const addedTokens = 27;
const adapter: AdapterConfig = {
  peft_type: 'LORA',
  task_type: 'CAUSAL_LM',
  r: 64,
  lora_alpha: 128,
  target_modules: ['embed_tokens', 'lm_head', 'q_proj', 'v_proj'],
};

/** The preset “course exercise”: Mistral-7B at rank 64, counted step by step. */
export function courseExercise(): Outcome<CourseExercise> {
  const config = findCatalogueModel(model)?.config;
  const plain = buildModel(config);
  const grown = buildModel(config, { addedTokens });
  if (!plain.ok || !grown.ok) return plain.ok ? (grown as Outcome<never>) : plain;
  const before = countAdapter(plain.value, adapter);
  const after = countAdapter(grown.value, adapter);
  if (!before.ok || !after.ok) return before.ok ? (after as Outcome<never>) : before;
  const part = (name: string) => before.value.modules.find((module) => module.name === name);
  const embedding = part('embed_tokens');
  const queries = part('q_proj');
  const values = part('v_proj');
  const each = (found: typeof queries): number => found?.formula.value ?? 0;
  const rank = adapter.r ?? 0;
  const layers = queries?.instances ?? 0;
  const steps: readonly CourseStep[] = [
    { label: say('embedding'), formula: `2 × ${embedding?.formula.substituted}`, value: 2 * each(embedding) },
    { label: say('queries'), formula: `${queries?.formula.substituted}`, value: each(queries) },
    { label: say('values'), formula: `${values?.formula.substituted}`, value: each(values) },
    {
      label: say('layers'),
      formula: `${layers} × ${rank} × [(4096 + 4096) + (1024 + 4096)]`,
      value: layers * (each(queries) + each(values)),
    },
    {
      label: say('sum'),
      formula: `2 × ${rank} × (32000 + 4096) + ${layers} × ${rank} × [(4096 + 4096) + (1024 + 4096)]`,
      value: before.value.trainable,
    },
    {
      label: say('added'),
      formula: `${grouped(before.value.trainable)} + 2 × ${rank} × ${addedTokens}`,
      value: after.value.trainable,
    },
    {
      label: say('total'),
      formula: `100 × ${grouped(after.value.trainable)} ÷ ${grouped(after.value.total)}`,
      value: after.value.percent,
    },
  ];
  return success({ model, adapter, addedTokens, steps, line: after.value.line, remark: say('misprint') });
}
