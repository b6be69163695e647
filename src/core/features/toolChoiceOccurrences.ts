import type { ToolEntry } from '../model/model.ts';
import { entriesOf } from '../model/pathEntries.ts';
import { overrideKey } from '../schemas/openapi/names.ts';
import type { Tool, ToolFile } from '../schemas/tool.ts';
import type { JsonValue } from '../text/json.ts';
import { isObject, member } from '../text/json.ts';
import { appendPointer } from '../text/jsonPointer.ts';
import { resolvePath } from '../text/paths.ts';
import type { TextRange } from '../text/range.ts';
import type { SourceContent } from '../text/source/sourceContent.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';

/** The file that the YAML or JSON is in. */
interface Surroundings {
  readonly uri: string;
  readonly text: string;
  readonly roots: readonly string[];
}

export function hasChoice({ include, exclude }: ToolEntry): boolean {
  return include.length > 0 || exclude.length > 0;
}

/** Where `include` and `exclude` name a tool of their file; tags and path globs name none. */
export function* getToolChoiceOccurrences(
  source: SourceContent,
  { uri, text, roots }: Surroundings,
  files: readonly ToolFile[],
): Generator<EntityOccurrence> {
  const value = isObject(source.value) ? member(source.value, 'tools') : undefined;
  for (const [item, at] of entriesOf(value, '/tools')) {
    if (!isObject(item) || typeof item.file !== 'string') continue;
    const target = resolvePath(uri, item.file, roots);
    const file = target.ok ? files.find((candidate) => candidate.uri === target.uri) : undefined;
    if (file === undefined) continue;
    for (const [name, pointer] of choices(item, at)) {
      const tool = file.tools.find((candidate) => candidate.name === name || candidate.operation?.id === name);
      if (tool !== undefined) yield toToolOccurrence(tool, withoutQuotes(text, source.rangesAt(pointer).value), 'use');
    }
  }
}

function choices(entry: { readonly [key: string]: JsonValue }, at: string): readonly (readonly [string, string])[] {
  return ['include', 'exclude'].flatMap((key) =>
    entriesOf(member(entry, key), appendPointer(at, key)).flatMap(([item, pointer]) =>
      typeof item === 'string' ? [[item.trim(), pointer] as const] : [],
    ),
  );
}

/** Where `names:` gives an operation its tool's name: the operationId it is under, and the name itself. */
export function* givenNames(
  source: SourceContent,
  text: string,
  names: Readonly<Record<string, string>>,
  files: readonly ToolFile[],
): Generator<EntityOccurrence> {
  for (const [key, name] of Object.entries(names)) {
    const tool = toolUnder(key, files);
    if (tool === undefined) continue;
    const occurrence = source.rangesAt(appendPointer('/names', key));
    if (occurrence.key !== undefined && tool.operation?.id === key) {
      yield toToolOccurrence(tool, withoutQuotes(text, occurrence.key), 'use');
    }
    // Where two files have such an operation only one tool can be meant, and where names clash none has this one.
    if (tool.name === name) yield toToolOccurrence(tool, withoutQuotes(text, occurrence.value), 'declaration');
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

function toToolOccurrence(tool: Tool, range: TextRange, role: EntityOccurrence['role']): EntityOccurrence {
  return { entity: { kind: 'tool', name: tool.name, tool }, range, role };
}
