import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import { isParameterList, readParameterList } from './parameterLists.ts';
import { getChildNode, type SchemaNode } from './schemaNode.ts';
import type { ToolFormat } from './tool.ts';
import type { ParametersDraft, ToolDraft } from './toolDraft.ts';
import {
  type EntryProblem,
  findMisspeltKey,
  getMisplacedSchema,
  getMisspeltProblems,
  getNamelessProblem,
  getSkippedProblem,
  SCHEMA_KEYS,
  type SchemaKey,
} from './toolEntries.ts';

/** Members under which the formats keep their lists of tools, or what holds such a list. */
const CONTAINERS = [
  'tools',
  'functions',
  'functionDeclarations',
  'function_declarations',
  'toolConfig',
  'result',
] as const;

/** How a tool's object is taken apart: where the function is, and under which steps its schemas are. */
interface Shape {
  readonly format: ToolFormat;
  /** The steps from the tool to the object with `name` and `description`. */
  readonly functionAt: readonly string[];
  readonly parameters: readonly (readonly string[])[];
  readonly returns: readonly (readonly string[])[];
}

const OPENAI: Shape = { format: 'openai', functionAt: ['function'], parameters: [['parameters']], returns: [] };
const BEDROCK: Shape = {
  format: 'bedrock',
  functionAt: ['toolSpec'],
  parameters: [['inputSchema', 'json']],
  returns: [],
};
const ANTHROPIC: Shape = { format: 'anthropic', functionAt: [], parameters: [['input_schema']], returns: [] };
const MCP: Shape = { format: 'mcp', functionAt: [], parameters: [['inputSchema']], returns: [['outputSchema']] };
const GEMINI: Shape = {
  format: 'gemini',
  functionAt: [],
  parameters: [['parameters'], ['parametersJsonSchema']],
  returns: [['response'], ['responseJsonSchema']],
};
const BARE: Shape = {
  format: 'bare',
  functionAt: [],
  parameters: [['parameters']],
  returns: [['returns'], ['response']],
};

/** What a tool is whose schema is under one of these keys. */
const SHAPE_OF_KEY: Readonly<Record<SchemaKey, Shape>> = {
  parameters: BARE,
  input_schema: ANTHROPIC,
  inputSchema: MCP,
  parametersJsonSchema: GEMINI,
};

/** The tools of a value, and the entries that were intended as tools but are not valid. */
export interface FunctionTools {
  readonly drafts: readonly ToolDraft[];
  readonly problems: readonly EntryProblem[];
}

/** Finds the tools in a value of any format but OpenAPI's, wherever its containers put them. */
export function functionTools(root: SchemaNode): FunctionTools {
  const found: Found = { drafts: [], problems: [] };
  collect(root, undefined, 0, found);
  return found;
}

interface Found {
  readonly drafts: ToolDraft[];
  readonly problems: EntryProblem[];
}

function collect(node: SchemaNode, container: string | undefined, depth: number, found: Found): void {
  if (depth > 6) return;
  if (isList(node.value)) {
    collectList(node, node.value, container, depth, found);
    return;
  }
  if (!isObject(node.value)) return;
  const shape = shapeOf(node.value, container);
  if (shape !== undefined) {
    const draft = draftOf(node, shape, found);
    if (draft !== undefined) found.drafts.push(draft);
    return;
  }
  for (const key of CONTAINERS) {
    if (member(node.value, key) !== undefined) descend(node, [key], key, depth, found);
  }
}

/** Where some entries of a list are tools, all are meant to be. */
function collectList(
  node: SchemaNode,
  items: readonly JsonValue[],
  container: string | undefined,
  depth: number,
  found: Found,
): void {
  const before = found.drafts.length;
  const skipped: SchemaNode[] = [];
  for (const index of items.keys()) {
    const count = found.drafts.length + found.problems.length;
    descend(node, [index], container, depth, found);
    const entry = getChildNode(node, index);
    if (entry !== undefined && found.drafts.length + found.problems.length === count) skipped.push(entry);
  }
  if (found.drafts.length === before) return;
  found.problems.push(...skipped.flatMap((entry) => getSkippedProblem(entry) ?? []));
}

function descend(
  node: SchemaNode,
  steps: readonly (string | number)[],
  container: string | undefined,
  depth: number,
  found: Found,
): void {
  const child = getChildNode(node, ...steps);
  if (child !== undefined) collect(child, container, depth + 1, found);
}

function shapeOf(tool: JsonObject, container: string | undefined): Shape | undefined {
  if (isObject(member(tool, 'function'))) return OPENAI;
  if (isObject(member(tool, 'toolSpec'))) return BEDROCK;
  if (typeof member(tool, 'name') !== 'string') return undefined;
  if (member(tool, 'input_schema') !== undefined) return ANTHROPIC;
  if (member(tool, 'inputSchema') !== undefined) return MCP;
  const gemini = container === 'functionDeclarations' || container === 'function_declarations';
  if (gemini || member(tool, 'parametersJsonSchema') !== undefined) return GEMINI;
  if (isBare(tool, container)) return BARE;
  const misspelt = findMisspeltKey(tool, SCHEMA_KEYS);
  return misspelt === undefined ? undefined : SHAPE_OF_KEY[misspelt.meant];
}

/** An object with a name is a tool if something else says so too: a document's `info` has a name as well. */
function isBare(tool: JsonObject, container: string | undefined): boolean {
  if (CONTAINERS.some((key) => isList(member(tool, key)))) return false;
  if (member(tool, 'parameters') !== undefined || member(tool, 'type') === 'function') return true;
  if (describesArguments(member(tool, 'arguments'))) return true;
  return typeof member(tool, 'description') === 'string' && (container !== undefined || Object.keys(tool).length <= 3);
}

/** Some files keep the schema, or a list of parameters, under `arguments`, where others would keep an example. */
function describesArguments(value: JsonValue | undefined): boolean {
  if (isParameterList(value)) return true;
  return isObject(value) && (isObject(member(value, 'properties')) || member(value, 'type') === 'object');
}

function draftOf(node: SchemaNode, shape: Shape, { problems }: Found): ToolDraft | undefined {
  const inner = getChildNode(node, ...shape.functionAt);
  if (inner === undefined || !isObject(inner.value)) return undefined;
  const name = member(inner.value, 'name');
  if (typeof name !== 'string' || name === '') {
    problems.push(getNamelessProblem(inner));
    return undefined;
  }
  const find = (paths: Shape['parameters']): SchemaNode | undefined => {
    for (const path of paths) {
      const found = getChildNode(inner, ...path);
      if (found !== undefined && found.value !== null) return found;
    }
    return undefined;
  };
  const parameters =
    find(shape.parameters) ?? find(describesArguments(member(inner.value, 'arguments')) ? [['arguments']] : []);
  const misplaced = parameters === undefined ? getMisplacedSchema(inner, shape.parameters) : undefined;
  if (misplaced !== undefined) problems.push(misplaced);
  problems.push(...getMisspeltProblems(inner));
  return {
    name,
    description: text(member(inner.value, 'description')),
    strict: member(inner.value, 'strict') === true,
    format: shape.format,
    node,
    operation: undefined,
    // Where the schema is known to be somewhere else, its calls are not checked.
    parameters: () => (misplaced === undefined ? toParameters(parameters) : toParameters(openSchema(misplaced.node))),
    returns: () => find(shape.returns) ?? find([['results']]),
  };
}

function toParameters(node: SchemaNode | undefined): ParametersDraft {
  const list = node === undefined ? undefined : readParameterList(node);
  return list ?? { kind: 'schema', node };
}

function openSchema(node: SchemaNode): SchemaNode {
  return { ...node, value: { type: 'object', additionalProperties: true } };
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
