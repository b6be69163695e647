import { describe, expect, it } from 'vitest';
import { compareCosts, exampleCostInputs } from '../../src/finetuning/index.ts';
import { getResult } from '../finetuning/support.ts';
import { cli, folderOf } from './support.ts';

async function json(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, code } = await cli(await folderOf(files), ['cost', ...args, '--format', 'json']);
  return { code, stderr, result: JSON.parse(stdout) };
}

describe('sop-shots cost', () => {
  it('compares the example inputs', async () => {
    const { result, code } = await json([]);
    const expected = getResult(compareCosts(exampleCostInputs));
    expect(code).toBe(0);
    expect(result).toMatchObject({
      currency: 'CNY',
      startUp: expected.startUp,
      breakEven: expected.breakEven,
      warnings: [],
    });
    expect(result.inputs).toEqual(exampleCostInputs);
  });
  it.each([
    ['text', 'en', 'Break-even (B): month '],
    ['text', 'zh-CN', '盈亏平衡点（B）: 第 '],
    ['markdown', 'zh-CN', '| 启动成本（A） |'],
  ])('prints %s in %s', async (format, language, said) => {
    const { stdout, code } = await cli('.', ['cost', '--format', format, '--lang', language]);
    expect(code).toBe(0);
    expect(stdout).toContain(said);
  });
  it.each([
    [['--input-price', '8'], { publicApi: { inputPricePerMillion: 8 } }],
    [
      ['--requests', '5000000', '--growth', '-5'],
      { traffic: { requestsPerMonth: 5_000_000, growthPercentPerMonth: -5 } },
    ],
    [['--training-sum', '20000'], { training: { kind: 'sum', amount: 20_000 } }],
    [
      ['--purchase-price', '200000', '--watts', '700'],
      { serving: { price: { kind: 'own', purchasePricePerGpu: 200_000, watts: 700, pue: 1.4 } } },
    ],
    [['--model', 'Qwen3-30B-A3B'], { training: { activeParameters: 3_353_032_704 } }],
    [
      ['--config', 'c.json', '--requests', '7'],
      { dataWork: 5, traffic: { requestsPerMonth: 7, outputTokensPerRequest: 9 } },
    ],
    [['--months', '36'], { horizonMonths: 36 }],
  ])('takes %j', async (args, inputs) => {
    const file = JSON.stringify({ dataWork: 5, traffic: { requestsPerMonth: 6, outputTokensPerRequest: 9 } });
    const { result } = await json(args, { 'c.json': file });
    expect(result.inputs).toMatchObject(inputs);
  });
  it('counts the shots of documents and folders, without their front matter', async () => {
    const shot = '## Example\n\nUser: Where is my order?\n\nThought: Look it up.\n\nAnswer: On its way.\n';
    const files = { 'shots/a.shots.md': `---\nstyle: react\n---\n\n${shot}`, 'shots/b.shots.md': shot };
    const { result, stderr } = await json(['--shots', 'shots', '--model', 'Qwen/Qwen3-8B'], files);
    expect(stderr).toContain('2 shots in 2 documents');
    const one = (await json(['--shots', 'shots/b.shots.md'], files)).result.inputs.traffic;
    expect(result.inputs.traffic.shotTokensPerRequest).toBe(2 * one.shotTokensPerRequest);
    // What a request carries besides its shots stays as it was.
    expect(one.inputTokensPerRequest - one.shotTokensPerRequest).toBe(1000);
  });
  it('counts the tokens of shots', async () => {
    const { result } = await json(['--shots', 'a.shots.md'], {
      'a.shots.md': '用户：打印机卡纸了怎么办？\n'.repeat(20),
    });
    expect(result.inputs.traffic.shotTokensPerRequest).toBeGreaterThan(100);
    expect(result.savedTokensPerMonth).toBe(result.inputs.traffic.shotTokensPerRequest * 1_000_000);
  });
  it('converts the example prices to another currency', async () => {
    const { result } = await json(['--currency', 'USD']);
    expect(result.inputs).toMatchObject({ currency: 'USD' });
    expect(result.inputs.dataWork).toBeCloseTo(30_000 / 7.2, 6);
  });
  it('accepts a rate, also for an unknown currency', async () => {
    const { result } = await json(['--currency', 'THB', '--rate', '0.2']);
    expect(result.inputs).toMatchObject({ currency: 'THB', dataWork: 150_000 });
    expect((await json(['--currency', 'USD', '--rate', '-1'])).code).toBe(2);
  });
  it('warns if there is no break-even', async () => {
    const { result, code } = await json(['--requests', '10']);
    expect(code).toBe(0);
    expect(result.breakEven).toBeNull();
    expect(result.warnings).toMatchObject([{ code: 'never-pays' }]);
  });
  it.each([
    [['--input-price', '-1'], 'publicApi.inputPricePerMillion'],
    [['--input-price', 'cheap'], 'number'],
    [['--load', '120'], 'serving.loadPercent'],
    [['--currency', 'XXX'], 'CNY'],
    [['--config', 'missing.json'], 'missing.json'],
    [['--shots', 'missing.md'], 'missing.md'],
    [['--model', 'nope'], 'nope'],
    [['--training-sum', '1', '--epochs', '3'], '--epochs'],
    [['--config', 'broken.json'], 'JSON'],
  ])('is 2 and says what is wrong for %j', async (args, said) => {
    const { code, stderr } = await cli(await folderOf({ 'broken.json': '{' }), ['cost', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
