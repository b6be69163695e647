import type { Tool, ToolCatalog, ToolFile } from './tool.ts';

/** A catalog of tools; where names clash, the first wins. */
export function createCatalog(tools: readonly Tool[], files: readonly ToolFile[]): ToolCatalog {
  const byName = new Map<string, Tool[]>();
  for (const tool of tools) {
    const list = byName.get(tool.name);
    if (list === undefined) byName.set(tool.name, [tool]);
    else list.push(tool);
  }
  return {
    tools,
    files,
    get: (name) => byName.get(name)?.[0],
    named: (name) => byName.get(name) ?? [],
  };
}
