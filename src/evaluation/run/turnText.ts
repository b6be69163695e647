import { blockText, type JsonObject, printCall } from '../../core/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { ActualTurn } from '../matching/turns.ts';

/** The author's turn as text, with one argument per line, so that a comparison shows the line that differs. */
export function printExpectedTurn({ expected, round, shot, source }: EvaluationCase): string {
  if (expected.calls.length > 0) return expected.calls.map(({ name, values }) => printLines(name, values)).join('\n');
  const blocks = round?.actions ?? (shot.answer === undefined ? [] : [shot.answer]);
  return blocks.map((block) => blockText(source.document.tree, block).text).join('\n');
}

/** What the model did, in the same form. */
export function printActualTurn({ calls, text }: ActualTurn): string {
  if (calls.length === 0) return text;
  return calls
    .map(({ name, values, text: written }) => (values === undefined ? `${name} ${written}` : printLines(name, values)))
    .join('\n');
}

/** A call with one argument per line. */
export function printLines(name: string, values: JsonObject): string {
  const lines = Object.entries(values).map(([parameter, value]) => {
    const call = printCall({ name: '', arguments: { [parameter]: value } }, 'expression', { spaces: true });
    return `  ${call.slice(1, -1)}`;
  });
  return lines.length === 0 ? `${name}()` : `${name}(\n${lines.join(',\n')}\n)`;
}
