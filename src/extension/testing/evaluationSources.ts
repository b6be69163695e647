import type { TestItem } from 'vscode';
import { separateUsable } from '../../datasets/index.ts';
import {
  type CaseList,
  createCases,
  DEFAULT_PROMPT_OPTIONS,
  type EvaluationCase,
  type EvaluationSource,
  toEvaluationSource,
} from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { childrenOf, type TestSelection } from './selection.ts';
import type { TestTree } from './testTree.ts';

/** The selected tests as cases. */
export interface SelectedCases extends Pick<CaseList, 'skipped'> {
  readonly sources: readonly EvaluationSource[];
  readonly cases: readonly EvaluationCase[];
  /** True if only some cases of the documents are selected. */
  readonly isPartial: boolean;
  /** The test of a case: its round, or its shot for the answer and where rounds are no tests. */
  testOf(test: EvaluationCase): TestItem | undefined;
  /** The test of a shot. */
  shotTest(uri: string, shot: number): TestItem | undefined;
}

/** Makes the cases of the selected tests. A selected shot means all of its rounds and its answer. */
export async function loadCases(session: Session, tree: TestTree, selection: TestSelection): Promise<SelectedCases> {
  const shots = new Map<string, TestItem>();
  const rounds = new Map<string, TestItem>();
  for (const shot of selection.files.flatMap(childrenOf)) {
    const target = tree.getTarget(shot);
    if (target?.kind !== 'shot') continue;
    const key = `${target.uri.toString()} ${target.shot}`;
    shots.set(key, shot);
    for (const [index, round] of childrenOf(shot).entries()) rounds.set(`${key} ${index}`, round);
  }
  const keyOf = ({ source, shot }: EvaluationCase): string => `${source.uri} ${shot.index}`;
  const testOf = (test: EvaluationCase): TestItem | undefined =>
    rounds.get(`${keyOf(test)} ${test.roundIndex}`) ?? shots.get(keyOf(test));
  const sources = await loadSources(session, selection);
  const { cases, skipped } = createCases(sources, DEFAULT_PROMPT_OPTIONS);
  const isSelected = (item: TestItem | undefined): boolean => item !== undefined && selection.includes(item);
  const shotTest = (uri: string, shot: number): TestItem | undefined => shots.get(`${uri} ${shot}`);
  const chosen = cases.filter((test) => isSelected(testOf(test)));
  return {
    sources,
    cases: chosen,
    isPartial: chosen.length < cases.length,
    skipped: skipped.filter(({ uri, shot }) => isSelected(shotTest(uri, shot.index))),
    testOf,
    shotTest,
  };
}

async function loadSources({ service }: Session, { files }: TestSelection): Promise<readonly EvaluationSource[]> {
  const sources: EvaluationSource[] = [];
  for (const file of files) {
    const uri = file.uri?.toString();
    const context = uri === undefined ? undefined : await service.getContext(uri, 'shots');
    if (uri === undefined || context === undefined) continue;
    const { diagnostics } = await service.lint(uri, {}, 'shots');
    sources.push(toEvaluationSource(uri, context, separateUsable(context.document, diagnostics).leftOut));
  }
  return sources;
}
