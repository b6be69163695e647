import type { LoadedCounter } from '../../host.ts';
import type { ShotsSubject } from '../../workspace/subjects.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { needsTokenCounter, tokenBudget } from '../rules/token-budget.ts';
import { getActiveOptions, type RunSettings } from './runRules.ts';

/** Loads the tokenizer of `token-budget`, whose tables are megabytes: only for a document that can exceed a limit. */
export async function loadTokenCounter(
  { document, project }: ShotsSubject,
  workspace: Workspace,
  severities: RunSettings['severities'],
): Promise<LoadedCounter | undefined> {
  const options = getActiveOptions(tokenBudget.id, project, severities);
  if (options === undefined) return undefined;
  const { shot, document: total, tokenizer } = options as { shot: number; document: number; tokenizer: string };
  if (!needsTokenCounter(document, { shot, document: total })) return undefined;
  return workspace.loadTokenCounter(tokenizer, project);
}
