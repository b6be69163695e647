import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { toOffsets } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { asciiName } from './asciiName.ts';
import { callFormActions } from './callForms.ts';
import { optionalArguments } from './optionalArguments.ts';
import { procedureCreation } from './procedureCreation.ts';
import { procedureLayout } from './procedureLayout.ts';
import { recordedShots } from './recordedShots.ts';
import { roundMoves } from './roundMoves.ts';
import { roundWrap } from './roundWrap.ts';
import { sameNotation } from './sameNotation.ts';
import { schemaExtraction } from './schemaExtraction.ts';
import { shotSplit } from './shotSplit.ts';
import { toolCreation } from './toolCreation.ts';
import { toolNaming } from './toolNaming.ts';

/** What can be rewritten at a range: the form of a call and its arguments, its tool, the location of a round, the steps of a procedure. */
export async function codeActions(
  services: FeatureServices,
  uri: string,
  range: Range,
  kind: FileKind | undefined,
): Promise<readonly CodeAction[]> {
  const context = await services.load(uri, kind);
  if (context === undefined) return [];
  const at = toOffsets(context.lines, range);
  const names = await asciiName(services, context, at);
  if (context.kind === 'procedure') {
    const found = [procedureCreation, procedureLayout, toolNaming].flatMap((find) => find(services, context, at));
    return [...names, ...found];
  }
  if (context.kind !== 'shots') return names;
  return [
    ...names,
    ...[callFormActions, sameNotation, optionalArguments, recordedShots, roundMoves, shotSplit, roundWrap].flatMap(
      (find) => find(services, context, at),
    ),
    ...(await toolCreation(services, context, at)),
    ...(await schemaExtraction(services, context, at)),
  ];
}
