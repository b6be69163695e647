import {
  type ArgumentProblem,
  checkArguments,
  defineMessages,
  describeExpected,
  describeValue,
  type JsonValue,
  type Message,
  parseTools,
  type Severity,
  type Tool,
  type ValuePath,
} from '../../core/index.ts';
import {
  type Conversation,
  type ConversationCall,
  type ToolDefinition,
  toToolJson,
} from '../conversation/conversation.ts';
import { fitsPlainly } from './plainArguments.ts';
import { isSameSchema } from './sameSchema.ts';

const say = defineMessages({
  unknownTool: { en: 'The row has no tool `{name}`.', 'zh-CN': '此行没有工具 `{name}`。' },
  missing: {
    en: '`{tool}`: the required parameter `{name}` is missing.',
    'zh-CN': '`{tool}`：缺少必填参数 `{name}`。',
  },
  unknown: { en: '`{tool}` has no parameter `{name}`.', 'zh-CN': '`{tool}` 没有参数 `{name}`。' },
  wrong: {
    en: '`{tool}`: `{name}` must be {expected}, but it is {found}.',
    'zh-CN': '`{tool}`：`{name}` 应为{expected}，而此处是{found}。',
  },
});

/** A problem of a call, under the id that the same problem has in shots. */
export interface CallFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly path: ValuePath;
  readonly message: Message;
}

const RULES: Readonly<Record<ArgumentProblem['kind'], readonly [rule: string, severity: Severity]>> = {
  missing: ['missing-parameter', 'error'],
  unknown: ['unknown-parameter', 'error'],
  type: ['parameter-type', 'error'],
  value: ['parameter-value', 'error'],
  format: ['parameter-format', 'warning'],
};

/** Checks the calls of conversations against their own tools. */
export function createCallCheck(): (conversation: Conversation) => readonly CallFinding[] {
  const toolOf = createToolReader();
  return (conversation) => {
    if (conversation.tools.length === 0) return [];
    const findings: CallFinding[] = [];
    for (const turn of conversation.turns) {
      if (turn.kind !== 'assistant') continue;
      for (const call of turn.calls) findings.push(...checkCall(call, conversation, toolOf));
    }
    return findings;
  };
}

function checkCall(
  { name, arguments: values, origin }: ConversationCall,
  { tools }: Conversation,
  toolOf: (definition: ToolDefinition) => Tool | undefined,
): readonly CallFinding[] {
  const path = 'path' in origin ? origin.path : [];
  const definition = tools.findLast((known) => known.name === name);
  if (definition === undefined) {
    return [{ rule: 'unknown-tool', severity: 'error', path, message: say('unknownTool', { name }) }];
  }
  if (fitsPlainly(definition.function, values)) return [];
  // A tool whose definition cannot be read is known by its name.
  const tool = toolOf(definition);
  if (tool === undefined) return [];
  return checkArguments(tool, values).map((problem) => toFinding(problem, name, values, path));
}

function toFinding(problem: ArgumentProblem, tool: string, values: JsonValue, path: ValuePath): CallFinding {
  const [rule, severity] = RULES[problem.kind];
  const name = problem.path.join('.');
  if (problem.kind === 'missing' || problem.kind === 'unknown') {
    return { rule, severity, path, message: say(problem.kind, { tool, name }) };
  }
  const expected = describeExpected(problem.schema);
  const found = describeValue(valueAt(values, problem.path));
  return { rule, severity, path, message: say('wrong', { tool, name, expected, found }) };
}

function valueAt(values: JsonValue, path: ValuePath): JsonValue {
  let value: JsonValue = values;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Readonly<Record<string | number, JsonValue>>)[step] ?? null;
  }
  return value;
}

/** How many tools with one name are remembered. */
const MAX_KNOWN = 50;

interface KnownTool {
  readonly definition: ToolDefinition;
  readonly tool: Tool | undefined;
}

/** Rows often have the same tools. Each is read once, when a call needs its validator. */
function createToolReader(): (definition: ToolDefinition) => Tool | undefined {
  const byName = new Map<string, KnownTool[]>();
  return (definition) => {
    const known = byName.get(definition.name) ?? [];
    byName.set(definition.name, known);
    const same = known.find((other) => isSameSchema(toToolJson(other.definition), toToolJson(definition)));
    if (same !== undefined) return same.tool;
    const [tool] = parseTools('row.tools.json', JSON.stringify([toToolJson(definition)])).tools;
    if (known.length >= MAX_KNOWN) known.shift();
    known.push({ definition, tool });
    return tool;
  };
}
