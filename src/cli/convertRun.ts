import { type CallConversionEdits, defineMessages, renderMessage } from '../core/index.ts';
import type { CliIo } from './io.ts';
import { rewriteFiles } from './rewriteFiles.ts';

const say = defineMessages({
  changed: { en: '{path}: converted\n', 'zh-CN': '{path}：已转换\n' },
  differs: { en: '{path}: would be converted\n', 'zh-CN': '{path}：需要转换\n' },
  none: { en: 'nothing to convert: no *.shots.md found\n', 'zh-CN': '没有可转换的文件：这里没有 *.shots.md\n' },
  kept: { en: '{path}:{line}: not converted. {reason}\n', 'zh-CN': '{path}:{line}：未转换。{reason}\n' },
});

export interface ConvertRun {
  readonly paths: readonly string[];
  /** Say what would change instead of changing it. */
  readonly check: boolean;
  /** One of `CALL_NOTATION_IDS`. */
  readonly calls: string;
}

/** Writes the calls of the documents that the command line names in one notation, and lists those that stay as they are. */
export async function runConvert({ paths, check, calls }: ConvertRun, io: CliIo): Promise<void> {
  let kept: CallConversionEdits['kept'] = [];
  const words = {
    none: say('none'),
    changed: (path: string) => say('changed', { path }),
    differs: (path: string) => say('differs', { path }),
  };
  await rewriteFiles(
    {
      paths,
      check,
      words,
      edits: async (service, uri) => {
        const converted = await service.convertCalls(uri, calls, 'shots');
        kept = converted?.kept ?? [];
        return converted?.edits ?? [];
      },
      report: (path) => {
        for (const { range, reason } of kept)
          io.stderr(renderMessage(say('kept', { path, line: range.start.line + 1, reason }), io.language));
        kept = [];
      },
    },
    io,
  );
}
