import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { toOffsets } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { callFormActions } from './callForms.ts';
import { roundMoves } from './roundMoves.ts';

/** What can be rewritten at a range: the form of a call, the place of a round. */
export async function codeActions(
  services: FeatureServices,
  uri: string,
  range: Range,
  kind: FileKind | undefined,
): Promise<readonly CodeAction[]> {
  const context = await services.load(uri, kind);
  if (context?.kind !== 'shots') return [];
  const at = toOffsets(context.lines, range);
  return [...callFormActions(services, context, at), ...roundMoves(services, context, at)];
}
