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
  notGiven: {
    en: 'Neither the row nor the tool files have a tool `{name}`.',
    'zh-CN': '此行和工具文件中都没有工具 `{name}`。',
  },
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

/** Checks the calls of conversations against their own tools; those of conversations without tools against `given`. */
export function createCallCheck(given: readonly Tool[] = []): (conversation: Conversation) => readonly CallFinding[] {
  const toolOf = createToolReader();
  const givenTools = new Map(given.map((tool) => [tool.name, tool]));
  return (conversation) => {
    const isWithoutTools = conversation.tools.length === 0;
    if (isWithoutTools && given.length === 0) return [];
    const calls = conversation.turns.flatMap((turn) => (turn.kind === 'assistant' ? turn.calls : []));
    return calls.flatMap((call) =>
      isWithoutTools ? checkGiven(call, givenTools) : checkCall(call, conversation, toolOf),
    );
  };
}

function checkGiven(call: ConversationCall, tools: ReadonlyMap<string, Tool>): readonly CallFinding[] {
  const { name } = call;
  const tool = tools.get(name);
  if (tool !== undefined) return checkWith(tool, call);
  return [{ rule: 'unknown-tool', severity: 'error', path: pathOf(call), message: say('notGiven', { name }) }];
}

function checkCall(
  call: ConversationCall,
  { tools }: Conversation,
  toolOf: (definition: ToolDefinition) => Tool | undefined,
): readonly CallFinding[] {
  const { name, arguments: values } = call;
  const definition = tools.findLast((known) => known.name === name);
  if (definition === undefined) {
    return [{ rule: 'unknown-tool', severity: 'error', path: pathOf(call), message: say('unknownTool', { name }) }];
  }
  if (fitsPlainly(definition.function, values)) return [];
  // A tool whose definition cannot be read is known by its name.
  const tool = toolOf(definition);
  return tool === undefined ? [] : checkWith(tool, call);
}

function checkWith(tool: Tool, call: ConversationCall): readonly CallFinding[] {
  const { name, arguments: values } = call;
  return checkArguments(tool, values).map((problem) => toFinding(problem, name, values, pathOf(call)));
}

function pathOf({ origin }: ConversationCall): ValuePath {
  return 'path' in origin ? origin.path : [];
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
