import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildModel, type CountResult, type Outcome, type TransformersVersion } from '../../src/finetuning/index.ts';
import { tryCount } from '../finetuning/support.ts';
import { GRID_METHODS, type GridModel, getGridModels } from './peftGrid.ts';
import { replaceTable } from './support/documentation.ts';
import { PEFT, TRANSFORMERS_4 } from './support/environments.ts';
import { type EnvironmentRequest, preparePython, runPython } from './support/python.ts';

const script = fileURLToPath(new URL('../../scripts/peft-oracle.py', import.meta.url));

interface Answer {
  readonly id: string;
  readonly trainable?: number;
  readonly total?: number;
  readonly error?: string;
  readonly peft: string;
  readonly transformers: string;
}

interface Case {
  readonly id: string;
  readonly model: GridModel;
  readonly method: string;
  readonly adapter: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = getGridModels().flatMap((model) =>
  Object.entries(GRID_METHODS).map(([method, adapter]) => ({
    id: `${model.modelType}, ${method}`,
    model,
    method,
    adapter,
  })),
);

/** Where the counts differ for a reason. */
const KNOWN_DIFFERENCES: readonly (readonly [id: RegExp, reason: string])[] = [
  [
    /^(mixtral|qwen3_moe|deepseek_v[23]|glm4_moe\w*|qwen3_next|minimax(_m2)?), (DoRA, all-linear|LoRA, bias on B)$/,
    'PEFT adapts fused experts without DoRA and without lora_bias only; the count warns of it',
  ],
  [
    /^mixtral, LoRA, default targets$/,
    'PEFT 0.21 replaces the defaults by nothing on the fused Mixtral; the count warns of it',
  ],
];

const versions: readonly (readonly [version: TransformersVersion, environment: EnvironmentRequest])[] = [
  [5, PEFT],
  [4, TRANSFORMERS_4],
];

describe.each(versions)('PEFT with transformers %d', (version, environment) => {
  it('agrees on every architecture and method', async (test) => {
    const prepared = await preparePython(environment);
    if (!prepared.ok) {
      console.log(`Skipped: no Python environment for ${prepared.reason}`);
      return test.skip();
    }
    const requests = cases.map(({ id, model, adapter }) => ({
      id,
      config: model.config,
      class: model.className,
      adapter,
    }));
    const lines = requests.map((request) => JSON.stringify(request)).join('\n');
    const output = await runPython(prepared.python, script, lines);
    const answers = output
      .trim()
      .split('\n')
      .map((line): Answer => JSON.parse(line));
    const available = answers.filter(
      ({ error }) => !/has no attribute|Unrecognized model|ImportError/.test(error ?? ''),
    );
    const differences = available.flatMap((answer) => compare(answer, version));
    expect(differences).toEqual([]);
    expect(new Set(available.map(({ id }) => id.split(',')[0])).size).toBeGreaterThanOrEqual(40);
    await replaceTable(`agreement-${version}`, {
      en: toTable(available, answers[0], 'en'),
      'zh-CN': toTable(available, answers[0], 'zh-CN'),
    });
  });
});

function count(answer: Answer, version: TransformersVersion): Outcome<CountResult> | undefined {
  const found = cases.find(({ id }) => id === answer.id);
  if (found === undefined) return undefined;
  const config = { ...found.model.config, architectures: [found.model.className] };
  const model = buildModel(config, { transformers: version, moe: version === 5 ? 'fused' : 'per-expert' });
  return model.ok ? tryCount(found.adapter, model.value) : model;
}

/** The differences of one case: none, or a text with both counts. */
function compare(answer: Answer, version: TransformersVersion): readonly string[] {
  if (KNOWN_DIFFERENCES.some(([id]) => id.test(answer.id))) return [];
  const counted = count(answer, version);
  const expected = answer.error ?? `${answer.trainable} of ${answer.total}`;
  if (counted?.ok !== true) {
    return answer.error === undefined ? [`${answer.id}: PEFT ${expected}, here an error`] : [];
  }
  // PEFT's conversion of names for fused experts is an alternative.
  const converted = counted.value.alternatives.filter(({ id }) => id === 'experts-converted');
  const own = [counted.value, ...converted].map(({ trainable, total }) => `${trainable} of ${total}`);
  return own.includes(expected) ? [] : [`${answer.id}: PEFT ${expected.slice(0, 160)}, here ${own.join(' or ')}`];
}

/** Rows per method: how many architectures agree, and how many PEFT rejects. */
function toTable(answers: readonly Answer[], first: Answer | undefined, language: 'en' | 'zh-CN'): readonly string[] {
  const rows = Object.keys(GRID_METHODS).map((method) => {
    const own = answers.filter(({ id }) => id.slice(id.indexOf(', ') + 2) === method);
    const rejected = own.filter(({ error }) => error !== undefined);
    return `| ${method} | ${own.length - rejected.length} | ${rejected.length} |`;
  });
  return [
    language === 'en'
      ? `PEFT ${first?.peft}, transformers ${first?.transformers}:`
      : `PEFT ${first?.peft}，transformers ${first?.transformers}：`,
    '',
    language === 'en'
      ? '| Method | Architectures with equal counts | Rejected by PEFT |'
      : '| 方法 | 参数量一致的架构数 | PEFT 不接受 |',
    '| --- | ---: | ---: |',
    ...rows,
  ];
}
