import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import { type Cancellation, NEVER_CANCELLED } from '../host.ts';
import { blockText } from '../model/blockText.ts';
import type { ShotsDocument } from '../model/model.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Tool } from '../schemas/tool.ts';
import { getBaseName } from '../text/paths.ts';
import { createSlices } from '../text/timeSlices.ts';
import { toolDeclaration } from './declarations.ts';
import { fuzzyMatch } from './fuzzy.ts';
import { toRange } from './ranges.ts';
import type { FeatureServices } from './services.ts';
import { symbolKinds } from './symbolKinds.ts';

/** The most symbols answered; a user who sees so many types another letter. */
const MAX_SYMBOLS = 500;

/** The longest name in UTF-16 units. */
const MAX_NAME = 80;

/**
 * Tools, steps and shots of the workspace that match a query. Shots are looked for only where something was typed:
 * an empty query would list thousands.
 */
export async function workspaceSymbols(
  services: FeatureServices,
  query: string,
  cancellation: Cancellation = NEVER_CANCELLED,
): Promise<readonly WorkspaceSymbol[]> {
  const found: WorkspaceSymbol[] = [];
  const add = (symbol: WorkspaceSymbol): void => {
    if (found.length < MAX_SYMBOLS && fuzzyMatch(query, symbol.name)) found.push(symbol);
  };
  const { index } = services;
  for (const file of await index.toolFiles(cancellation)) for (const tool of file.tools) add(toolSymbol(tool));
  const slices = createSlices();
  for (const uri of await index.documents(cancellation)) {
    if (cancellation.isCancellationRequested || found.length >= MAX_SYMBOLS) break;
    for (const symbol of await loadSymbols(services, uri, query)) add(symbol);
    await slices.yieldIfDue();
  }
  return found;
}

function toolSymbol(tool: Tool): WorkspaceSymbol {
  const { uri, lines, range } = toolDeclaration(tool);
  const location = { uri, range: toRange(lines, range) };
  return { name: tool.name, kind: symbolKinds.tool, location, containerName: getBaseName(uri) };
}

async function loadSymbols(
  { workspace }: FeatureServices,
  uri: string,
  query: string,
): Promise<readonly WorkspaceSymbol[]> {
  if (/\.sop\.md$/i.test(uri)) {
    const loaded = await workspace.uncached.procedure(uri);
    return loaded.ok ? stepSymbols(loaded.value.subject.procedure) : [];
  }
  if (query.trim() === '') return [];
  const loaded = await workspace.uncached.shots(uri);
  return loaded.ok ? shotSymbols(uri, loaded.value.subject.document) : [];
}

function stepSymbols({ uri, text, lines, steps }: Procedure): readonly WorkspaceSymbol[] {
  return steps.map(({ number, content, marker }) => {
    const words = text.slice(content.start, Math.min(content.end, content.start + MAX_NAME)).split(/\r?\n/, 1)[0] ?? '';
    const location = { uri, range: toRange(lines, marker) };
    return { name: `${number} ${words}`.trim(), kind: symbolKinds.step, location, containerName: getBaseName(uri) };
  });
}

function shotSymbols(uri: string, { shots, tree, lines }: ShotsDocument): readonly WorkspaceSymbol[] {
  return shots.flatMap(({ request }) => {
    const name = request && blockText(tree, request).text.trim().split(/\r?\n/, 1)[0]?.slice(0, MAX_NAME);
    if (request === undefined || name === undefined || name === '') return [];
    const location = { uri, range: toRange(lines, request.label) };
    return [{ name, kind: symbolKinds.shot, location, containerName: getBaseName(uri) }];
  });
}
