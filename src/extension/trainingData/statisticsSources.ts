import { type Uri, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { type Exporter, type ExportReport, listRemarks, type RowStatistics, toReport } from '../../datasets/index.ts';
import type { StatisticsSource } from './statisticsPanel.ts';

const say = defineMessages({
  exported: { en: 'Export to {target}', 'zh-CN': '导出到 {target}' },
  nothing: {
    en: 'No file was written, because no shot can be exported.',
    'zh-CN': '没有可以导出的示例，未写入任何文件。',
  },
  counted: { en: 'Statistics: {name}', 'zh-CN': '统计：{name}' },
});

/** The statistics of an export whose files are written. */
export function toExportSource(
  exporter: Exporter,
  documents: readonly Uri[],
  files: ExportReport['files'],
  out: Uri,
): StatisticsSource {
  const isWritten = files.length > 0;
  const title = say('exported', { target: exporter.settings.target.id });
  return {
    title,
    shown: (language) => {
      const statistics = toReport(exporter, files, language);
      const remarks = isWritten ? listRemarks(statistics) : [say('nothing')];
      return { title, statistics, of: 'shots', remarks, hasFolder: isWritten };
    },
    locate: createLocator(documents),
    folder: isWritten ? out : undefined,
  };
}

/** The statistics of shots that were not written anywhere. */
export function toShotsSource(exporter: Exporter, documents: readonly Uri[], name: string): StatisticsSource {
  const title = say('counted', { name });
  return {
    title,
    shown: (language) => {
      return { title, statistics: toReport(exporter, [], language), of: 'shots', remarks: [], hasFolder: false };
    },
    locate: createLocator(documents),
    folder: undefined,
  };
}

/** The statistics of the rows of a file. */
export function toRowsSource(counted: RowStatistics, file: Uri, name: string): StatisticsSource {
  const title = say('counted', { name });
  return {
    title,
    shown: (language) => {
      return { title, statistics: counted.report(language), of: 'rows', remarks: [], hasFolder: false };
    },
    locate: () => file,
    folder: undefined,
  };
}

function createLocator(documents: readonly Uri[]): (path: string) => Uri | undefined {
  const known = new Map(documents.map((uri) => [workspace.asRelativePath(uri), uri]));
  return (path) => known.get(path);
}
