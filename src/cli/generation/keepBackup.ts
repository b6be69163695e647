import { defineMessages } from '../../core/index.ts';
import { backupFile } from '../../files/index.ts';
import type { CliIo } from '../io.ts';
import { printMessage } from './connect.ts';

const say = defineMessages({
  backup: { en: 'the previous version of {path} is kept as {backup}', 'zh-CN': '{path} 的原内容已保存为 {backup}' },
});

/** Keeps a copy of a file that --force replaces, and reports its name. */
export async function keepBackup(path: string, io: CliIo): Promise<void> {
  printMessage(io, say('backup', { path, backup: await backupFile(path) }));
}
