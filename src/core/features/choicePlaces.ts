import type { ToolEntry } from '../model/model.ts';
import { entriesOf } from '../model/pathEntries.ts';
import { overrideKey } from '../schemas/openapi/names.ts';
import { below, isObject, member } from '../schemas/pointer.ts';
import type { SourceContent } from '../schemas/source/sourceDocument.ts';
import type { JsonValue, Tool, ToolFile } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import { resolvePath } from '../workspace/paths.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityPlace } from './entity.ts';

/** The file that the YAML or JSON stands in. */
interface Surroundings {
  readonly uri: string;
  readonly text: string;
  readonly roots: readonly string[];
}

export function hasChoice({ include, exclude }: ToolEntry): boolean {
  return include.length > 0 || exclude.length > 0;
}

/** Where `include` and `exclude` name a tool of their file; tags and path globs name none. */
export function* choicePlaces(
  source: SourceContent,
  { uri, text, roots }: Surroundings,
  files: readonly ToolFile[],
): Generator<EntityPlace> {
  const value = isObject(source.value) ? member(source.value, 'tools') : undefined;
  for (const [item, at] of entriesOf(value, '/tools')) {
    if (!isObject(item) || typeof item.file !== 'string') continue;
    const target = resolvePath(uri, item.file, roots);
    const file = target.ok ? files.find((candidate) => candidate.uri === target.uri) : undefined;
    if (file === undefined) continue;
    for (const [name, pointer] of choices(item, at)) {
      const tool = file.tools.find((candidate) => candidate.name === name || candidate.operation?.id === name);
      if (tool !== undefined) yield toolPlace(tool, withoutQuotes(text, source.place(pointer).value), 'use');
    }
  }
}

function choices(entry: { readonly [key: string]: JsonValue }, at: string): readonly (readonly [string, string])[] {
  return ['include', 'exclude'].flatMap((key) =>
    entriesOf(member(entry, key), below(at, key)).flatMap(([item, pointer]) =>
      typeof item === 'string' ? [[item.trim(), pointer] as const] : [],
    ),
  );
}

/** Where `names:` gives an operation its tool's name: the operationId it stands under, and the name itself. */
export function* givenNames(
  source: SourceContent,
  text: string,
  names: Readonly<Record<string, string>>,
  files: readonly ToolFile[],
): Generator<EntityPlace> {
  for (const [key, name] of Object.entries(names)) {
    const tool = toolUnder(key, files);
    if (tool === undefined) continue;
    const place = source.place(below('/names', key));
    if (place.key !== undefined && tool.operation?.id === key) {
      yield toolPlace(tool, withoutQuotes(text, place.key), 'use');
    }
    // Where two files have such an operation only one tool can be meant, and where names clash none has this one.
    if (tool.name === name) yield toolPlace(tool, withoutQuotes(text, place.value), 'declaration');
  }
}

function toolUnder(key: string, files: readonly ToolFile[]): Tool | undefined {
  for (const file of files) {
    const tool = file.tools.find(
      ({ operation }) => operation !== undefined && overrideKey(operation, { [key]: '' }) === key,
    );
    if (tool !== undefined) return tool;
  }
  return undefined;
}

function toolPlace(tool: Tool, range: TextRange, role: EntityPlace['role']): EntityPlace {
  return { entity: { kind: 'tool', name: tool.name, tool }, range, role };
}
