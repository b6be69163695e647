import { defineMessages } from '../core/index.ts';
import type { CliIo } from './io.ts';
import { rewriteFiles } from './rewriteFiles.ts';

const say = defineMessages({
  changed: { en: '{path}: formatted\n', 'zh-CN': '{path}：已格式化\n' },
  differs: { en: '{path}: would be formatted\n', 'zh-CN': '{path}：需要格式化\n' },
  none: { en: 'nothing to format: no *.shots.md found\n', 'zh-CN': '没有可格式化的文件：这里没有 *.shots.md\n' },
});

export interface FormatRun {
  readonly paths: readonly string[];
  /** Say what would change instead of changing it. */
  readonly check: boolean;
}

/** Formats the shots documents that the command line names. With `check`, exit code 1 means that some would change. */
export async function runFormat({ paths, check }: FormatRun, io: CliIo): Promise<void> {
  const words = {
    none: say('none'),
    changed: (path: string) => say('changed', { path }),
    differs: (path: string) => say('differs', { path }),
  };
  await rewriteFiles({ paths, check, words, edits: (service, uri) => service.format(uri, undefined, 'shots') }, io);
}
