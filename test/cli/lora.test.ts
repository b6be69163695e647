import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getModel, smallLlama } from '../finetuning/support.ts';
import { createSafetensors, namesAndShapes } from '../finetuning/tensors.ts';
import { cli, folderOf } from './support.ts';

const CONFIG = JSON.stringify(smallLlama);
const WEIGHTS = createSafetensors(namesAndShapes(getModel().root));
const course = [
  'lora',
  '--model',
  'mistralai/Mistral-7B-v0.1',
  '--rank',
  '64',
  '--target-modules',
  'q_proj,v_proj,embed_tokens,lm_head',
];

async function json(args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const { stdout, code, stderr } = await cli(await folderOf(files), [...args, '--format', 'json']);
  return { code, stderr, result: JSON.parse(stdout) };
}

describe('sop-shots lora', () => {
  it('prints the course exercise', async () => {
    const { stdout, code } = await cli('.', [...course, '--added-tokens', '27']);
    expect(code).toBe(0);
    expect(stdout).toContain('trainable params: 31,886,720 || all params: 7,273,840,000 || trainable%: 0.4384');
    const without = await json(course);
    expect(without.result.trainable).toBe(31_883_264);
  });
  it('prints JSON with count, memory and warnings', async () => {
    const { result, code } = await json([...course, '--added-tokens', '27', '--exclude-modules', 'nothing']);
    expect(code).toBe(0);
    expect(result).toMatchObject({
      trainable: 31_886_720,
      total: 7_273_840_000,
      warnings: [{ code: 'full-embedding-saved' }],
    });
    expect(result.percent).toBeCloseTo(0.4384, 4);
    expect(result.modules[0]).toMatchObject({ name: 'embed_tokens', trainable: 2_311_872, rank: 64 });
    expect(result.memory.training[0]).toMatchObject({ id: 'base-weights', exact: true });
    expect(result.memory.gpus.length).toBeGreaterThan(8);
  });
  it('says whether the run fits the cards', async () => {
    const cards = [...course, '--gpu', 'rtx-4090', '--cards', '2', '--split', 'zero-3', '--loss', 'chunked'];
    const { result } = await json(cards);
    expect(result.memory.cardsFit).toMatchObject({ gpuId: 'rtx-4090', cards: 2, split: 'zero-3', verdict: 'fits' });
    expect(result.memory.cardsFit.answer).toMatch(/^Fits 2 × GeForce RTX 4090 with ZeRO-3: /);
    const { stdout } = await cli('.', [...cards, '--lang', 'zh-CN']);
    expect(stdout).toContain('2 × GeForce RTX 4090 可以容纳');
  });
  it('has a space between the sentences of a finding in English, and none in Chinese', async () => {
    const unknown = { 'config.json': '{"name": "an app"}' };
    const run = async (...more: readonly string[]) => {
      const { stderr } = await cli(await folderOf(unknown), ['lora', '--model', 'config.json', ...more]);
      return stderr;
    };
    expect(await run()).toContain('so the architecture is unknown. Open the config.json');
    expect(await run('--lang', 'zh-CN')).toMatch(/无法判断是哪种架构。请打开/);
  });
  it('refuses 0 cards', async () => {
    const { code, stderr } = await cli('.', [...course, '--cards', '0']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('“Cards” must be an integer from 1 to 1024, not 0')]);
  });
  it('prints Markdown', async () => {
    const { stdout } = await cli('.', [...course, '--format', 'markdown', '--lang', 'zh-CN']);
    expect(stdout).toContain('| lm\\_head |'.replace('\\', ''));
    expect(stdout).toContain('| 基座权重 |');
  });

  it.each([
    ['a config.json', ['--model', 'm/config.json']],
    ['a folder', ['--model', 'm']],
    ['a folder of weights', ['--model', 'w']],
    ['a .safetensors file', ['--model', 'w/model.safetensors']],
  ])('takes %s', async (_, args) => {
    const files = { 'm/config.json': CONFIG, 'w/model.safetensors': WEIGHTS };
    const { result } = await json(['lora', ...args, '--rank', '5', '--target-modules', 'k_proj'], files);
    expect(result.trainable).toBe(12 * 5 * 96);
  });
  it('reads the weights of a folder with an unknown configuration', async () => {
    const files = { 'm/config.json': JSON.stringify({ model_type: 'brand_new' }), 'm/model.safetensors': WEIGHTS };
    const { result } = await json(['lora', '--model', 'm', '--target-modules', 'k_proj', '--rank', '5'], files);
    expect(result.trainable).toBe(12 * 5 * 96);
    expect(result.warnings[0]).toMatchObject({ code: 'unknown-model-type', severity: 'info' });
  });

  it.each([
    ['a JSON object of fields', JSON.stringify({ r: 5, target_modules: ['k_proj'] }), 12 * 5 * 96],
    ['another method', JSON.stringify({ peft_type: 'VERA', r: 5, target_modules: ['k_proj'] }), 12 * (32 + 5)],
    ['Python', 'config = LoraConfig(r=5, target_modules=["k_proj"])\n', 12 * 5 * 96],
    ['LLaMA-Factory’s YAML', 'finetuning_type: lora\nlora_rank: 5\nlora_target: k_proj\n', 12 * 5 * 96],
  ])('takes a --config of %s', async (_, config, trainable) => {
    const files = { 'config.json': CONFIG, 'adapter.file': config };
    const { result } = await json(['lora', '--model', 'config.json', '--config', 'adapter.file'], files);
    expect(result.trainable).toBe(trainable);
  });
  it.each([
    [['--rank', '5', '--target-modules', 'k_proj'], 12 * 5 * 96],
    [['--rank', '5', '--target-modules', '.*k_proj'], 12 * 5 * 96],
    [
      ['--rank', '1', '--target-modules', 'all-linear', '--exclude-modules', 'mlp.up_proj,mlp.gate_proj,down_proj'],
      12 * (128 + 96 + 96 + 128),
    ],
    [['--rank', '5', '--target-modules', 'k_proj', '--use-dora'], 12 * (5 * 96 + 32)],
    [['--rank', '5', '--target-modules', 'k_proj', '--use-dora', 'false'], 12 * 5 * 96],
    [['--rank', '5', '--target-modules', 'k_proj', '--layers-to-transform', '0,2-4'], 4 * 5 * 96],
    [['--rank', '5', '--target-modules', 'q_proj,k_proj', '--rank-pattern', 'q_proj=1'], 12 * (128 + 5 * 96)],
    [['--rank', '5', '--target-modules', 'k_proj', '--modules-to-save', 'lm_head'], 12 * 5 * 96 + 6400],
    [['--rank', '5', '--target-modules', 'k_proj', '--trainable-token-indices', '1,2'], 12 * 5 * 96 + 128],
    [['--rank', '5', '--target-modules', 'k_proj', '--trainable-token-indices', '{"lm_head":[1]}'], 12 * 5 * 96 + 64],
    [['--rank', '5', '--target-modules', 'k_proj', '--task-type', 'SEQ_CLS', '--num-labels', '3'], 12 * 5 * 96 + 192],
    [['--peft-type', 'ADALORA', '--init-r', '5', '--target-modules', 'k_proj'], 12 * 5 * 97],
    [['--rank', '5', '--target-modules', 'embed_tokens', '--vocab-size', '90'], 5 * (90 + 64)],
    [['--layer-replication', '[[0,12],[0,12]]', '--rank', '1', '--target-modules', 'k_proj'], 24 * 96],
    [['--config', 'a.json', '--rank', '1'], 12 * 96],
  ])('takes %j', async (args, trainable) => {
    const files = { 'config.json': CONFIG, 'a.json': JSON.stringify({ r: 5, target_modules: ['k_proj'] }) };
    const { result } = await json(['lora', '--model', 'config.json', ...args], files);
    expect(result.trainable).toBe(trainable);
  });

  it('selects the layout of experts', async () => {
    const args = [
      'lora',
      '--model',
      'Qwen3-30B-A3B',
      '--rank',
      '8',
      '--target-modules',
      'q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj',
    ];
    expect((await json([...args, '--moe', 'per-expert'])).result.trainable).toBe(421_920_768);
    expect((await json([...args, '--moe', 'fused'])).result.trainable).toBe(6_684_672);
  });
  it('shows the steps of the course exercise', async () => {
    const { stdout } = await cli('.', ['lora', '--course-exercise']);
    expect(stdout).toContain('2 × 64 × (32000 + 4096) + 32 × 64 × [(4096 + 4096) + (1024 + 4096)] = 31,883,264');
  });

  it.each([
    [[], '--model'],
    [['--model', 'nope'], 'nope'],
    [['--model', 'qwen3-8'], 'Qwen/Qwen3-8B'],
    [['--model', 'empty'], 'empty'],
    [['--model', 'broken.json'], 'JSON'],
    [['--model', 'notes.txt'], 'notes.txt'],
    [['--model', 'cut.safetensors'], 'header-truncated'],
    [['--model', 'strange.json'], 'unknown-model-type'],
    [['--model', 'gpt2', '--rank', 'many'], '--rank'],
    [['--model', 'gpt2', '--rank', '0'], 'rank-not-positive'],
    [['--model', 'gpt2', '--target-modules', 'q_proj'], 'c_attn'],
    [['--model', 'gpt2', '--layers-to-transform', '5-1'], '--layers-to-transform'],
    [['--model', 'gpt2', '--rank-pattern', 'c_attn'], '--rank-pattern'],
    [['--model', 'gpt2', '--moe', 'both'], 'per-expert'],
    [['--model', 'gpt2', '--format', 'xml'], 'markdown'],
    [['--model', 'gpt2', '--added-tokens', '-3'], 'integer'],
    [['--model', 'gpt2', '--config', 'missing.json'], 'missing.json'],
    [['--model', 'gpt2', '--batch-size', '0'], 'batchSize'],
    [['--model', 'gpt2', '--sweep', '8'], '--write'],
    [['--model', 'gpt2', '--write', 'axolotl', '--sweep', '8,16'], '--out'],
    [['--model', 'gpt2', '--write', 'axolotl', '--sweep', '0', '--out', 'x'], '--sweep'],
    [['--model', 'gpt2', '--write', 'llamafactory', '--rank-pattern', 'c_attn=4'], 'not-expressible'],
  ])('is 2 and says what is wrong for %j', async (args, said) => {
    const files = {
      'empty/readme.md': '',
      'broken.json': '{',
      'notes.txt': '',
      'cut.safetensors': WEIGHTS.subarray(0, 99),
      'strange.json': '{"model_type":"strange"}',
    };
    const { code, stderr } = await cli(await folderOf(files), ['lora', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
  it('prints errors as JSON', async () => {
    const { code, result } = await json(['lora', '--model', 'gpt2', '--target-modules', 'q_proj']);
    expect(code).toBe(2);
    expect(result.errors).toMatchObject([{ code: 'no-match', field: 'target_modules' }]);
  });

  it('prints a training configuration', async () => {
    const { stdout, code } = await cli('.', [...course, '--write', 'llamafactory', '--dataset', 'shots']);
    expect(code).toBe(0);
    expect(stdout).toContain('lora_rank: 64\n');
    expect(stdout).toContain('dataset: shots\n');
  });
  it('writes one configuration per rank', async () => {
    const folder = await folderOf({});
    const { stdout } = await cli(folder, [...course, '--write', 'axolotl', '--sweep', '8,16,32,64', '--out', 'sweep']);
    expect(stdout.trim().split('\n').length).toBe(4);
    expect(readFileSync(join(folder, 'sweep/axolotl-r16.yaml'), 'utf8')).toContain('lora_r: 16\n');
    const again = [...course, '--write', 'axolotl', '--sweep', '4,8', '--out', 'sweep'];
    const refused = await cli(folder, again);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('axolotl-r8.yaml" already exists');
    expect((await cli(folder, [...again, '--force'])).code).toBe(0);
  });
});
