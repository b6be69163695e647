import { existsSync } from 'node:fs';
import { defineMessages } from '../../core/index.ts';
import type { RunOptions, Task } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import type { GenerateFlags } from './flags.ts';
import type { GenerationContext } from './generationContext.ts';

const say = defineMessages({
  exists: { en: '"{path}" already exists; use --force to overwrite it', 'zh-CN': '“{path}”已存在；用 --force 覆盖' },
});

/** What writing a batch and reading its results share. */
export interface BatchContext {
  readonly flags: GenerateFlags;
  readonly context: GenerationContext;
  readonly task: Task;
  readonly options: RunOptions;
  readonly io: CliIo;
}

/** Refuses to overwrite an existing file without --force. `given` is the path as the user typed it. */
export function refuseToOverwrite(path: string, given: string, { flags }: BatchContext): void {
  if (existsSync(path) && flags.force !== true) throw new UsageError(say('exists', { path: given }));
}
