import type { ToolDraft } from './draft.ts';
import { isList, isObject, member } from './pointer.ts';
import { childSite, type SchemaSite } from './references.ts';
import type { JsonObject, JsonValue, ToolFormat } from './tool.ts';

/** Members under which the formats keep their lists of tools, or what holds such a list. */
const CONTAINERS = [
  'tools',
  'functions',
  'functionDeclarations',
  'function_declarations',
  'toolConfig',
  'result',
] as const;

/** How a tool's object is taken apart: where the function is, and under which steps its schemas stand. */
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

/** Finds the tools in a value of any format but OpenAPI's, wherever its containers put them. */
export function functionTools(root: SchemaSite): readonly ToolDraft[] {
  const drafts: ToolDraft[] = [];
  collect(root, undefined, 0, drafts);
  return drafts;
}

function collect(site: SchemaSite, container: string | undefined, depth: number, drafts: ToolDraft[]): void {
  if (depth > 6) return;
  if (isList(site.value)) {
    for (const index of site.value.keys()) descend(site, [index], container, depth, drafts);
    return;
  }
  if (!isObject(site.value)) return;
  const shape = shapeOf(site.value, container);
  if (shape !== undefined) {
    const draft = draftOf(site, shape);
    if (draft !== undefined) drafts.push(draft);
    return;
  }
  for (const key of CONTAINERS) {
    if (member(site.value, key) !== undefined) descend(site, [key], key, depth, drafts);
  }
}

function descend(
  site: SchemaSite,
  steps: readonly (string | number)[],
  container: string | undefined,
  depth: number,
  drafts: ToolDraft[],
): void {
  const child = childSite(site, ...steps);
  if (child !== undefined) collect(child, container, depth + 1, drafts);
}

function shapeOf(tool: JsonObject, container: string | undefined): Shape | undefined {
  if (isObject(member(tool, 'function'))) return OPENAI;
  if (isObject(member(tool, 'toolSpec'))) return BEDROCK;
  if (typeof member(tool, 'name') !== 'string') return undefined;
  if (member(tool, 'input_schema') !== undefined) return ANTHROPIC;
  if (member(tool, 'inputSchema') !== undefined) return MCP;
  const gemini = container === 'functionDeclarations' || container === 'function_declarations';
  if (gemini || member(tool, 'parametersJsonSchema') !== undefined) return GEMINI;
  return isBare(tool, container) ? BARE : undefined;
}

/** An object with a name is a tool if something else says so too: a document's `info` has a name as well. */
function isBare(tool: JsonObject, container: string | undefined): boolean {
  if (CONTAINERS.some((key) => isList(member(tool, key)))) return false;
  if (member(tool, 'parameters') !== undefined || member(tool, 'type') === 'function') return true;
  return typeof member(tool, 'description') === 'string' && (container !== undefined || Object.keys(tool).length <= 3);
}

function draftOf(site: SchemaSite, shape: Shape): ToolDraft | undefined {
  const inner = childSite(site, ...shape.functionAt);
  if (inner === undefined || !isObject(inner.value)) return undefined;
  const name = member(inner.value, 'name');
  if (typeof name !== 'string' || name === '') return undefined;
  const find = (paths: Shape['parameters']): SchemaSite | undefined => {
    for (const path of paths) {
      const found = childSite(inner, ...path);
      if (found !== undefined && found.value !== null) return found;
    }
    return undefined;
  };
  return {
    name,
    description: text(member(inner.value, 'description')),
    strict: member(inner.value, 'strict') === true,
    format: shape.format,
    site,
    operation: undefined,
    parameters: () => ({ kind: 'schema', site: find(shape.parameters) }),
    returns: () => find(shape.returns),
  };
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
