import type { JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { resolveReference } from '../text/paths.ts';
import type { TextRange } from '../text/range.ts';
import { readSource } from '../text/source/sourceDocument.ts';
import type { ToolsContext } from './context.ts';
import { withoutQuotes } from './declarations.ts';

const REFERENCE = /["']?\$ref["']?\s*:\s*("[^"\n]*"|'[^'\n]*'|[^\s,}#][^\s,}]*|#[^\s,}]*)/g;

/** Where the `$ref`s of a tool file lead: to other files, or to a location in the file itself. */
export function referenceLinks(
  { uri, text, lines, subject }: ToolsContext,
  roots: readonly string[],
): readonly { readonly range: TextRange; readonly target: string }[] {
  const occurrences = getOccurrences(uri, text);
  return [...text.matchAll(REFERENCE)].flatMap((match) => {
    const written = match[1] ?? '';
    const start = match.index + match[0].length - written.length;
    const range = withoutQuotes(text, { start, end: start + written.length });
    const [address = '', fragment = ''] = text.slice(range.start, range.end).split('#', 2);
    if (address !== '') {
      const target = resolveReference(uri, address, roots);
      return target.ok ? [{ range, target: target.uri }] : [];
    }
    if (!occurrences.has(fragment)) return [];
    const { line } = lines.positionAt(subject.file.rangesAt(fragment).value.start);
    return [{ range, target: `${uri}#${line + 1}` }];
  });
}

/** The pointers of a file's definitions, to which references lead. */
function getOccurrences(uri: string, text: string): ReadonlySet<string> {
  const pointers = new Set<string>();
  const visit = (value: JsonValue | undefined, pointer: string, depth: number): void => {
    if (depth > 4) return;
    if (isList(value)) for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`, depth + 1);
    else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        pointers.add(at);
        visit(inner, at, depth + 1);
      }
    }
  };
  visit(readSource(uri, text).value, '', 0);
  return pointers;
}
