import { type CheckedCall, nodeAt } from '../../callChecks/checkedCall.ts';
import { findLastEntry } from '../../callChecks/itemsByName.ts';
import type { Message } from '../../l10n/messages.ts';
import type { ArgumentProblem, Tool } from '../../schemas/tool.ts';
import type { ValuePath } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsLintSubject } from '../lintSubject.ts';
import type { RelatedLocation, Report } from '../rule.ts';

/** Hands every problem of one kind to `visit`, with the call it is in. */
export function forEachProblem(
  subject: ShotsLintSubject,
  kind: ArgumentProblem['kind'],
  visit: (checked: CheckedCall, tool: Tool, problem: ArgumentProblem) => void,
): void {
  for (const checked of subject.index.calls.withSchemaProblems) {
    if (checked.tool === undefined) continue;
    for (const problem of checked.problems) if (problem.kind === kind) visit(checked, checked.tool, problem);
  }
}

/** A call that prose only mentions is never more than an information. */
export function getSeverityLimit(checked: CheckedCall): Pick<Report, 'maxSeverity'> {
  return checked.site.mention ? { maxSeverity: 'info' } : {};
}

/** The place of a value, or of what comes nearest to it: its parent, its argument, the call's name. */
export function getValueRange(checked: CheckedCall, path: ValuePath): TextRange {
  const found = nodeAt(checked, path);
  return found.node ?? found.argument ?? checked.site.call.name;
}

/** The place of a value's name: an argument's or an object entry's. */
export function getKeyRange(checked: CheckedCall, path: ValuePath): TextRange {
  const key = path.at(-1);
  const parent = path.length > 1 ? nodeAt(checked, path.slice(0, -1)) : undefined;
  if (parent?.exact === true && parent.node?.kind === 'object') {
    const entry = key === undefined ? undefined : findLastEntry(parent.node.entries, key);
    if (entry !== undefined) return entry.key;
  }
  const found = nodeAt(checked, path);
  return (path.length === 1 ? found.argument?.name : undefined) ?? found.node ?? checked.site.call.name;
}

/** The line of the schema that says what was expected. */
export function toSchemaLocation(tool: Tool, pointer: string, message: Message): RelatedLocation {
  const { uri, ranges } = tool.file.parameterLocation(tool, pointer);
  return { uri, range: ranges.value, message };
}
