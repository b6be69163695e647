import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import { type Cancellation, neverCancelled } from '../host.ts';
import { blockText } from '../model/blockText.ts';
import type { ShotsDocument } from '../model/model.ts';
import type { Procedure } from '../procedures/procedure.ts';
import { baseName } from '../workspace/paths.ts';
import { toolDeclaration } from './declarations.ts';
import { fuzzyMatch } from './fuzzy.ts';
import { toRange } from './ranges.ts';
import type { FeatureServices } from './services.ts';
import { createSlices } from './slices.ts';
import { symbolKinds } from './symbolKinds.ts';

/** The most symbols answered; whoever sees so many types another letter. */
const MAX_SYMBOLS = 500;

/** The longest name in UTF-16 units. */
const MAX_NAME = 80;

/**
 * Tools, steps and shots of the workspace that match a query. Shots are looked for only where something was typed:
 * an empty query would list thousands.
 */
export async function workspaceSymbols(
  { workspace, index }: FeatureServices,
  query: string,
  cancellation: Cancellation = neverCancelled,
): Promise<readonly WorkspaceSymbol[]> {
  const found: WorkspaceSymbol[] = [];
  const add = (symbol: WorkspaceSymbol): void => {
    if (found.length < MAX_SYMBOLS && fuzzyMatch(query, symbol.name)) found.push(symbol);
  };
  for (const file of await index.toolFiles(cancellation)) {
    for (const tool of file.tools) {
      const { uri, lines, range } = toolDeclaration(tool);
      add({
        name: tool.name,
        kind: symbolKinds.tool,
        location: { uri, range: toRange(lines, range) },
        containerName: baseName(uri),
      });
    }
  }
  const slices = createSlices();
  for (const uri of await index.documents(cancellation)) {
    if (cancellation.isCancellationRequested || found.length >= MAX_SYMBOLS) break;
    const isProcedure = /\.sop\.md$/i.test(uri);
    if (!isProcedure && query.trim() === '') continue;
    if (isProcedure) {
      const loaded = await workspace.survey.procedure(uri);
      if (loaded.ok) for (const symbol of stepSymbols(loaded.value.subject.procedure)) add(symbol);
    } else {
      const loaded = await workspace.survey.shots(uri);
      if (loaded.ok) for (const symbol of shotSymbols(uri, loaded.value.subject.document)) add(symbol);
    }
    await slices.rest();
  }
  return found;
}

function stepSymbols({ uri, text, lines, steps }: Procedure): readonly WorkspaceSymbol[] {
  return steps.map(({ number, content, marker }) => {
    const words = text.slice(content.start, Math.min(content.end, content.start + MAX_NAME)).split(/\r?\n/, 1)[0] ?? '';
    const location = { uri, range: toRange(lines, marker) };
    return { name: `${number} ${words}`.trim(), kind: symbolKinds.step, location, containerName: baseName(uri) };
  });
}

function shotSymbols(uri: string, { shots, tree, lines }: ShotsDocument): readonly WorkspaceSymbol[] {
  return shots.flatMap(({ request }) => {
    const name = request && blockText(tree, request).text.trim().split(/\r?\n/, 1)[0]?.slice(0, MAX_NAME);
    if (request === undefined || name === undefined || name === '') return [];
    const location = { uri, range: toRange(lines, request.label) };
    return [{ name, kind: symbolKinds.shot, location, containerName: baseName(uri) }];
  });
}
