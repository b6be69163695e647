import { contentHash, type JsonObject, trimEndOf } from '../../core/index.ts';
import { type Conversation, type ToolDefinition, toToolJson } from '../conversation/conversation.ts';
import { type Exclusion, exclude } from '../exclusion.ts';
import { toPythonJson } from '../json.ts';

/** The names that tools have in a file, by the names they have in the documents. */
export type WireNames = Readonly<Record<string, string>>;

/** Assigns names to tools as they are met. */
export interface WireNaming {
  nameOf(name: string): string;
  /** Why a conversation cannot be written with these names: they are not accepted, or no longer tell two tools apart. */
  findProblem(conversation: Conversation): Exclusion | undefined;
  /** The names that differ, to be written beside the data so that an import can reverse them. */
  readonly used: ReadonlyMap<string, string>;
}

/** `given` are the user's own names; with `generate`, names that `pattern` rejects get a stable name in ASCII. */
export function createWireNaming(given: WireNames, pattern: RegExp | undefined, generate: boolean): WireNaming {
  const used = new Map<string, string>();
  const owners = new Map<string, string>();
  const nameOf = (name: string): string => {
    const known = used.get(name) ?? (Object.hasOwn(given, name) ? given[name] : undefined);
    const wire = known ?? (generate && !(pattern ?? ASCII_NAME).test(name) ? toAsciiName(name) : name);
    if (wire !== name) used.set(name, wire);
    return wire;
  };
  const findProblem = ({ turns, tools }: Conversation): Exclusion | undefined => {
    const called = turns.flatMap((turn) => (turn.kind === 'assistant' ? turn.calls : []));
    for (const { name } of [...called, ...tools]) {
      const wire = nameOf(name);
      if (pattern?.test(wire) === false) return exclude('name', { name });
      const other = owners.get(wire) ?? name;
      if (other !== name) return exclude('same-name', { name, other, wire });
      owners.set(wire, name);
    }
    return undefined;
  };
  return { nameOf, findProblem, used };
}

const ASCII_NAME = /^[a-zA-Z0-9_.-]{1,64}$/;

/** What is ASCII of the name, and a hash of the whole name, so that two names never become one. */
function toAsciiName(name: string): string {
  const kept = trimEndOf(name.replace(/[^a-zA-Z0-9_-]+/g, '_').replace(/^_+/, ''), /_/);
  return `${kept === '' ? 'tool' : kept.slice(0, 40)}_${contentHash(name).slice(0, 8)}`;
}

/** A tool with its name in the file. */
export function toWireTool(tool: ToolDefinition, wireName: (name: string) => string): JsonObject {
  const name = wireName(tool.name);
  if (name === tool.name) return toToolJson(tool);
  return toToolJson({ ...tool, name, function: { ...tool.function, name } });
}

/** The tools of a row as a JSON text; undefined for a row without that column. */
export function toToolText(
  { tools, hasToolList = false }: Conversation,
  wireName: (name: string) => string,
  isUniform: boolean,
): string | undefined {
  if (tools.length > 0 || hasToolList) return toPythonJson(tools.map((tool) => toWireTool(tool, wireName)));
  return isUniform ? '' : undefined;
}
