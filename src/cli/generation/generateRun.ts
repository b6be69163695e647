import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineMessages, groupDigits, type JsonObject, renderMessage, slice } from '../../core/index.ts';
import {
  type ConsentQuestion,
  createFirstRequest,
  createRequestPlan,
  createRequestPreview,
  createReviewPreview,
  type GuardedModel,
  getShotIds,
  getShotTexts,
  getStricterLevel,
  parseProjectPrivacy,
  type RunOptions,
  type RunServices,
  type Task,
  toBatchName,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import {
  createChatModel,
  createGuardSettings,
  fetchModelNames,
  getReviewServer,
  getServer,
  printMessage,
  type Server,
  toGuardedModel,
} from './connect.ts';
import type { GenerateFlags } from './flags.ts';
import { type GenerationContext, openGenerationContext, requireShot } from './generationContext.ts';
import { readPrices } from './prices.ts';
import { readBatch } from './readBatch.ts';
import { printRequestPreview } from './requestPreview.ts';
import { writeBatch } from './writeBatch.ts';
import { writeShots } from './writeShots.ts';
import { writeTemplates } from './writeTemplates.ts';

const say = defineMessages({
  both: {
    en: 'use only one of --out, --append and --repair',
    'zh-CN': '--out、--append 与 --repair 只能用一个',
  },
  likeWhere: { en: '--like needs --append or --repair', 'zh-CN': '--like 需要与 --append 或 --repair 一起使用' },
  reviewerAlone: { en: '--reviewer needs --model', 'zh-CN': '--reviewer 需要与 --model 一起使用' },
  reviewerBatch: {
    en: '--reviewer is not available for batches',
    'zh-CN': '批处理不支持 --reviewer',
  },
  dryReview: {
    en: '\nTo {origin}, reviewer {model}: {requests} {requests|request|requests}, about {tokens} tokens in total. First request, with an example in place of the shot:\n\n',
    'zh-CN':
      '\n发往 {origin}，审阅模型 {model}：共 {requests} 个请求，总计约 {tokens} 个 token。第一个请求（以样例代替示例）：\n\n',
  },
  nothingFaulty: { en: 'no shot has an error or a warning', 'zh-CN': '没有需要修复的示例' },
  nothing: {
    en: 'specify a source: --sop FILE, --for-tool NAME, --text TEXT, --stdin, or --tools',
    'zh-CN': '请指定来源：--sop 文件、--for-tool 名称、--text 文本、--stdin，或 --tools',
  },
  noServer: {
    en: 'specify a server with --provider or --base-url',
    'zh-CN': '请用 --provider 或 --base-url 指定服务器',
  },
  dryScaffold: {
    en: 'The local scaffold generates {count} {count|shot|shots}; nothing is sent.\n',
    'zh-CN': '由本地脚手架生成 {count} 个示例，不发送任何内容。\n',
  },
  dryTo: {
    en: 'To {origin}, model {model}: {requests} {requests|request|requests}, about {tokens} tokens in total. First request:\n\n',
    'zh-CN': '发往 {origin}，模型 {model}：共 {requests} 个请求，总计约 {tokens} 个 token。第一个请求：\n\n',
  },
});

/** Carries out `sop-shots generate`. */
export async function runGenerate(flags: GenerateFlags, io: CliIo): Promise<void> {
  const targets = [flags.out, flags.append, flags.repair].filter((target) => target !== undefined);
  if (targets.length > 1) throw new UsageError(say('both'));
  const server = getServer(flags, io);
  if (flags.listModels === true) return printModels(server, flags, io);
  if (flags.writeTemplates === true) return writeTemplates(io);
  const generationContext = await openGenerationContext(flags, io);
  if (generationContext.repair?.shots.length === 0) return printMessage(io, say('nothingFaulty'));
  const task = await createTask(flags, generationContext, io);
  const baseOptions = getRunOptions(flags, generationContext);
  const name = toBatchName(task, baseOptions);
  const donePlans = generationContext.journal?.getDonePlans(name);
  const options = donePlans === undefined ? baseOptions : { ...baseOptions, donePlans };
  const batch = { flags, context: generationContext, task, options, io };
  const isBatch = flags.batchOut !== undefined || flags.batchIn !== undefined;
  if (isBatch && flags.reviewer !== undefined) throw new UsageError(say('reviewerBatch'));
  if (flags.batchOut !== undefined) return writeBatch(flags.batchOut, batch);
  if (flags.batchIn !== undefined) return readBatch(flags.batchIn, batch);
  const services = await createRunServices(flags, generationContext, server, io);
  if (flags.dryRun === true) return printRequest(task, options, services, flags, generationContext, io);
  try {
    await writeShots({ flags, context: generationContext, task, options, services, name, io });
  } finally {
    await server?.flush();
  }
}

async function printModels(server: Server | undefined, flags: GenerateFlags, io: CliIo): Promise<void> {
  if (server === undefined) throw new UsageError(say('noServer'));
  const models = await fetchModelNames(server, createGuardSettings(flags, {}, io), io);
  io.stdout(models.map((model) => `${model}\n`).join(''));
}

async function createTask(flags: GenerateFlags, generationContext: GenerationContext, io: CliIo): Promise<Task> {
  const { context, procedure, tools } = generationContext;
  const { document } = context;
  const style = document.frontMatter?.style?.value ?? document.shots[0]?.style ?? context.project.style.shots;
  const entries = {
    tool: flags.forTool,
    count: flags.count,
    perPath: flags.perPath,
    instructions: await readInstructions(flags, io),
    style: flags.style,
    language: flags.language,
    documentStyle: style,
    documentLanguage: document.shots.length === 0 ? undefined : document.detectedStyle.language,
    ...(await getTaskSubject(flags, generationContext, io)),
  };
  const given = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  return { kind: 'from-sop', procedure, tools, ...given };
}

/** The text of `--instructions`, or the content of the file that it names. */
async function readInstructions({ instructions }: GenerateFlags, io: CliIo): Promise<string | undefined> {
  if (instructions === undefined || instructions.includes('\n')) return instructions;
  const path = resolve(io.cwd, instructions);
  return (await stat(path).catch(() => undefined))?.isFile() === true ? readFile(path, 'utf8') : instructions;
}

/** What the shots are to be about, besides a procedure. */
async function getTaskSubject(
  flags: GenerateFlags,
  { context: { document }, procedure, repair }: GenerationContext,
  io: CliIo,
): Promise<Partial<Task>> {
  if (repair !== undefined) {
    return { kind: 'repair-document', shot: repair.text, findings: repair.findings, count: repair.shots.length };
  }
  if (flags.like !== undefined) {
    if (flags.append === undefined) throw new UsageError(say('likeWhere'));
    return { kind: 'more-like-this', shot: slice(document.text, requireShot(document, flags.like)).trim() };
  }
  const text = flags.stdin === true ? await io.stdin() : flags.text;
  if (text !== undefined) return { kind: 'rewrite', text };
  if (flags.forTool !== undefined) return { kind: 'for-tool' };
  if (procedure === undefined && flags.tools.length === 0) throw new UsageError(say('nothing'));
  return {};
}

/** Flags win over the project file, which wins over the defaults. */
function getRunOptions(flags: GenerateFlags, { context, repair, resumed }: GenerationContext): RunOptions {
  const { generation } = context.project;
  const chosen = (flag: number | undefined, key: string): number | undefined => {
    const value = flag ?? generation[key];
    return typeof value === 'number' ? value : undefined;
  };
  const entries = {
    seed: chosen(flags.seed, 'seed'),
    maxRepairs: chosen(flags.maxRepairs, 'maxRepairs'),
    concurrency: chosen(flags.concurrency, 'concurrency'),
    shotsPerRequest: flags.shotsPerRequest,
    temperature: chosen(flags.temperature, 'temperature'),
    maxTokens: flags.maxTokens,
  };
  const given = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  // Repaired shots keep their ids and are not compared with their earlier versions.
  if (repair !== undefined) return { ...given, ids: repair.ids };
  const { document } = context;
  const others = document.shots.filter((shot) => !resumed.includes(shot));
  return { ...given, existing: getShotTexts(document, others), takenIds: getShotIds(document, others) };
}

async function createRunServices(
  flags: GenerateFlags,
  generationContext: GenerationContext,
  server: Server | undefined,
  io: CliIo,
): Promise<RunServices> {
  const prices = flags.prices === undefined ? {} : { prices: await readPrices(flags.prices, io) };
  if (server === undefined) {
    if (flags.reviewer !== undefined) throw new UsageError(say('reviewerAlone'));
    return { ...generationContext.services, ...prices };
  }
  const { generation, privacy } = generationContext.context.project;
  const named = flags.model ?? (typeof generation.model === 'string' ? generation.model : undefined);
  const settings = createGuardSettings(flags, privacy, io);
  // Even to ask for the list of models would be to send something.
  const chat = await createChatModel(server, flags.dryRun === true ? (named ?? '…') : named, settings, io);
  const model = toGuardedModel(chat, settings);
  const reviewer = await createReviewer(flags, privacy, server, io);
  return { ...generationContext.services, ...prices, model, ...(reviewer === undefined ? {} : { reviewer }) };
}

/** The reviewer has answers about sending of its own, because other text is sent to it. */
async function createReviewer(
  flags: GenerateFlags,
  privacy: JsonObject,
  server: Server,
  io: CliIo,
): Promise<GuardedModel | undefined> {
  if (flags.reviewer === undefined) return undefined;
  const settings = createGuardSettings(flags, privacy, io);
  const chat = await createChatModel(getReviewServer(flags, server, io), flags.reviewer, settings, io);
  return toGuardedModel(chat, settings);
}

/** Shows what would leave, exactly; nothing does. */
function printRequest(
  task: Task,
  options: RunOptions,
  services: RunServices,
  flags: GenerateFlags,
  { context }: GenerationContext,
  io: CliIo,
): void {
  const plan = createRequestPlan(task);
  if ('problem' in plan) throw new UsageError(plan.problem, plan.code);
  const first = createFirstRequest(task, options, services, io.signal);
  if (first === undefined) {
    io.stdout(renderMessage(say('dryScaffold', { count: plan.count }), io.language));
    return;
  }
  const level = getStricterLevel(flags.mask, parseProjectPrivacy(context.project.privacy).level);
  const print = (key: 'dryTo' | 'dryReview', question: ConsentQuestion): void => {
    const { destination, model, requests, estimatedTokens: tokens } = question;
    io.stdout(
      renderMessage(
        say(key, { origin: destination.origin, model, requests, tokens: groupDigits(tokens) }),
        io.language,
      ),
    );
    const request = level === undefined ? question.plain : question.masked(level);
    printRequestPreview(createRequestPreview(request, level !== undefined), io, io.document);
  };
  print('dryTo', first);
  const review = createReviewPreview(task, options, services, io.signal);
  if (review !== undefined) print('dryReview', review);
}
