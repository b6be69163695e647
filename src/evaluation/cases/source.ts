import type { DocumentContext, Message, Shot } from '../../core/index.ts';
import type { EvaluationSource } from './evaluationCase.ts';

/** A document as a source of cases. `leftOut` are the shots that an export would leave out, with the reason. */
export function toEvaluationSource(
  uri: string,
  context: DocumentContext,
  leftOut: readonly { readonly shot: Shot; readonly reason: string; readonly message: Message }[],
  isTested?: boolean,
): EvaluationSource {
  const { document, tools, procedures, project } = context;
  const skipped = new Map(leftOut.map(({ shot, reason, message }) => [shot, { code: reason, message }]));
  return { uri, document, tools, procedures, project, skipped, ...(isTested === undefined ? {} : { isTested }) };
}
