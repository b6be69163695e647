import { FileType, Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { Tokenizers } from '../../datasets/index.ts';
import {
  createExporter,
  type ExportRow,
  type ExportSettings,
  findTarget,
  toProjectSettings,
  toReport,
} from '../../datasets/index.ts';
import type { StatisticsPage } from '../../protocol/index.ts';
import type { Session } from '../session.ts';
import { toWriteMessage } from '../writing/fileWriter.ts';
import { chooseOptions, chooseTarget, DEFAULT_TOKENIZER, type ExportOptions } from './exportChoices.ts';
import { exportDocuments } from './exportDocuments.ts';
import { chooseScope, listShots } from './exportScope.ts';
import { chooseOutputFolder } from './outputFolder.ts';
import type { StatisticsPanel } from './statisticsPanel.ts';
import { toExportSource } from './statisticsSources.ts';

const say = defineMessages({
  scope: { en: 'Export Dataset: shots', 'zh-CN': '导出数据集：示例来源' },
  nothing: { en: 'There are no shots to export here.', 'zh-CN': '此处没有可导出的示例。' },
  exporting: { en: 'Exporting the dataset', 'zh-CN': '正在导出数据集' },
  cancelled: { en: 'The export was canceled. No file was written.', 'zh-CN': '已取消导出，未写入任何文件。' },
  unreadable: { en: '{name} cannot be read. Nothing was exported.', 'zh-CN': '无法读取 {name}，未导出任何内容。' },
});

/** Decisions that are made already, which are not asked for. */
export interface ExportRequest extends Partial<ExportOptions> {
  readonly target: string;
  readonly out: Uri;
}

/** What the export of a dataset works with. */
export interface ExportTools {
  readonly session: Session;
  readonly tokenizers: Tokenizers;
  readonly panel: StatisticsPanel;
}

/**
 * Writes shots as training data and shows its statistics, which the answer has. `scope` is a document or folder; without
 * a request the user is asked for everything.
 */
export async function exportDataset(
  tools: ExportTools,
  scope?: Uri,
  request?: ExportRequest,
): Promise<StatisticsPage | undefined> {
  const { session } = tools;
  const chosen = scope ?? (await chooseScope(session, say('scope')));
  if (chosen === undefined) return undefined;
  const documents = chosen === 'workspace' ? await listShots(session) : await listBelow(session, chosen);
  const [first] = documents;
  if (first === undefined) {
    void window.showInformationMessage(session.t(say('nothing')));
    return undefined;
  }
  const project = (await session.service.getContext(first.toString(), 'shots'))?.project;
  const projectFolder = project?.uri === undefined ? undefined : Uri.joinPath(Uri.parse(project.uri), '..');
  const given = project?.export ?? {};
  const named = given.to ?? given.target;
  const id =
    request?.target ?? (await chooseTarget(session, typeof named === 'string' ? findTarget(named)?.id : undefined));
  const target = id === undefined ? undefined : findTarget(id);
  if (target === undefined) return undefined;
  const settings = toProjectSettings(target, given);
  const system =
    typeof given.system === 'string' && projectFolder !== undefined
      ? Uri.joinPath(projectFolder, given.system)
      : undefined;
  const initial: ExportOptions = {
    thought: settings.thought,
    status: settings.status,
    system,
    tokenizer: DEFAULT_TOKENIZER,
    ...request,
  };
  const options = request === undefined ? await chooseOptions(session, settings, initial) : initial;
  const out = options && (request?.out ?? (await chooseOutputFolder(session)));
  if (out === undefined || options === undefined) return undefined;
  const complete = await withOptions(tools, settings, options);
  return complete && writeDataset(tools, documents, complete, out);
}

/** The documents with shots that are a file or below a folder. */
export async function listBelow(session: Session, uri: Uri): Promise<readonly Uri[]> {
  const type = await workspace.fs.stat(uri).then(
    (stats) => stats.type,
    () => FileType.File,
  );
  return (type & FileType.Directory) !== 0 ? listShots(session, uri) : [uri];
}

/** The settings with the system text and the tokenizer; undefined, with a message, if one cannot be read. */
async function withOptions(
  { session, tokenizers }: ExportTools,
  settings: ExportSettings,
  { thought, status, system, tokenizer }: ExportOptions,
): Promise<ExportSettings | undefined> {
  const read = system === undefined ? undefined : await session.host.readFile(system.toString());
  if (read?.ok === false) {
    void window.showErrorMessage(session.t(say('unreadable', { name: workspace.asRelativePath(system ?? '') })));
    return undefined;
  }
  const loaded = tokenizer === undefined ? undefined : await tokenizers.load(tokenizer);
  if (loaded?.ok === false) {
    void window.showErrorMessage(session.t(loaded.problem));
    return undefined;
  }
  return { ...settings, thought, status, system: read?.text.trim() ?? '', counter: loaded?.counter };
}

async function writeDataset(
  { session, panel }: ExportTools,
  documents: readonly Uri[],
  settings: ExportSettings,
  out: Uri,
): Promise<StatisticsPage | undefined> {
  const { t } = session;
  const exporter = createExporter(settings);
  const rows: Record<ExportRow['form'], string[]> = { chat: [], react: [] };
  const isComplete = await exportDocuments(session, documents, exporter, say('exporting'), ({ form, line }) => {
    rows[form].push(line);
  });
  if (!isComplete) {
    void window.showInformationMessage(t(say('cancelled')));
    return undefined;
  }
  const layouts = exporter.layouts();
  const files = layouts.map(({ name, rows: count }) => ({ name, rows: count }));
  const report = toReport(exporter, files, session.language());
  const texts = layouts.map(({ form, name, first, has, change }) => {
    const lines = rows[form];
    const arranged = [lines[first] ?? '', ...lines.filter((_, row) => row !== first && (has?.(row) ?? true))];
    return { name, text: `${arranged.map((line) => change?.(line) ?? line).join('\n')}\n` };
  });
  const json = { name: 'report.json', text: `${JSON.stringify(report, undefined, 2)}\n` };
  const written = files.length === 0 ? [] : [...texts, ...exporter.companions(files), json];
  const encoder = new TextEncoder();
  try {
    await workspace.fs.createDirectory(out);
    await session.files.writeAll(
      written.map(({ name, text }) => ({ target: Uri.joinPath(out, name), bytes: encoder.encode(text) })),
    );
  } catch (error) {
    void window.showErrorMessage(t(toWriteMessage(out, error)));
    return undefined;
  }
  return panel.show(toExportSource(exporter, documents, files, out));
}
