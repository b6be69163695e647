import {
  checkCalls,
  type DocumentContext,
  defineMessages,
  type FlowEdge,
  flowCoverage,
  isObject,
  type JsonValue,
  type Message,
  type Procedure,
  type Shot,
  verbatim,
} from '../../../core/index.ts';

const say = defineMessages({
  step: { en: 'step {number}', 'zh-CN': '步骤 {number}' },
  branch: { en: '"{text}"', 'zh-CN': '“{text}”' },
  otherwise: { en: 'not "{text}"', 'zh-CN': '不是“{text}”' },
  value: { en: '{parameter} = {value}', 'zh-CN': '{parameter} = {value}' },
});

/** Something a prompt should show at least once. */
export interface CoverageGoal {
  /** The same for the same goal. */
  readonly key: string;
  readonly label: Message;
}

/** What each shot of a document shows. */
export type CoverageGoals = ReadonlyMap<Shot, readonly CoverageGoal[]>;

/** The steps and branches of procedures, the tools and the values of enumerations that the shots of a document show. */
export function getCoverageGoals(context: DocumentContext): CoverageGoals {
  const goals = new Map<Shot, CoverageGoal[]>(context.document.shots.map((shot) => [shot, []]));
  const add = (shot: Shot, goal: CoverageGoal): void => {
    const list = goals.get(shot);
    if (list !== undefined && !list.some(({ key }) => key === goal.key)) list.push(goal);
  };
  for (const procedure of context.procedures) addProcedureGoals(context, procedure, add);
  for (const { site, tool, values } of checkCalls(context.document, context.tools)) {
    if (site.mention) continue;
    const { name } = site.call;
    add(site.shot, { key: `tool ${name.text}`, label: verbatim(name.text) });
    for (const [parameter, value] of enumeratedValues(tool?.parameters ?? {}, values)) {
      const key = `value ${name.text} ${parameter} ${JSON.stringify(value)}`;
      add(site.shot, { key, label: say('value', { parameter, value: JSON.stringify(value) }) });
    }
  }
  return goals;
}

function addProcedureGoals(
  { document, procedures }: DocumentContext,
  procedure: Procedure,
  add: (shot: Shot, goal: CoverageGoal) => void,
): void {
  const { uri, flow, steps } = procedure;
  const numbers = new Map(steps.map(({ id, number }) => [id, number]));
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  for (const { shot, nodes: shown, edges } of flowCoverage(document, procedure, procedures).shots) {
    for (const id of shown) {
      const step = nodes.get(id)?.step;
      if (step === undefined) continue;
      add(shot, { key: `step ${uri} ${step}`, label: say('step', { number: numbers.get(step) ?? step }) });
    }
    for (const edge of edges.keys()) {
      const label = toBranchLabel(edge);
      if (label !== undefined) add(shot, { key: `branch ${uri} ${edge.from} ${edge.to} ${edge.kind}`, label });
    }
  }
}

/** The condition of an edge; undefined for an edge without one. */
function toBranchLabel({ kind, condition }: FlowEdge): Message | undefined {
  if (condition === undefined || condition === '') return undefined;
  return say(kind === 'false' ? 'otherwise' : 'branch', { text: condition });
}

/** The arguments whose schema lists the values that are possible. */
function enumeratedValues(
  schema: DocumentContext['tools']['tools'][number]['parameters'],
  values: Readonly<Record<string, JsonValue>>,
): readonly (readonly [string, JsonValue])[] {
  const { properties } = schema;
  if (!isObject(properties)) return [];
  return Object.entries(values).flatMap(([name, value]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const isEnumerated = isObject(property) && (Array.isArray(property.enum) || property.type === 'boolean');
    return isEnumerated ? [[name, value] as const] : [];
  });
}
