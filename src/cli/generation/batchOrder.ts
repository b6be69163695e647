import { existsSync } from 'node:fs';
import { defineMessages } from '../../core/index.ts';
import type { RunOptions, Task } from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import type { Desk } from './desk.ts';
import type { GenerateFlags } from './flags.ts';

const say = defineMessages({
  exists: { en: '"{path}" exists already; --force writes it anew', 'zh-CN': '“{path}”已存在；用 --force 重写' },
});

/** What a batch is about, whether it is written or its results are read. */
export interface BatchOrder {
  readonly flags: GenerateFlags;
  readonly desk: Desk;
  readonly task: Task;
  readonly options: RunOptions;
  readonly io: CliIo;
}

/** Nothing is overwritten without being asked for. `given` is the path as it was written. */
export function refuseToOverwrite(path: string, given: string, { flags }: BatchOrder): void {
  if (existsSync(path) && flags.force !== true) throw new UsageError(say('exists', { path: given }));
}
