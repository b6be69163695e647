import { type TextDocument, Uri, workspace } from 'vscode';
import { type ToolFile, toInclude } from '../../core/index.ts';
import { filesBelow } from '../filesBelow.ts';
import type { Session } from '../session.ts';

/** A tool file that a document does not load yet. */
export interface FoundTools {
  readonly uri: Uri;
  /** How many tools it has. */
  readonly count: number;
  /** How many of them the document calls. */
  readonly called: number;
  /** What of it to include; everything if it is left out. */
  readonly include: readonly string[] | undefined;
}

const NAMED_LIKE_TOOLS = '**/*{openapi,swagger,api,tools}*.{json,yaml,yml}';

/** An interface description beside a prompt may have any name. */
const BESIDE = '*.{json,yaml,yml}';

/** Files that are read to find tools: the nearest ones. */
const MAX_READ = 20;

/** A file with more tools than this is loaded only with those that are called: every tool costs tokens in a prompt. */
const MAX_LOADED = 20;

/** The files of the workspace whose names promise tools. */
export async function findNamedLikeTools(): Promise<readonly Uri[]> {
  const folders = workspace.workspaceFolders ?? [];
  return (await Promise.all(folders.map(({ uri }) => filesBelow(uri, NAMED_LIKE_TOOLS)))).flat();
}

/** Tool files near a document, those that it calls most first. */
export async function findTools({ service }: Session, document: TextDocument): Promise<readonly FoundTools[]> {
  const context = await service.getContext(document.uri.toString(), 'shots');
  const called = new Set(context?.document.callOccurrences.map(({ call }) => call.name.text));
  const files = await Promise.all(
    (await findNear(document)).map(async (uri) => {
      const file = await service.toolFile(uri.toString());
      return file === undefined || file.tools.length === 0 ? [] : [toFoundTools(uri, file, called)];
    }),
  );
  return files.flat().toSorted((a, b) => b.called - a.called);
}

function toFoundTools(uri: Uri, { tools }: ToolFile, names: ReadonlySet<string>): FoundTools {
  const called = tools.filter(({ name }) => names.has(name));
  const isLarge = tools.length > MAX_LOADED && called.length > 0;
  return { uri, count: tools.length, called: called.length, include: isLarge ? toInclude(tools, called) : undefined };
}

/** The nearest files first: those beside the document, then those in folders around it. */
async function findNear(document: TextDocument): Promise<readonly Uri[]> {
  const folder = workspace.getWorkspaceFolder(document.uri)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return [];
  const own = document.isUntitled ? folder : Uri.joinPath(document.uri, '..');
  const beside = (await filesBelow(own, BESIDE)).filter((uri) => Uri.joinPath(uri, '..').path === own.path);
  const found = [...beside, ...(await filesBelow(folder, NAMED_LIKE_TOOLS))];
  const byUri = new Map(found.map((uri) => [uri.toString(), uri]));
  return [...byUri.values()].toSorted((a, b) => getDistance(own, a) - getDistance(own, b)).slice(0, MAX_READ);
}

/** The steps from a folder to the folder of a file. */
function getDistance(folder: Uri, file: Uri): number {
  const from = folder.path.split('/');
  const to = file.path.split('/').slice(0, -1);
  const shared = from.findIndex((part, index) => part !== to[index]);
  const common = shared === -1 ? from.length : shared;
  return from.length - common + (to.length - common);
}
