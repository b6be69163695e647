import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayer } from '../support/playedModels.ts';
import { setUp, turns } from './evalSupport.ts';

const play = createPlayer(turns);

describe('eval with several models', () => {
  it('compares them with the first one, case by case', async () => {
    const { run, json } = await setUp();
    const { runs, comparisons } = await json('perfect', ['--model', 'never-calls', '--model', 'perfect']);
    expect(runs.map(({ model }: { readonly model: string }) => model)).toEqual(['perfect', 'never-calls', 'perfect']);
    // Four of seven cases are lost; 2 * 0.5^4, times two for two comparisons.
    expect(comparisons[0]).toMatchObject({ onlyFirst: 4, onlySecond: 0, p: 0.25 });
    expect(comparisons[0].difference).toBeCloseTo(-4 / 7, 12);
    expect(comparisons[0].low).toBeLessThan(comparisons[0].difference);
    expect(comparisons[1]).toMatchObject({ difference: 0, low: 0, high: 0, p: 1 });
    const { stdout } = await run('perfect', ['--model', 'never-calls']);
    expect(stdout.split('\n').slice(0, 3)).toEqual(['Passed only by A:', '  a.shots.md 1/1', '  a.shots.md 2/1']);
    expect(stdout).toMatch(
      /B against A: -57\.1 points \(95 %: -\d+\.\d to -\d+\.\d\), p = 0\.125; only A passes 4 cases, only B 0/,
    );
    expect(stdout).toContain('With 3 shots, a difference of less than');
  });

  it('asks each case once with each model, and nothing again', async () => {
    const { run, server } = await setUp();
    await run('perfect', ['--model', 'wrong-tool']);
    expect(server.chats.length).toBe(14);
    await run('perfect', ['--model', 'wrong-tool']);
    expect(server.chats.length).toBe(14);
  });

  it('gates every model, and names the run in JUnit', async () => {
    const { run } = await setUp();
    const { code, stdout } = await run('perfect', [
      ...['--model', 'wrong-tool', '--min-call-accuracy', '0.9', '--format', 'junit'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('<testsuite name="wrong-tool: a.shots.md"');
    expect(stdout).toContain('<testsuites name="SOP Shots" tests="14" failures="4"');
  });

  it('says what the shots bring', async () => {
    const { json, run } = await setUp((request) => {
      const hasShots = request.body.messages?.[0]?.content?.includes('# Examples') === true;
      return play({ ...request, body: { ...request.body, model: hasShots ? 'perfect' : 'never-calls' } });
    });
    const { runs, comparisons } = await json('m', ['--without-shots']);
    expect(runs.map(({ shots }: { readonly shots: string }) => shots)).toEqual(['shown', 'none']);
    expect(comparisons[0]).toMatchObject({ onlyFirst: 4, onlySecond: 0 });
    expect((await run('m', ['--without-shots'])).stdout).toContain('B  m, without shots');
    expect((await run('m', ['--without-shots', '--lang', 'zh-CN'])).stdout).toContain('B  m，不带示例');
  });
});

describe('eval --ablation', () => {
  // The model knows how to book only while the shot about the screen is shown.
  const needsScreen = () =>
    setUp((request) => {
      const [system, ...history] = request.body.messages ?? [];
      const knows = system?.content?.includes('The screen is dark') === true;
      const books = JSON.stringify(history).includes('No solution found.');
      return play({ ...request, body: { ...request.body, model: books && !knows ? 'never-calls' : 'perfect' } });
    });

  it('finds the shot that helps', async () => {
    const { json, run } = await needsScreen();
    const { ablation, scores } = await json('m', ['--ablation']);
    expect(scores.callAccuracy).toMatchObject({ passed: 7, total: 7 });
    expect(ablation.map(({ shot }: { readonly shot: string }) => shot)[0]).toBe('2');
    expect(ablation[0]).toMatchObject({ path: 'a.shots.md', cases: 5, comparison: { onlyFirst: 1, onlySecond: 0 } });
    expect(ablation[0].comparison.difference).toBeCloseTo(-1 / 7, 12);
    expect(ablation[1].comparison.difference).toBe(0);
    const { stdout, stderr } = await run('m', ['--ablation']);
    expect(stderr).toContain('Ablation: 3 shots are left out one after the other, 14 requests at most.');
    expect(stdout).toMatch(/ 14\.3 {2}\(95 %: 0\.0 to \d+\.\d, p = 1\.000\) {2}a\.shots\.md#2, shown in 5 cases/);
  });

  it('asks only the cases that showed the shot, and needs one model', async () => {
    const { run, server } = await needsScreen();
    await run('m', ['--ablation']);
    expect(server.chats.length).toBe(7 + 14);
    const { code, stderr } = await run('m', ['--model', 'n', '--ablation']);
    expect([code, stderr.includes('--ablation needs exactly one model')]).toEqual([2, true]);
  });
});

describe('cost', () => {
  it('is tokens and money per case, by the price table', async () => {
    const { folder, run, json } = await setUp((request) => ({
      ...play(request),
      usage: { prompt_tokens: 1000, completion_tokens: 10 },
    }));
    await writeFile(join(folder, 'prices.json'), '{"perf*": {"input": 2, "output": 10, "currency": "CNY"}}');
    const { stdout } = await run('perfect', ['--prices', 'prices.json']);
    expect(stdout).toContain('cost 0.0147 CNY, per case 0.00210 CNY and 1,010 tokens');
    const { cost, scores } = await json('perfect', ['--prices', 'prices.json']);
    expect(cost.currency).toBe('CNY');
    expect(cost.amount).toBeCloseTo(0.0147, 12);
    expect(scores.asked).toEqual({ inputTokens: 0, outputTokens: 0 });
    expect((await run('perfect', ['--prices', 'prices.json'])).stdout).toContain('CNY if nothing were cached');
  });

  it('is said to be unknown without a price, and a wrong table is refused', async () => {
    const { folder, run } = await setUp();
    expect((await run('perfect')).stdout).toContain('cost unknown without a price (--prices)');
    await writeFile(join(folder, 'prices.json'), '{"perfect": {"input": "2"}}');
    const { code, stderr } = await run('perfect', ['--prices', 'prices.json']);
    expect([code, stderr.includes('"prices.json" is not a valid price table')]).toEqual([2, true]);
  });
});

describe('the record of a run', () => {
  it('has the time, the commit and paths from the workspace', async () => {
    const { run, folder } = await setUp();
    await mkdir(join(folder, '.git', 'refs', 'heads'), { recursive: true });
    await writeFile(join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(join(folder, '.git', 'refs', 'heads', 'main'), `${'ab'.repeat(20)}\n`);
    await run('perfect');
    const runs = join(folder, '.sop-shots', 'runs');
    const [name = ''] = (await readdir(runs)).filter((file) => file.endsWith('.json'));
    const record = JSON.parse(await readFile(join(runs, name), 'utf8'));
    expect(record).toMatchObject({ version: 1, model: 'perfect', commit: 'ab'.repeat(20), shots: 'shown' });
    expect(Date.parse(record.time)).toBeGreaterThan(Date.now() - 60_000);
    expect(record.cases[0].path).toBe('a.shots.md');
  });
});
