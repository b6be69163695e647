import { describe, expect, it } from 'vitest';
import { createLanguageService, type Language } from '../../../src/core/index.ts';
import {
  type Coverage,
  type CoverageFormat,
  createCoverageMeter,
  getTotals,
  reportCoverage,
  toFileCoverage,
} from '../../../src/evaluation/index.ts';
import { memoryHost } from '../../support/memoryHost.ts';

const PROCEDURE = `# Lost cards

1. Ask for the card.
2. If it is lost, block it with \`Block\`; otherwise close the matter.
3. Thank the caller.

## When to escalate
- The caller is angry.
`;

const TOOLS = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'Block',
      parameters: {
        type: 'object',
        properties: {
          card: { type: 'string' },
          reason: { type: 'string', enum: ['lost', 'stolen'] },
          where: { type: 'object', properties: { city: { type: 'string' } } },
          tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
        },
        required: ['card', 'reason'],
      },
    },
  },
  { type: 'function', function: { name: 'Unblock', parameters: { type: 'object', properties: {} } } },
]);

const SHOTS = `---
sop: ./cards.sop.md
tools: [./cards.tools.json]
---

**User**: I lost my card.

<!-- step 1 -->
**Think**: Which card?
**Action**: Ask for the card.
**Observation**: 4711

<!-- step 2 -->
**Think**: It is lost.
**Action**: Block(card = "4711", reason = "lost", tags = ["a", "a"])
**Observation**: blocked
`;

const FILES = { 'cards.sop.md': PROCEDURE, 'cards.tools.json': TOOLS, 'cards.shots.md': SHOTS };
const EMPTY: Coverage = { procedures: [], tools: [] };

const URIS = {
  shots: ['file:///w/cards.shots.md'],
  procedures: ['file:///w/cards.sop.md'],
  tools: ['file:///w/cards.tools.json'],
  includesUsed: true,
};

function workspaceOf(files: Readonly<Record<string, string>>) {
  const host = memoryHost(files);
  const service = createLanguageService(host, { language: 'en' });
  return { host, service, meter: createCoverageMeter(() => service) };
}

async function measure(files: Readonly<Record<string, string>> = FILES): Promise<Coverage> {
  const coverage = await workspaceOf(files).meter.measure(URIS);
  if (coverage === undefined) throw new Error('it was cancelled');
  return coverage;
}

async function report(format: CoverageFormat, language: Language = 'en'): Promise<string> {
  const pathOf = (uri: string) => uri.replace('file:///w/', '');
  return reportCoverage(format, { coverage: await measure(), language, pathOf });
}

describe('the coverage of a procedure', () => {
  it('names the rounds that carry out each step', async () => {
    const [procedure] = (await measure()).procedures;
    expect(procedure?.title).toBe('Lost cards');
    const steps = procedure?.steps.map(({ number, examples }) => [
      number,
      examples.map(({ range }) => range.start.line),
    ]);
    expect(steps).toEqual([
      ['1', [7]],
      ['2', [12]],
      ['3', []],
    ]);
    expect(procedure?.steps[0]?.examples[0]).toMatchObject({ shot: 0, name: 'I lost my card.' });
  });

  it('counts each side of a decision, and exits apart', async () => {
    const [procedure] = (await measure()).procedures;
    const branches = procedure?.steps.flatMap((step) => step.branches);
    expect(branches?.map(({ kind, condition, examples }) => [kind, condition, examples.length])).toEqual([
      ['true', 'it is lost', 1],
      ['false', 'it is lost', 0],
    ]);
    expect(procedure?.exits.map(({ condition }) => condition)).toEqual(['The caller is angry']);
  });

  it('counts the shots of a section', async () => {
    const [procedure] = (await measure()).procedures;
    expect(procedure?.sections.map(({ shots }) => shots)).toEqual([1]);
  });

  it('does not list a procedure without steps', async () => {
    expect((await measure({ ...FILES, 'cards.sop.md': 'Roses are red.\n' })).procedures).toEqual([]);
  });
});

describe('the coverage of tools', () => {
  it('counts calls by parameter and value, nested ones too, a repeated value once', async () => {
    const [block] = (await measure()).tools;
    expect(block?.parameters.map(({ name, calls, isRequired }) => [name, calls, isRequired])).toEqual([
      ['card', 1, true],
      ['reason', 1, true],
      ['where', 0, false],
      ['tags', 1, false],
      ['where.city', 0, false],
      ['tags[]', 1, false],
    ]);
    const values = block?.parameters.flatMap((parameter) => parameter.values.map(({ text, calls }) => [text, calls]));
    expect(values).toEqual([
      ['lost', 1],
      ['stolen', 0],
      ['a', 1],
      ['b', 0],
    ]);
  });

  it('finds tools that no shot calls', async () => {
    expect((await measure()).tools.map(({ name, calls, examples }) => [name, calls, examples.length])).toEqual([
      ['Block', 1, 1],
      ['Unblock', 0, 0],
    ]);
  });

  it('leaves out the tools of a file that an include did not choose', async () => {
    const chosen = SHOTS.replace('[./cards.tools.json]', '[{ file: ./cards.tools.json, include: [Block] }]');
    const { tools } = await measure({ ...FILES, 'cards.shots.md': chosen });
    expect(tools.map(({ name }) => name)).toEqual(['Block']);
  });

  it('counts every tool of a file that no document uses', async () => {
    const { meter } = workspaceOf(FILES);
    const coverage = await meter.measure({ ...URIS, shots: [] });
    expect(coverage?.tools.map(({ calls }) => calls)).toEqual([0, 0]);
  });
});

describe('the meter', () => {
  it('adds what the documents name', async () => {
    const { meter } = workspaceOf(FILES);
    const coverage = await meter.measure({ ...URIS, procedures: [], tools: [] });
    expect(coverage?.procedures).toHaveLength(1);
    expect(coverage?.tools).toHaveLength(2);
    const alone = await meter.measure({ ...URIS, procedures: [], tools: [], includesUsed: false });
    expect(alone).toEqual({ procedures: [], tools: [] });
  });

  it('measures a document again once it is forgotten', async () => {
    const { host, service, meter } = workspaceOf(FILES);
    await meter.measure(URIS);
    host.write('cards.shots.md', SHOTS.replace('<!-- step 2 -->', '<!-- step 3 -->'));
    meter.forget(await service.changed('file:///w/cards.shots.md'));
    meter.forget(['file:///w/cards.shots.md']);
    const coverage = await meter.measure(URIS);
    expect(coverage?.procedures[0]?.steps[2]?.examples.map(({ range }) => range.start.line)).toEqual([12]);
  });

  it('stops when it is cancelled', async () => {
    expect(await workspaceOf(FILES).meter.measure(URIS, { isCancelled: () => true })).toBeUndefined();
  });
});

describe('the totals', () => {
  it('count steps, branches, tools, parameters and values', async () => {
    expect(getTotals(await measure())).toEqual({
      steps: { covered: 2, total: 3 },
      branches: { covered: 1, total: 3 },
      tools: { covered: 1, total: 2 },
      parameters: { covered: 4, total: 6 },
      values: { covered: 2, total: 4 },
    });
  });
});

describe('the reports', () => {
  it('list the gaps with their places', async () => {
    expect(await report('text')).toMatchInlineSnapshot(`
      "cards.sop.md:4:42  step 2, branch: if it is not lost
      cards.sop.md:5:4  step 3: Thank the caller.
      cards.sop.md:8:3  exit: at any time: The caller is angry
      cards.tools.json:1:169  tool Block: optional parameter where is never shown
      cards.tools.json:1:117  tool Block: values of reason never shown: stolen
      cards.tools.json:1:258  tool Block: values of tags[] never shown: b
      cards.tools.json:1:373  tool Unblock: no shots

      steps: 2 of 3 (66.6%)
      branches: 1 of 3 (33.3%)
      tools: 1 of 2 (50%)
      parameters: 4 of 6 (66.6%)
      enum values: 2 of 4 (50%)
      total: 10 of 18 (55.5%)
      "
    `);
  });

  it('speak Chinese', async () => {
    expect(await report('text', 'zh-CN')).toMatchInlineSnapshot(`
      "cards.sop.md:4:42  步骤 2 的分支：如果“it is not lost”
      cards.sop.md:5:4  步骤 3：Thank the caller.
      cards.sop.md:8:3  出口：任何时候：The caller is angry
      cards.tools.json:1:169  工具 Block：可选参数 where 从未出现
      cards.tools.json:1:117  工具 Block：reason 从未出现的值：stolen
      cards.tools.json:1:258  工具 Block：tags[] 从未出现的值：b
      cards.tools.json:1:373  工具 Unblock：没有示例

      步骤：2/3（66.6%）
      分支：1/3（33.3%）
      工具：1/2（50%）
      参数：4/6（66.6%）
      枚举值：2/4（50%）
      合计：10/18（55.5%）
      "
    `);
  });

  it('are written in the format of lcov', async () => {
    expect(await report('lcov')).toMatchInlineSnapshot(`
      "TN:
      SF:cards.sop.md
      FN:1,Lost cards
      FNDA:1,Lost cards
      FNF:1
      FNH:1
      BRDA:4,1,0,1
      BRDA:4,1,1,0
      BRDA:8,3,0,-
      BRF:3
      BRH:1
      DA:3,1
      DA:4,1
      DA:5,0
      DA:8,0
      LF:4
      LH:2
      end_of_record
      TN:
      SF:cards.tools.json
      FN:1,Block
      FN:1,Unblock
      FNDA:1,Block
      FNDA:0,Unblock
      FNF:2
      FNH:1
      BRDA:1,1,0,1
      BRDA:1,1,1,0
      BRDA:1,5,0,1
      BRDA:1,5,1,0
      BRF:4
      BRH:2
      DA:1,0
      LF:1
      LH:0
      end_of_record
      "
    `);
  });

  it('are tables in Markdown, with the words of users escaped', async () => {
    const markdown = await report('markdown');
    expect(markdown).toContain('| branches | 1 / 3 | 33.3% |');
    expect(markdown).toContain('- `cards.sop.md:4` step 2, branch: if it is not lost');
    expect(markdown).toContain('values of tags\\[\\] never shown: b');
  });

  it('are data in JSON', async () => {
    const data = JSON.parse(await report('json'));
    expect(data.totals.all).toEqual({ covered: 10, total: 18, percent: 55.5 });
    expect(data.procedures[0].steps[0].examples).toEqual([{ path: 'cards.shots.md', shot: 1, line: 8, column: 11 }]);
    expect(data.tools[0].parameters[1].values).toEqual([
      { value: 'lost', calls: 1 },
      { value: 'stolen', calls: 0 },
    ]);
  });
});

describe('the coverage of files', () => {
  it('counts only the shots that are asked for', async () => {
    const { meter } = workspaceOf(FILES);
    const all = await meter.measure(URIS);
    const none = await meter.measure(URIS, { includes: () => false });
    const [procedure, tools] = toFileCoverage(all ?? EMPTY, 'en');
    expect(procedure?.statements.map(({ count }) => count)).toEqual([1, 1, 0, 0]);
    expect(procedure?.examples).toHaveLength(1);
    expect(tools?.statements.map(({ count }) => count)).toEqual([1, 1, 0, 1, 0, 1]);
    const counts = toFileCoverage(none ?? EMPTY, 'en').flatMap(({ statements }) =>
      statements.map(({ count }) => count),
    );
    expect(counts).toEqual(Array.from({ length: 10 }, () => 0));
  });

  it('adds up a parameter that several tools share', async () => {
    const tool = (name: string) => ({ name, parameters: { $ref: '#/$defs/card' } });
    const shared = JSON.stringify({
      $defs: { card: { type: 'object', properties: { card: { type: 'string' } } } },
      tools: [tool('Block'), tool('Unblock')],
    });
    const [file] = toFileCoverage(
      { procedures: [], tools: (await measure({ ...FILES, 'cards.tools.json': shared })).tools },
      'en',
    );
    expect(file?.declarations.map(({ name }) => name)).toEqual(['Block', 'Unblock']);
    expect(file?.statements.map(({ count }) => count)).toEqual([1]);
  });
});
