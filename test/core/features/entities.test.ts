import { describe, expect, it } from 'vitest';
import { loadContext } from '../../../src/core/features/context.ts';
import { entityAt } from '../../../src/core/features/entities.ts';
import type { EntityOccurrence } from '../../../src/core/features/entity.ts';
import { createWorkspace } from '../../../src/core/index.ts';
import { type BenchOptions, bench, CURSOR, TOOLS } from './check.ts';

async function entityOf(at: string, options: BenchOptions = {}): Promise<string | undefined> {
  const { host, uri, text, lines, position } = bench(at, options);
  const context = await loadContext(createWorkspace(host), uri);
  const place = context && entityAt(context, lines.offsetAt(position));
  return place && `${place.role} ${said(place)} at ${text.slice(place.range.start, place.range.end)}`;
}

function said({ entity }: EntityOccurrence): string {
  switch (entity.kind) {
    case 'tool':
      return `tool ${entity.name}${entity.tool === undefined ? '?' : ''}`;
    case 'parameter':
      return `parameter ${entity.toolName}/${entity.path.join('/')}`;
    case 'value':
      return `value ${entity.toolName}/${entity.path.join('/')}=${JSON.stringify(entity.value)}${entity.listed ? '!' : ''}`;
    case 'step':
      return `step ${entity.number}${entity.step === undefined ? '?' : ''}`;
    case 'label':
      return `label ${entity.block.role}`;
    case 'path':
      return `path ${entity.path}`;
    case 'key':
      return `key ${entity.path.join('.')}${entity.value === undefined ? '' : `=${JSON.stringify(entity.value)}`}`;
  }
}

const CALL = '**User**: Hi\n**Action**: ';
const json = JSON.stringify(TOOLS);
const marked = (text: string, before: string): string =>
  text.replace(before, before.slice(0, 1) + CURSOR + before.slice(1));

describe('what is under the cursor', () => {
  it.each<[string, string | undefined, BenchOptions?]>([
    [`${CALL}Search‸Solution(Error="x")`, 'use tool SearchSolution at SearchSolution'],
    [`${CALL}Nope‸(a="x")`, 'use tool Nope? at Nope'],
    [`${CALL}SearchSolution(‸Error="x")`, 'use parameter SearchSolution/Error at Error'],
    [`${CALL}SearchSolution(Error‸="x")`, 'use parameter SearchSolution/Error at Error'],
    [`${CALL}SearchSolution(Error="‸x")`, 'use value SearchSolution/Error="x" at x'],
    [`${CALL}SearchSolution(device='rou‸ter')`, 'use value SearchSolution/device="router"! at router'],
    [`${CALL}SearchSolution(device="""rou‸ter""")`, 'use value SearchSolution/device="router"! at router'],
    [`${CALL}SearchSolution(device="oth‸er")`, 'use value SearchSolution/device="other" at other'],
    [`${CALL}SearchSolution(device=“rou‸ter”)`, 'use value SearchSolution/device="router"! at router'],
    [`${CALL}SearchSolution("a", ‸7)`, 'use value SearchSolution/top_k=7 at 7'],
    [`${CALL}SubmitOrder(parts=[{"na‸me": "a"}])`, 'use parameter SubmitOrder/parts/[]/name at name'],
    [`${CALL}SubmitOrder(parts=[{"state": "us‸ed"}])`, 'use value SubmitOrder/parts/[]/state="used"! at used'],
    [`${CALL}SubmitOrder(tags=["ur‸gent"])`, 'use value SubmitOrder/tags/[]="urgent"! at urgent'],
    [`${CALL}{"name": "Submit‸Order", "arguments": {"order": "1"}}`, 'use tool SubmitOrder at SubmitOrder'],
    [`${CALL}{"name": "SubmitOrder", "arguments": {"or‸der": "1"}}`, 'use parameter SubmitOrder/order at order'],
    [
      `${CALL}<tool_call>{"name": "SubmitOrder", "arguments": {"or‸der": "1"}}</tool_call>`,
      'use parameter SubmitOrder/order at order',
    ],
    ['User: Hi\nAction: Submit‸Order\nAction Input: {"order": "1"}', 'use tool SubmitOrder at SubmitOrder'],
    ['User: Hi\nAction: SubmitOrder\nAction Input: {"or‸der": "1"}', 'use parameter SubmitOrder/order at order'],
    [`${CALL}SearchSolution[so‸me text]`, 'use value SearchSolution/Error="some text" at some text'],
    [`${CALL}first SearchSolution(Err‸or="x") then`, 'mention parameter SearchSolution/Error at Error'],
    ['**User request:** a\n**API schema:** [Submit‸Order]', 'mention tool SubmitOrder at SubmitOrder'],
    ['**User request:** a\n**API schema:** [x](./a.too‸ls.json)', 'use path ./a.tools.json at ./a.tools.json'],
    [
      '**User request:** a\n**API schema:** {"name": "SearchSol‸ution", "parameters": {}}',
      'declaration tool SearchSolution at SearchSolution',
    ],
    [
      '**User request:** a\n**API schema:** {"name": "Own", "parameters": {"type": "object", "properties": {"o‸ne": {}}}}',
      'declaration parameter Own/one at one',
    ],
    [
      '**User request:** a\n**API schema:**\n```yaml\nname: O‸wn\nparameters: {type: object}\n```',
      'declaration tool Own at Own',
    ],
    ['**Us‸er**: a', 'use label user at **User**:'],
    ['**User**:‸ a', 'use label user at **User**:'],
    ['**User**: a‸b', undefined],
    ['---\nsop: ./repair.sop.md\n---\n**User**: a\n<!-- step ‸2 -->\n**Think**: b', 'use step 2 at 2'],
    ['---\nsop: ./repair.sop.md\n---\n**User**: a\n<!-- step 二‸ -->\n**Think**: b', 'use step 2 at 二'],
    ['---\nsop: ./repair.sop.md\n---\n**User**: a\n<!-- step 8‸ -->\n**Think**: b', 'use step 8? at 8'],
    ['---\nsop: "./rep‸air.sop.md"\n---\n', 'use path ./repair.sop.md at ./repair.sop.md'],
    ['---\nso‸p: a\n---\n', 'use key sop at sop'],
    ['---\nsop: a\nstyle: rea‸ct\n---\n', 'use key style="react" at react'],
    ['1. a\n‸2. b', 'declaration step 2 at 2.', { name: 'x.sop.md' }],
    ['一、 a\n二‸、 b', 'declaration step 2 at 二、', { name: 'x.sop.md' }],
    ['1. `SearchSo‸lution`', 'mention tool SearchSolution at SearchSolution', { name: 'x.sop.md' }],
    ['1. `wo‸rd`', 'mention tool word? at word', { name: 'x.sop.md' }],
    ['---\ntools: ./a.‸tools.json\n---\n1. a', 'use path ./a.tools.json at ./a.tools.json', { name: 'x.sop.md' }],
    ['rules:\n  unknown‸-tool: off', 'use key rules.unknown-tool at unknown-tool', { name: 'sop-shots.yaml' }],
    ['tools: ./a.‸tools.json', 'use path ./a.tools.json at ./a.tools.json', { name: 'sop-shots.yaml' }],
    [marked(json, 'SubmitOrder'), 'declaration tool SubmitOrder at SubmitOrder', { name: 'x.tools.json' }],
    [marked(json, 'parts'), 'declaration parameter SubmitOrder/parts at parts', { name: 'x.tools.json' }],
    [marked(json, 'state'), 'declaration parameter SubmitOrder/parts/[]/state at state', { name: 'x.tools.json' }],
    [marked(json, 'later'), 'declaration value SubmitOrder/tags/[]="later"! at later', { name: 'x.tools.json' }],
    [marked(json, '城市"'), 'declaration parameter 查询天气/城市 at 城市', { name: 'x.tools.json' }],
    [marked(json, 'required'), undefined, { name: 'x.tools.json' }],
    [
      'name: f\nparameters:\n  type: object\n  properties:\n    ci‸ty: {type: string}\n',
      'declaration parameter f/city at city',
      { name: 'x.tools.yaml' },
    ],
    ['just: a\nyaml: fi‸le\n', undefined, { name: 'x.yaml' }],
    ['‸', undefined],
  ])('%s', async (at, expected, options) => {
    expect(await entityOf(at, options)).toBe(expected);
  });

  it('knows nothing of a file that is gone', async () => {
    const { host } = bench('');
    expect(await loadContext(createWorkspace(host), 'file:///w/gone.shots.md')).toBeUndefined();
  });
});
