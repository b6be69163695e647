import { type CompletionItem, MarkupKind } from 'vscode-languageserver-types';
import { parameterText } from '../hover/parameterText.ts';
import { toolText } from '../hover/toolText.ts';
import type { FeatureServices } from '../services.ts';

/** Adds the documentation of a tool or parameter, which is costly to put together for all of a list. */
export async function resolveCompletion(services: FeatureServices, item: CompletionItem): Promise<CompletionItem> {
  const value = await documentation(services, item.data);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** The data comes back from the editor, so nothing is taken for granted. */
async function documentation(services: FeatureServices, data: unknown): Promise<string | undefined> {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('tool' in data)) return undefined;
  const { uri, tool: toolName } = data;
  if (typeof uri !== 'string' || typeof toolName !== 'string') return undefined;
  const context = await services.load(uri, undefined);
  if (context?.kind !== 'shots' && context?.kind !== 'procedure') return undefined;
  const tool = context.subject.tools.get(toolName);
  if (tool === undefined) return undefined;
  const path = 'path' in data && Array.isArray(data.path) ? data.path.map(String) : undefined;
  return path === undefined
    ? toolText(services, tool)
    : parameterText(services, { kind: 'parameter', tool, toolName, path });
}
