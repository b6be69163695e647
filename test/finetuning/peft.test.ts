import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getModel, tryCount } from './support.ts';

type Case = readonly [model: string, adapter: Readonly<Record<string, unknown>>, trainable?: number, total?: number];

interface Counted {
  readonly peft: string;
  readonly models: Readonly<Record<string, { readonly class: string; readonly config: object }>>;
  readonly cases: readonly Case[];
}

/** What PEFT itself counted, or refused, for small models; scripts/peft-oracle.py counts it again. */
const counted: Counted = JSON.parse(
  readFileSync(new URL('../fixtures/finetuning/peft-counts.json', import.meta.url), 'utf8'),
);

/** Where this engine knowingly answers otherwise, and why. */
const otherwise: readonly (readonly [reason: string, applies: (model: string, adapter: string) => boolean])[] = [
  [
    'PEFT refuses one of gate and up without the other since it converts names; older versions count it, and the engine warns',
    (model, adapter) => /^(qwen3_moe|ds|glm4_moe)/.test(model) && adapter === '{"target_modules":["gate_proj"]}',
  ],
  [
    'the head of GPT-NeoX is embed_out up to transformers 4 and lm_head from 5 on',
    (model, adapter) => model === 'gpt_neox:GPTNeoXForCausalLM' && adapter.includes('"head"'),
  ],
];

describe('counts of PEFT', () => {
  const names = Object.keys(counted.models);
  it.each(names)('agree for %s', (name) => {
    const cases = counted.cases.filter(([model]) => model === name);
    const described = counted.models[name];
    const model = getModel({ ...described?.config, architectures: [described?.class] }, { moe: 'fused' });
    for (const [, adapter, trainable, total] of cases) {
      const text = JSON.stringify(adapter);
      if (otherwise.some(([, applies]) => applies(name, text))) continue;
      const outcome = tryCount(adapter, model);
      const answers = outcome.ok
        ? [outcome.value, ...outcome.value.alternatives].map((answer) => [answer.trainable, answer.total])
        : [[undefined, undefined]];
      expect(answers, `${name} ${text}`).toContainEqual([trainable, total]);
    }
  });
  it('include over a thousand configurations', () => {
    expect(counted.cases.length).toBeGreaterThan(1000);
  });
});
