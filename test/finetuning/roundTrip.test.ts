import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AdapterConfig,
  adapterMethods,
  defaultSetup,
  readTraining,
  type TrainingSetup,
  trainingFormats,
  writeTraining,
} from '../../src/finetuning/index.ts';
import { getErrors, getResult } from './support.ts';

const name = fc.oneof(
  fc.constantFrom('q_proj', 'v_proj', 'lm_head', 'mlp.experts.gate_up_proj'),
  fc.stringMatching(/^[A-Za-z_][\w.]{0,12}$/),
);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
const index = fc.nat(80);
const rank = fc.integer({ min: 1, max: 512 });
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** A configuration such as a person may enter: what every format has to name, and any of what only some can say. */
const adapter: fc.Arbitrary<AdapterConfig> = fc
  .record(
    {
      peft_type: fc.oneof(
        fc.constant('LORA' as const),
        fc.constantFrom(...adapterMethods.filter((method) => method !== 'FULL')),
      ),
      task_type: fc.constant('CAUSAL_LM' as const),
      r: rank,
      lora_alpha: fc.integer({ min: 1, max: 512 }),
      lora_dropout: fc.constantFrom(0, 0.05, 0.1),
      target_modules: fc.oneof(names, fc.constant('all-linear'), fc.constant('.*\\.(q|v)_proj$')),
      modules_to_save: rarely(names),
      use_dora: rarely(fc.constant(true)),
      use_rslora: rarely(fc.constant(true)),
      bias: rarely(fc.constantFrom('all' as const, 'lora_only' as const)),
      exclude_modules: rarely(names),
      layers_to_transform: rarely(fc.uniqueArray(index, { minLength: 1, maxLength: 5 })),
      rank_pattern: rarely(fc.dictionary(name, rank, { minKeys: 1, maxKeys: 3 })),
      layer_replication: rarely(fc.constant([[0, 4] as const, [2, 6] as const])),
      trainable_token_indices: rarely(fc.dictionary(name, fc.array(index, { minLength: 1 }), { minKeys: 1 })),
      init_lora_weights: rarely(fc.constantFrom('pissa', 'olora')),
    },
    { noNullPrototype: true },
  )
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as never);

const setup: fc.Arbitrary<TrainingSetup> = fc
  .record({ adapter, model: fc.stringMatching(/^[\w-]{1,8}\/[\w.-]{1,12}$/) })
  .map(({ adapter, model }) => ({ ...defaultSetup, model, adapter }));

describe('a configuration that a format supports', () => {
  it.each(trainingFormats)('is the same after a round trip through %s, except for reported fields', (format) => {
    let whole = 0;
    fc.assert(
      fc.property(setup, (run) => {
        const text = writeTraining(format, run);
        if (!text.ok) return;
        const back = getResult(readTraining(text.value));
        expect([back.format, back.setup.model]).toEqual([format, run.model]);
        const reported = new Set(text.findings.map(({ field }) => field));
        const kept = Object.entries(run.adapter).filter(
          ([field]) => !reported.has(field) && !meaningless(run.adapter, field),
        );
        expect(back.setup.adapter).toMatchObject(Object.fromEntries(kept));
        if (reported.size === 0) whole += 1;
      }),
      { numRuns: 400 },
    );
    expect(whole).toBeGreaterThan(4);
  });
});

/** The rank of AdaLoRA is `init_r`, and VeRA has neither scaling nor that dropout. */
function meaningless({ peft_type }: AdapterConfig, field: string): boolean {
  return (peft_type === 'ADALORA' && field === 'r') || (peft_type === 'VERA' && /^lora_(alpha|dropout)$/.test(field));
}

describe('a configuration in Python', () => {
  const read = (text: string) => getResult(readTraining(text)).setup;
  const python = `
from peft import LoraConfig, TaskType, get_peft_model
MODEL = "Qwen/Qwen3-8B"  # LoraConfig(r=1) in a comment
R = 32
TARGETS = ("q_proj", 'v_proj',)

model = AutoModelForCausalLM.from_pretrained(MODEL, device_map="auto")
config = peft.LoraConfig(
    task_type=TaskType.CAUSAL_LM,
    r=R,
    lora_alpha=2 * R,
    lora_dropout=5e-2,
    target_modules=list(TARGETS),
    modules_to_save={"embed_tokens", "lm_head"},
    rank_pattern={"q_proj": 8, r'^v.*\\d': 1_6},
    use_dora=True,
    bias="n" "one",
    loftq_config=None,
)
`;
  it('may contain names, comments, tuples and sets', () => {
    expect(read(python)).toMatchObject({
      model: 'Qwen/Qwen3-8B',
      adapter: {
        peft_type: 'LORA',
        task_type: 'CAUSAL_LM',
        r: 32,
        lora_alpha: 64,
        lora_dropout: 0.05,
        target_modules: ['q_proj', 'v_proj'],
        modules_to_save: ['embed_tokens', 'lm_head'],
        rank_pattern: { q_proj: 8, '^v.*\\d': 16 },
        use_dora: true,
        bias: 'none',
      },
    });
  });
  it.each([
    ['AdaLoraConfig(init_r=12, target_modules=["q"])', { peft_type: 'ADALORA', init_r: 12 }],
    ['x = IA3Config(target_modules="all-linear")', { peft_type: 'IA3', target_modules: 'all-linear' }],
    [
      'LoraConfig(r=8, layer_replication=[(0, 4), (2, 6)])',
      {
        layer_replication: [
          [0, 4],
          [2, 6],
        ],
      },
    ],
    ['LoraConfig(r=(8), target_modules=(r"\\d+"))', { r: 8, target_modules: '\\d+' }],
    ['LoraConfig(r=8, target_modules=["a",', { r: 8, target_modules: ['a'] }],
    ['class LoraConfig(Base): pass\nLoraConfig(r=4)', { r: 4 }],
    ['LoraConfig(r=8, target_modules="""q\\u005fproj""")', { target_modules: 'q_proj' }],
  ])('%s', (text, adapter) => {
    expect(read(text).adapter).toMatchObject(adapter);
  });
  it.each([
    ['LoraConfig(r=args.rank, lora_alpha=16)', 'r', 'args.rank'],
    ['LoraConfig(r=8 if big else 4, lora_alpha=16)', 'r', '8 if big else 4'],
    ['LoraConfig(target_modules=[n for n in names], lora_alpha=16)', 'target_modules', '[n for n in names]'],
    ['LoraConfig(target_modules=find(model, "x"), lora_alpha=16)', 'target_modules', 'find(model, "x")'],
    ['LoraConfig(lora_alpha=16, **more)', '', '**more'],
  ])('%s: says what only running the program tells', (text, field, source) => {
    const outcome = readTraining(text);
    expect(getResult(outcome).setup.adapter).toMatchObject({ lora_alpha: 16 });
    const [finding] = outcome.findings;
    expect(finding).toMatchObject({ code: 'not-a-literal', severity: 'warning', field });
    expect(finding?.message.args?.source).toBe(source);
  });
  it.each([
    ['LoraConfig(r=0)', 'rank-not-positive'],
    ['LoraConfig(r="many")', 'rank-not-positive'],
    ['LoraConfig(target_modules=3)', 'invalid-field'],
    ['LoraConfig(use_bdlora=True)', 'unsupported-option'],
    ['import torch', 'unreadable-config'],
  ])('%s is refused', (text, code) => {
    expect(getErrors(readTraining(text))).toContain(code);
  });
  it('never throws and takes linear time', () => {
    const pieces = fc.constantFrom(
      'LoraConfig(',
      'r=',
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      ',',
      ':',
      '"',
      "'''",
      '#',
      '\n',
      '8',
      'x',
      '*',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const outcome = readTraining(`LoraConfig(${parts.join('')}`);
        expect(outcome.ok || getErrors(outcome).length > 0).toBe(true);
      }),
    );
    for (const piece of ['a=[', 'LoraConfig(r=[', 'x.from_pretrained(', '"', '-']) {
      const outcome = readTraining(`import x\n${piece.repeat(50_000)}`);
      expect(outcome.ok || getErrors(outcome).length > 0).toBe(true);
    }
  });
});
