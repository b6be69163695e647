import type { ArgumentGoal, Goal } from '../../../generation/index.ts';
import type { ParameterCoverage, ToolCoverage } from '../model.ts';
import { getMissingParameters, getMissingValues } from '../totals.ts';
import { exampleNodes } from './exampleNodes.ts';
import type { GenerationRequest, TreeNode } from './treeNode.ts';
import type { TreeWords } from './words.ts';

/** The tools, those with the fewest examples first. */
export function toolsNode(tools: readonly ToolCoverage[], words: TreeWords, pathOf: (uri: string) => string): TreeNode {
  const sorted = tools.toSorted((a, b) => a.examples.length - b.examples.length);
  const called = tools.filter(({ calls }) => calls > 0).length;
  const label = words.text('tools');
  const description = `${called}/${tools.length}`;
  return {
    id: 'tools',
    kind: 'tools',
    state: called === tools.length ? 'covered' : called === 0 ? 'uncovered' : 'partial',
    label,
    description,
    spoken: words.both(label, description),
    place: undefined,
    children: sorted.map((tool) => toolNode(tool, tools, words, pathOf)),
  };
}

function toolNode(
  tool: ToolCoverage,
  tools: readonly ToolCoverage[],
  words: TreeWords,
  pathOf: (uri: string) => string,
): TreeNode {
  const { uri, name, range, examples } = tool;
  const id = `${uri} tool ${name}`;
  const gaps = [
    ...getMissingParameters(tool).map((parameter) => parameterGap(id, tool, parameter, words)),
    ...getMissingValues(tool).flatMap((parameter) => valueGaps(id, tool, parameter, words)),
  ];
  const state = words.shots(examples.length);
  const isUnused = examples.length === 0;
  const isAlone = tools.every((other) => other === tool || other.name !== name);
  const description = isAlone ? state : `${state} · ${pathOf(uri)}`;
  return {
    id,
    kind: 'tool',
    state: isUnused ? 'uncovered' : gaps.length === 0 ? 'covered' : 'partial',
    label: name,
    description,
    spoken: words.text('spokenTool', { name, state: description }),
    place: { uri, range },
    ...(isUnused ? { request: requestFor(tool, [{ kind: 'tool', tool: name }]) } : {}),
    children: [...gaps, ...exampleNodes(id, examples, words, pathOf)],
  };
}

function parameterGap(id: string, tool: ToolCoverage, parameter: ParameterCoverage, words: TreeWords): TreeNode {
  const { name, path, isRequired, uri, range } = parameter;
  const label = words.text(isRequired ? 'parameter' : 'optional', { name });
  return gapNode(`${id} ${name}`, label, { uri, range }, tool, { kind: 'argument', tool: tool.name, path });
}

function valueGaps(
  id: string,
  tool: ToolCoverage,
  { name, path, uri, values }: ParameterCoverage,
  words: TreeWords,
): readonly TreeNode[] {
  return values.map(({ value, text, range }) => {
    const goal: ArgumentGoal = { kind: 'argument', tool: tool.name, path, value };
    return gapNode(`${id} ${name} ${text}`, words.text('value', { name, value: text }), { uri, range }, tool, goal);
  });
}

function gapNode(
  id: string,
  label: string,
  place: NonNullable<TreeNode['place']>,
  tool: ToolCoverage,
  goal: ArgumentGoal,
): TreeNode {
  const request = requestFor(tool, [goal]);
  return { id, kind: 'gap', state: 'uncovered', label, description: '', spoken: label, place, request, children: [] };
}

/** The shots go to the first document that can call the tool. */
function requestFor({ uri, name, documents }: ToolCoverage, goals: readonly Goal[]): GenerationRequest {
  return { document: documents[0], procedure: undefined, tool: { name, uri }, goals };
}
