import type { TextRange } from '../text/range.ts';
import type { Flow } from './flow/flow.ts';
import type { Procedure } from './procedure.ts';

/** Another procedure that a procedure names: by the path of its file, or by its name in quotation marks. */
export interface NamedDocument {
  readonly form: 'path' | 'name';
  /** The path or the name as written. */
  readonly name: string;
  readonly range: TextRange;
}

const known = new WeakMap<Procedure, readonly NamedDocument[]>();

/** The procedures that a procedure names, in the order of its text. Computed once for a procedure. */
export function namedDocuments(procedure: Procedure): readonly NamedDocument[] {
  const before = known.get(procedure);
  if (before !== undefined) return before;
  const paths = pathsIn(procedure);
  const names = namesIn(procedure).filter(({ range }) => !paths.some((path) => touches(path.range, range)));
  const found = [...paths, ...names].sort((a, b) => a.range.start - b.range.start);
  known.set(procedure, found);
  return found;
}

const SUFFIX = '.sop.md';
/** No path is written at such length. */
const MAX_PATH = 200;
const OUTSIDE_PATH = /[\s`"'“”‘’「」《》()（）<>[\]{},，、。；;：|*]/;

/** `see refund.sop.md`, `[refunds](./refunds.sop.md)`: paths outside of front matter, code and comments. */
function pathsIn({ text, lines, lineKinds, tools }: Procedure): readonly NamedDocument[] {
  const found: NamedDocument[] = [];
  for (let at = text.indexOf(SUFFIX); at !== -1; at = text.indexOf(SUFFIX, at + 1)) {
    const end = at + SUFFIX.length;
    const kind = lineKinds[lines.lineAt(at)];
    if (/[\w-]/.test(text.charAt(end)) || kind === 'code' || kind === 'blank' || isListed(at, tools)) continue;
    let start = at;
    while (start > 0 && at - start < MAX_PATH && !OUTSIDE_PATH.test(text.charAt(start - 1))) start--;
    const name = text.slice(start, end);
    // `sop:refund.sop.md` has a label before it, and an address leads out of the workspace.
    if (start === at || /^[a-z]{2,}:\/\//i.test(name)) continue;
    const label = /^[\p{L}]{2,12}:/u.exec(name)?.[0].length ?? 0;
    found.push({ form: 'path', name: name.slice(label), range: { start: start + label, end } });
  }
  return found;
}

function isListed(at: number, tools: Procedure['tools']): boolean {
  return tools.some(({ range }) => at >= range.start && at < range.end);
}

/** `go to "Settings"` may speak of a window, `follow "Refunds"` and `参照《退款流程》` of a procedure. */
const NAMES_PROCEDURE =
  /^(?:follow|see|continue with|proceed with)\b|\b(?:procedure|sop|process|workflow)\b|《|流程|程序|规程|预案/iu;

const QUOTED = /["“「《'‘]([^"“”「」《》'‘’]{2,60})["”」》'’]/gu;

/** `follow "Refunds"`: names that are no section of the file itself. */
function namesIn({ text, flow }: Procedure): readonly NamedDocument[] {
  return flow.nodes.flatMap(({ kind, target, range, text: words }) => {
    if (kind !== 'call' || target === undefined || isSection(target, flow) || !NAMES_PROCEDURE.test(words)) return [];
    // A name that is broken over two lines is read without the break.
    const quoted = [...text.slice(range.start, range.end).matchAll(QUOTED)].find(
      ([, name = '']) => comparableName(name) === comparableName(target),
    );
    if (quoted === undefined) return [];
    const start = range.start + quoted.index + 1;
    const name = quoted[0].slice(1, -1);
    return [{ form: 'name' as const, name, range: { start, end: start + name.length } }];
  });
}

function isSection(name: string, { sections }: Flow): boolean {
  const searched = comparableName(name);
  return sections.some((section) => comparableName(section.name).startsWith(searched));
}

/** A name without what authors write now and then: case, spaces, hyphens, numbers before it, quotation marks. */
export function comparableName(name: string): string {
  return name.toLowerCase().replace(/[\s"“”《》「」'‘’#*.:：_-]/gu, '');
}

function touches(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end;
}
