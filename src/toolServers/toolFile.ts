import type { Tool } from '@modelcontextprotocol/client';

/** What differs between the tools of a file and those that a server lists now, by name, in the order listed. */
export interface ToolChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** The text of a tool file in the format of MCP's `tools/list`, with a line end at its end. */
export function printToolFile(tools: readonly Tool[]): string {
  return `${JSON.stringify({ tools }, undefined, 2)}\n`;
}

/** Compares a file written by an earlier import with the tools of now. A file of another format counts as empty. */
export function compareToolFile(before: string, tools: readonly Tool[]): ToolChanges {
  const old = new Map(readEntries(before).map((tool) => [tool.name, JSON.stringify(tool)]));
  const names = new Set(tools.map(({ name }) => name));
  return {
    added: tools.map(({ name }) => name).filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !names.has(name)),
    changed: tools
      .filter((tool) => old.has(tool.name) && old.get(tool.name) !== JSON.stringify(tool))
      .map(({ name }) => name),
  };
}

function readEntries(text: string): readonly { readonly name: string }[] {
  try {
    const file: unknown = JSON.parse(text);
    const tools: unknown = typeof file === 'object' && file !== null && 'tools' in file ? file.tools : undefined;
    return Array.isArray(tools) ? tools.filter(hasName) : [];
  } catch {
    return [];
  }
}

function hasName(entry: unknown): entry is { readonly name: string } {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string';
}
