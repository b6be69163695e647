import { describe, expect, it } from 'vitest';
import { createLanguageService, parseProcedure, type Tool } from '../../../src/core/index.ts';
import { type Coverage, createCoverageMeter, type TreeNode, toCoverageTree } from '../../../src/evaluation/index.ts';
import { printShot } from '../../../src/generation/document/printShot.ts';
import { createRequestPlan } from '../../../src/generation/index.ts';
import { scaffoldShot } from '../../../src/generation/scaffold/scaffold.ts';
import { memoryHost } from '../../support/memoryHost.ts';

const PROCEDURE = `# Lost cards

1. Ask for the card.
2. If it is lost, block it with \`Block\`; otherwise close the matter.
3. Settle the rest:
   1. Offer a new card.
   2. Thank the caller.
`;

const TOOLS = JSON.stringify([
  {
    name: 'Block',
    description: 'Blocks a card.',
    parameters: {
      type: 'object',
      properties: {
        card: { type: 'string' },
        reason: { type: 'string', enum: ['lost', 'stolen'] },
        note: { type: 'string' },
      },
      required: ['card', 'reason'],
    },
  },
  { name: 'Unblock', description: 'Unblocks a card.', parameters: { type: 'object', properties: {} } },
]);

const HEAD = '---\nsop: ./cards.sop.md\ntools: [./cards.tools.json]\n---\n\n';
const SHOT =
  '**User**: I lost it.\n\n<!-- step 1 -->\n**Think**: Which?\n**Action**: Ask for the card.\n**Observation**: 4711\n';

function serviceOf(shots: string) {
  const files = { 'cards.sop.md': PROCEDURE, 'cards.tools.json': TOOLS, 'cards.shots.md': shots };
  return createLanguageService(memoryHost(files), { language: 'en' });
}

async function measure(shots: string): Promise<Coverage> {
  const service = serviceOf(shots);
  const coverage = await createCoverageMeter(() => service).measure({
    shots: ['file:///w/cards.shots.md'],
    procedures: ['file:///w/cards.sop.md'],
    tools: [],
    includesUsed: true,
  });
  return coverage ?? { procedures: [], tools: [] };
}

const pathOf = (uri: string): string => uri.replace('file:///w/', '');

async function treeOf(shots: string, language: 'en' | 'zh-CN' = 'en'): Promise<readonly TreeNode[]> {
  return toCoverageTree(await measure(shots), language, pathOf);
}

function draw(nodes: readonly TreeNode[], depth = 0): string {
  return nodes
    .map(({ state, label, description, children }) => {
      const line = `${'  '.repeat(depth)}${state}: ${label}${description === '' ? '' : ` (${description})`}\n`;
      return line + draw(children, depth + 1);
    })
    .join('');
}

function flatten(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

describe('the tree of procedures and tools', () => {
  it('has steps with their branches, sub-steps and rounds, and tools with their gaps', async () => {
    expect(draw(await treeOf(HEAD + SHOT))).toMatchInlineSnapshot(`
      "partial: Lost cards (steps 1/4 · branches 0/2)
        covered: 1 Ask for the card. (1 round)
          none: I lost it. (cards.shots.md, line 8)
        uncovered: 2 If it is lost, block it with Block; otherwise close the matter. (not covered)
          uncovered: if it is lost (not covered)
          uncovered: if it is not lost (not covered)
        none: 3 Settle the rest:
          uncovered: 3.1 Offer a new card. (not covered)
          uncovered: 3.2 Thank the caller. (not covered)
      uncovered: Tools (0/2)
        uncovered: Block (no shots)
        uncovered: Unblock (no shots)
      "
    `);
  });

  it('speaks Chinese', async () => {
    const spoken = flatten(await treeOf(HEAD + SHOT, 'zh-CN')).map((node) => node.spoken);
    expect(spoken.slice(0, 4)).toMatchInlineSnapshot(`
      [
        "流程 Lost cards，步骤 1/4，分支 0/2",
        "步骤 1，Ask for the card.，1 轮",
        "轮次，位于 I lost it.，cards.shots.md，第 8 行",
        "步骤 2，If it is lost, block it with Block; otherwise close the matter.，未覆盖",
      ]
    `);
  });

  it('has an id for each line', async () => {
    const ids = flatten(await treeOf(HEAD + SHOT)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('offers generation where something is missing, into the document that names the procedure', async () => {
    for (const { kind, state, request } of flatten(await treeOf(HEAD + SHOT))) {
      if (['step', 'branch', 'gap'].includes(kind)) expect(request !== undefined).toBe(state === 'uncovered');
      if (request !== undefined) expect(request.document).toBe('file:///w/cards.shots.md');
    }
  });

  it('offers a new document where none names the procedure', async () => {
    const requests = flatten(await treeOf('')).flatMap(({ request }) => request ?? []);
    expect(requests[0]).toMatchObject({ document: undefined, procedure: 'file:///w/cards.sop.md' });
  });
});

describe('shots for a gap', () => {
  it('close it, whatever is missing', async () => {
    const document = `${HEAD}**User**: Hello.\n\n**Think**: Say hello.\n**Action**: Say hello.\n**Observation**: Hello.\n`;
    const gaps = flatten(await treeOf(document)).filter(({ kind, request }) => kind !== 'procedure' && request);
    expect(gaps.length).toBeGreaterThan(6);
    const tools = (await serviceOf(document).toolFile('file:///w/cards.tools.json'))?.tools ?? [];
    for (const gap of gaps) {
      const after = flatten(await treeOf(`${document}\n---\n\n${scaffoldFor(gap, tools)}`));
      expect([gap.label, after.find(({ id }) => id === gap.id)?.request]).toEqual([gap.label, undefined]);
    }
  });
});

function scaffoldFor({ request }: TreeNode, tools: readonly Tool[]): string {
  const procedure = request?.procedure === undefined ? undefined : parseProcedure(request.procedure, PROCEDURE);
  const about =
    request?.tool === undefined
      ? ({ kind: 'from-sop' } as const)
      : ({ kind: 'for-tool', tool: request.tool.name } as const);
  const plan = createRequestPlan({ ...about, procedure, tools, goals: request?.goals ?? [] });
  if ('problem' in plan) throw new Error(plan.code);
  const source = { style: 'react', language: 'en', seed: 1, title: plan.title, tools } as const;
  const shots = Array.from({ length: plan.coverage.full }, (_, at) => scaffoldShot(plan.coverage.at(at), source));
  return shots.map((shot) => printShot(shot, 'react', { language: 'en' }, 'en')).join('\n\n---\n\n');
}
