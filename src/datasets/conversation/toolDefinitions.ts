import { hash32, type Tool, type ToolCatalog } from '../../core/index.ts';
import type { ToolDefinition } from './conversation.ts';

/** Which tools a sample has: those it calls, those of its document, or those it calls and some others. */
export type ToolSelection =
  | { readonly kind: 'used' }
  | { readonly kind: 'document' }
  | { readonly kind: 'used+'; readonly others: number };

/** Reads `used`, `document` or `used+N`; undefined for anything else. */
export function parseToolSelection(text: string): ToolSelection | undefined {
  if (text === 'used' || text === 'document') return { kind: text };
  const [, others] = /^used\+(\d{1,6})$/.exec(text) ?? [];
  return others === undefined ? undefined : { kind: 'used+', others: Number(others) };
}

/** Makes the list of tools of each sample of a document, in the document's order. */
export function createToolSelector(
  catalog: ToolCatalog,
  selection: ToolSelection,
): (used: ReadonlySet<string>, sample: string) => readonly ToolDefinition[] {
  // Where two tools have the same name, calls go to the first one.
  const all = catalog.tools.filter((tool) => catalog.get(tool.name) === tool);
  const definitions = new Map(all.map((tool) => [tool.name, toDefinition(tool)]));
  const list = [...definitions.values()];
  if (selection.kind === 'document') return () => list;
  return (used, sample) => {
    const others = selection.kind === 'used' ? [] : list.filter(({ name }) => !used.has(name));
    const count = selection.kind === 'used' ? 0 : selection.others;
    const added = new Set(pick(others, count, sample).map(({ name }) => name));
    return list.filter(({ name }) => used.has(name) || added.has(name));
  };
}

/** Some items, other ones for each sample but always the same for one. */
function pick(items: readonly ToolDefinition[], count: number, sample: string): readonly ToolDefinition[] {
  if (items.length <= count) return items;
  const ranked = items.map((item) => ({ item, rank: hash32(`${sample}/${item.name}`) }));
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ item }) => item);
}

const FUNCTION = { type: 'function' };

function toDefinition({ name, description, parameters, strict }: Tool): ToolDefinition {
  const definition = { name, description, parameters, ...(strict ? { strict } : {}) };
  return { name, function: definition, wrapper: FUNCTION };
}
