import { defineMessages } from '../../core/index.ts';
import { createCases } from '../../evaluation/index.ts';
import { getServer } from '../generation/connect.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { runCases } from './caseRuns.ts';
import { createEvalSession, printFirstRequest, toPromptOptions } from './evalSession.ts';
import type { EvalFlags } from './flags.ts';
import { runShotsFreely } from './freeRuns.ts';
import { loadSources } from './loadSources.ts';
import { readPairRequest } from './pairs.ts';

const say = defineMessages({
  noServer: {
    en: 'specify the model to evaluate: --model with --provider or --base-url',
    'zh-CN': '请指定要评测的模型：--model 加上 --provider 或 --base-url',
  },
  noCases: { en: 'no shot can be tested: {reasons}', 'zh-CN': '没有可评测的示例：{reasons}' },
  once: {
    en: '{option} runs each case once; it cannot be combined with --repeat',
    'zh-CN': '{option} 每个用例只运行一次，不能与 --repeat 同时使用',
  },
  together: { en: '{first} and {second} cannot be combined', 'zh-CN': '{first} 与 {second} 不能同时使用' },
  oneModel: { en: '--ablation needs exactly one model', 'zh-CN': '--ablation 只能用于一个模型' },
});

/** Carries out `sop-shots eval`. */
export async function runEval(paths: readonly string[], flags: EvalFlags, io: CliIo): Promise<void> {
  checkFlags(flags);
  const loaded = await loadSources(paths.length > 0 ? paths : ['.'], flags.heldOut, io);
  const list = createCases(loaded.sources, toPromptOptions(flags));
  if (list.cases.length === 0) {
    throw new UsageError(say('noCases', { reasons: list.skipped.map(({ message }) => message) }), 'no-cases');
  }
  if (flags.dryRun === true) return printFirstRequest(loaded, list, flags, io);
  const { model: models, ...rest } = flags;
  const [first] = models;
  const server = getServer(first === undefined ? rest : { ...rest, model: first }, io);
  if (server === undefined) throw new UsageError(say('noServer'), 'no-model');
  const pairs = await readPairRequest(flags, io);
  const session = await createEvalSession(flags, loaded, server, io);
  try {
    await (flags.freeRun === true ? runShotsFreely(session, list) : runCases(session, list, pairs));
  } finally {
    await server.flush();
  }
}

function checkFlags({ repeat, freeRun, ablation, withoutShots, model, match, pairs }: EvalFlags): void {
  const once = freeRun === true ? '--free-run' : ablation === true ? '--ablation' : undefined;
  if (once !== undefined && repeat > 1) throw new UsageError(say('once', { option: once }));
  if (ablation === true && freeRun === true) refuse('--ablation', '--free-run');
  if (ablation === true && withoutShots === true) refuse('--ablation', '--without-shots');
  if (pairs !== undefined && once !== undefined) refuse('--pairs', once);
  if (freeRun === true && match === 'loose') refuse('--free-run', '--match loose');
  if (ablation === true && model.length > 1) throw new UsageError(say('oneModel'));
}

function refuse(first: string, second: string): never {
  throw new UsageError(say('together', { first, second }));
}
