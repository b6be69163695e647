import type { Message } from '../l10n/messages.ts';
import type { ArgumentProblem, Tool, ValuePath } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import { type CheckedCall, nodeAt } from './checkedCall.ts';
import type { RelatedPlace, Report, ShotsSubject } from './rule.ts';

/** Hands every problem of one kind to `visit`, with the call it is in. */
export function forEachProblem(
  subject: ShotsSubject,
  kind: ArgumentProblem['kind'],
  visit: (checked: CheckedCall, tool: Tool, problem: ArgumentProblem) => void,
): void {
  for (const checked of subject.survey.calls.broken) {
    if (checked.tool === undefined) continue;
    for (const problem of checked.problems) if (problem.kind === kind) visit(checked, checked.tool, problem);
  }
}

/** A call that prose only mentions is never more than an information. */
export function leniency(checked: CheckedCall): Pick<Report, 'atMost'> {
  return checked.site.mention ? { atMost: 'info' } : {};
}

/** The place of a value, or of what comes nearest to it: its parent, its argument, the call's name. */
export function valueRange(checked: CheckedCall, path: ValuePath): TextRange {
  const found = nodeAt(checked, path);
  return found.node ?? found.argument ?? checked.site.call.name;
}

/** The place of a value's name: an argument's or an object entry's. */
export function keyRange(checked: CheckedCall, path: ValuePath): TextRange {
  const key = path.at(-1);
  const parent = path.length > 1 ? nodeAt(checked, path.slice(0, -1)) : undefined;
  if (parent?.exact === true && parent.node?.kind === 'object') {
    const entry = parent.node.entries.findLast((candidate) => candidate.key.text === key);
    if (entry !== undefined) return entry.key;
  }
  const found = nodeAt(checked, path);
  return (path.length === 1 ? found.argument?.name : undefined) ?? found.node ?? checked.site.call.name;
}

/** The line of the schema that says what was expected. */
export function schemaPlace(tool: Tool, pointer: string, message: Message): RelatedPlace {
  const { uri, place } = tool.file.parameterPlace(tool, pointer);
  return { uri, range: place.value, message };
}
