import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { toOffsets } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { callFormActions } from './callForms.ts';
import { optionalArguments } from './optionalArguments.ts';
import { roundMoves } from './roundMoves.ts';
import { roundWrap } from './roundWrap.ts';
import { schemaExtraction } from './schemaExtraction.ts';
import { shotSplit } from './shotSplit.ts';
import { toolCreation } from './toolCreation.ts';

/** What can be rewritten at a range: the form of a call and what it gives, its tool, the place of a round. */
export async function codeActions(
  services: FeatureServices,
  uri: string,
  range: Range,
  kind: FileKind | undefined,
): Promise<readonly CodeAction[]> {
  const context = await services.load(uri, kind);
  if (context?.kind !== 'shots') return [];
  const at = toOffsets(context.lines, range);
  return [
    ...[callFormActions, optionalArguments, roundMoves, shotSplit, roundWrap].flatMap((find) =>
      find(services, context, at),
    ),
    ...(await toolCreation(services, context, at)),
    ...(await schemaExtraction(services, context, at)),
  ];
}
