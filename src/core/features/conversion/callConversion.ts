import type { FileKind } from '../../host.ts';
import { CALL_NOTATIONS } from '../../parser/calls/index.ts';
import { knownTools } from '../../workspace/parsedShots.ts';
import type { CallConversionEdits } from '../features.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { convertCalls } from './convertCalls.ts';

/** The names of the notations that calls can be written in. */
export const CALL_NOTATION_IDS: readonly string[] = CALL_NOTATIONS.map(({ id }) => id);

/** The edits that write the calls of a shots document in a notation; undefined for other documents and notations. */
export async function callConversion(
  services: FeatureServices,
  uri: string,
  notationId: string,
  kind: FileKind | undefined,
): Promise<CallConversionEdits | undefined> {
  const context = await services.load(uri, kind);
  const notation = CALL_NOTATIONS.find(({ id }) => id === notationId);
  if (context?.kind !== 'shots' || notation === undefined) return undefined;
  const { document, tools: catalog, project } = context.subject;
  const tools = knownTools(catalog, project.finish);
  const { edits, converted, kept } = convertCalls({ document, catalog, tools, notation });
  return {
    edits: edits.map(({ range, newText }) => ({ range: toRange(context.lines, range), newText })),
    converted,
    kept: kept.map(({ range, reason }) => ({ range: toRange(context.lines, range), reason: services.render(reason) })),
  };
}
