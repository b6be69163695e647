import {
  BranchCoverage,
  DeclarationCoverage,
  FileCoverage,
  type FileCoverageDetail,
  StatementCoverage,
  type TestItem,
  type TestRun,
  Uri,
} from 'vscode';
import { type FileCoverage as CoveredFile, type CoveredStatement, toFileCoverage } from '../../evaluation/index.ts';
import { toRange } from '../convert.ts';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Session } from '../session.ts';
import { childrenOf, type TestSelection } from './selection.ts';
import type { TestTree } from './testTree.ts';

/** Measures what the selected shots cover, and gives VS Code the details when it asks for them. */
export interface CoverageRun {
  run(run: TestRun, selection: TestSelection, isCancelled: () => boolean): Promise<void>;
  getDetails(file: FileCoverage): FileCoverageDetail[];
  /** What one shot covers of a file. */
  getDetailsForTest(file: FileCoverage, test: TestItem): Promise<FileCoverageDetail[]>;
}

export function createCoverageRun(session: Session, coverage: WorkspaceCoverage, tree: TestTree): CoverageRun {
  const details = new WeakMap<FileCoverage, FileCoverageDetail[]>();
  return {
    async run(run, { files, includes }, isCancelled) {
      const shots = new Map(
        files
          .flatMap(childrenOf)
          .filter((shot) => includes(shot) || childrenOf(shot).some(includes))
          .map((shot) => [keyOf(tree, shot), shot]),
      );
      const measured = await coverage.measure({ isCancelled, includes: (uri, shot) => shots.has(`${uri} ${shot}`) });
      for (const file of measured === undefined ? [] : toFileCoverage(measured, session.language())) {
        if (file.statements.length === 0 && file.declarations.length === 0) continue;
        const found = toDetails(file);
        const shown = FileCoverage.fromDetails(Uri.parse(file.uri), found);
        shown.includesTests = file.examples.flatMap(({ uri, shot }) => shots.get(`${uri} ${shot}`) ?? []);
        details.set(shown, found);
        run.addCoverage(shown);
      }
    },
    getDetails: (file) => details.get(file) ?? [],
    async getDetailsForTest(file, test) {
      const key = keyOf(tree, test);
      const measured = await coverage.measure({ includes: (uri, shot) => `${uri} ${shot}` === key });
      const uri = file.uri.toString();
      const found = measured && toFileCoverage(measured, session.language()).find((one) => one.uri === uri);
      return found === undefined ? [] : toDetails(found);
    },
  };
}

/** A shot as coverage names it; a round counts for its shot. */
function keyOf(tree: TestTree, test: TestItem): string {
  const target = tree.getTarget(test);
  return target === undefined || target.kind === 'file' ? '' : `${target.uri.toString()} ${target.shot}`;
}

function toDetails({ statements, declarations }: CoveredFile): FileCoverageDetail[] {
  return [
    ...declarations.map(({ name, count, range }) => new DeclarationCoverage(name || '-', count, toRange(range))),
    ...statements.map(toStatement),
  ];
}

function toStatement({ count, range, branches }: CoveredStatement): StatementCoverage {
  const sides = branches.map((branch) => new BranchCoverage(branch.count, toRange(branch.range), branch.label));
  return new StatementCoverage(count, toRange(range), sides);
}
