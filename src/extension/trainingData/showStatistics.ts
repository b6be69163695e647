import {
  type CancellationToken,
  type Progress,
  ProgressLocation,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { defineMessages } from '../../core/index.ts';
import {
  createDataLinter,
  createExporter,
  createRowStatistics,
  DATA_FILE_NAME,
  type DataShape,
  findTarget,
  type RowStatistics,
  type TokenCounter,
  toProjectSettings,
} from '../../datasets/index.ts';
import type { StatisticsPage } from '../../protocol/index.ts';
import type { Session } from '../session.ts';
import { getDataShape, readEditorRows } from './dataDocument.ts';
import { DEFAULT_TOKENIZER } from './exportChoices.ts';
import { type ExportTools, listBelow } from './exportDataset.ts';
import { exportDocuments } from './exportDocuments.ts';
import { chooseScope, listShots } from './exportScope.ts';
import { toRowsSource, toShotsSource } from './statisticsSources.ts';

const say = defineMessages({
  scope: { en: 'Show Dataset Statistics: shots', 'zh-CN': '显示数据集统计：示例来源' },
  counting: { en: 'Counting what the dataset consists of', 'zh-CN': '正在统计数据集' },
  rows: { en: '{n} rows', 'zh-CN': '已统计 {n} 行' },
  nothing: { en: 'There are no shots here.', 'zh-CN': '此处没有示例。' },
  workspace: { en: 'workspace', 'zh-CN': '工作区' },
});

/** The target that shots are counted for where the project file names none. */
const DEFAULT_TARGET = 'hf';

/** The longest work at one go, in milliseconds: the extension host answers other requests in between. */
const SLICE = 20;

/** Shows what a document, a folder or a file of training data consists of; without one the user is asked. */
export async function showStatistics(tools: ExportTools, given: unknown): Promise<StatisticsPage | undefined> {
  const { session, tokenizers, panel } = tools;
  const data = await findData(session, given instanceof Uri ? given : undefined);
  const loaded = await tokenizers.load(DEFAULT_TOKENIZER);
  const counter = loaded.ok ? loaded.counter : undefined;
  if (data !== undefined) {
    const counted = await countRows(session, data.document, data.shape, counter);
    const { uri } = data.document;
    return counted && panel.show(toRowsSource(counted, uri, workspace.asRelativePath(uri)));
  }
  const scope = given instanceof Uri ? given : await chooseScope(session, say('scope'));
  if (scope === undefined) return undefined;
  const documents = scope === 'workspace' ? await listShots(session) : await listBelow(session, scope);
  const exporter = await createCounter(session, documents, counter);
  if (exporter === undefined) {
    void window.showInformationMessage(session.t(say('nothing')));
    return undefined;
  }
  const isComplete = await exportDocuments(session, documents, exporter, say('counting'), () => {});
  const name = scope === 'workspace' ? session.t(say('workspace')) : workspace.asRelativePath(scope);
  return isComplete ? panel.show(toShotsSource(exporter, documents, name)) : undefined;
}

/** The named document or the active one, if it holds training data. */
async function findData(session: Session, uri: Uri | undefined) {
  if (uri !== undefined && !DATA_FILE_NAME.test(uri.path)) return undefined;
  const document = uri === undefined ? window.activeTextEditor?.document : await workspace.openTextDocument(uri);
  const shape = document && getDataShape(session, document);
  return document === undefined || shape === undefined ? undefined : { document, shape };
}

async function createCounter({ service }: Session, [first]: readonly Uri[], counter: TokenCounter | undefined) {
  if (first === undefined) return undefined;
  const project = (await service.getContext(first.toString(), 'shots'))?.project.export ?? {};
  const named = project.to ?? project.target ?? DEFAULT_TARGET;
  const target = (typeof named === 'string' ? findTarget(named) : undefined) ?? findTarget(DEFAULT_TARGET);
  return target && createExporter({ ...toProjectSettings(target, project), counter });
}

/** Counts the rows of a document; undefined if the user cancels. */
async function countRows(
  session: Session,
  document: TextDocument,
  shape: DataShape,
  counter: TokenCounter | undefined,
): Promise<RowStatistics | undefined> {
  const options = { location: ProgressLocation.Notification, title: session.t(say('counting')), cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const counted = createRowStatistics(workspace.asRelativePath(document.uri), counter);
    const isComplete = await addRows(counted, document.getText(), shape, session, progress, token);
    return isComplete ? counted : undefined;
  });
}

async function addRows(
  counted: RowStatistics,
  text: string,
  shape: DataShape,
  { t }: Session,
  progress: Progress<{ message: string }>,
  token: CancellationToken,
): Promise<boolean> {
  const linter = createDataLinter();
  let since = performance.now();
  for (const { text: row, line } of readEditorRows(text, shape)) {
    counted.add(linter.row(row, line), line);
    if (performance.now() - since < SLICE) continue;
    progress.report({ message: t(say('rows', { n: linter.counts.rows })) });
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) return false;
    since = performance.now();
  }
  return true;
}
