import type { TextRange } from '../text/range.ts';
import type { Reading, Readings } from './clauses/readMoves.ts';
import { buildFlow } from './flow/buildFlow.ts';
import type { Flow } from './flow/flow.ts';
import type { LineKind, Procedure } from './procedure.ts';
import type { LineContent } from './read/item.ts';
import type { Outline } from './read/outlineNode.ts';
import { readParts } from './readParts.ts';
import type { Part, Role } from './roles/role.ts';
import { toSteps } from './steps/toSteps.ts';

/** What each procedure was read from, so that the next version of its text is read faster. */
const roots = new WeakMap<Procedure, Part>();

/**
 * Parses an SOP document. Every text is a procedure, if need be one without steps. Takes linear time. With the procedure
 * as it was before an edit, only what has changed is read again.
 */
export function parseProcedure(uri: string, text: string, before?: Procedure): Procedure {
  const rootBefore = before && roots.get(before);
  const { front, lines, contents, outline, root } = readParts(text, rootBefore && readingsIn(rootBefore));
  const { steps, index, lists } = toSteps(text, lines, root);
  let flow: Flow | undefined;
  const procedure: Procedure = {
    uri,
    text,
    lines,
    title: titleOf(root),
    ...front.fields,
    steps,
    lists,
    lineKinds: lineKindsOf(contents, outline, root),
    get flow() {
      flow ??= buildFlow(text, root, index);
      return flow;
    },
  };
  roots.set(procedure, root);
  return procedure;
}

const KIND_OF_ROLE: Readonly<Record<Role, LineKind>> = {
  title: 'title',
  meta: 'meta',
  note: 'note',
  group: 'group',
  exceptions: 'group',
  alternative: 'group',
  step: 'step',
  prose: 'step',
  case: 'case',
  rule: 'rule',
  question: 'spoken',
  attribute: 'meta',
  unread: 'unread',
};

function lineKindsOf(contents: readonly LineContent[], outline: Outline, root: Part): readonly LineKind[] {
  const parts: (Part | undefined)[] = [];
  collect(root, parts);
  return contents.map((content, line) => {
    if (outline.spokenLines.has(line)) return 'spoken';
    switch (content.kind) {
      case 'blank':
      case 'code':
        return content.kind;
      case 'front-matter':
        return 'meta';
      case 'items': {
        const part = parts[outline.nodeOfLine[line]?.index ?? -1];
        if (part === undefined) return 'note';
        return isTitleLine(part) ? 'title' : KIND_OF_ROLE[part.role];
      }
      default:
        return 'note';
    }
  });
}

function isTitleLine({ node, parent }: Part): boolean {
  return (
    node.form === 'heading' &&
    node.item.heading === 1 &&
    node.marker === undefined &&
    parent?.parent === undefined &&
    parent?.children[0]?.node === node
  );
}

/** The parts by the numbers of their nodes. */
function collect(part: Part, into: (Part | undefined)[]): void {
  into[part.node.index] = part;
  for (const child of part.children) collect(child, into);
}

/** The first heading that comes before the steps, or the single line above them. */
function titleOf(root: Part): TextRange | undefined {
  const [first] = root.children;
  if (first === undefined) return undefined;
  if (first.role === 'title') return first.node.parts[0];
  const isHeading = first.node.form === 'heading' && first.node.marker === undefined;
  return isHeading ? first.node.parts[0] : undefined;
}

/** What the words of items say, by their text. */
function readingsIn(root: Part): Readings {
  const readings = new Map<string, Reading>();
  collectReadings(root, readings);
  return readings;
}

function collectReadings({ reading, children }: Part, into: Map<string, Reading>): void {
  if (reading !== undefined) into.set(reading.text, reading);
  for (const child of children) collectReadings(child, into);
}
