import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { writeFile } from 'atomically';
import {
  defineMessages,
  parseShots,
  projectDocument,
  renderMessage,
  type ShotsDocument,
  slice,
} from '../../core/index.ts';
import {
  applyEdits,
  firstRequest,
  type GeneratedShot,
  generateShots,
  insertionFor,
  type PriceTable,
  projectPrivacy,
  type RunOptions,
  type RunServices,
  type RunSummary,
  readPriceTable,
  repairEdits,
  requestText,
  shotTexts,
  stricter,
  type Task,
  takenIds,
} from '../../generation/index.ts';
import { requireWritable } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { guarded, guardSettings, modelOf, modelsOf, type Server, serverOf, tell } from './connect.ts';
import { type Desk, openDesk } from './desk.ts';
import type { GenerateFlags } from './flags.ts';
import { openJournal } from './journalFile.ts';
import { readBatch } from './readBatch.ts';
import { createRunReport, exitCodeOf } from './report.ts';
import { writeBatch } from './writeBatch.ts';
import { writeTemplates } from './writeTemplates.ts';

const say = defineMessages({
  both: {
    en: 'use only one of --out, --append and --repair',
    'zh-CN': '--out、--append 与 --repair 只能用一个',
  },
  noShot: { en: 'the document has no shot "{shot}"', 'zh-CN': '文档中没有示例“{shot}”' },
  likeWhere: { en: '--like needs --append', 'zh-CN': '--like 需要与 --append 一起使用' },
  nothingFaulty: { en: 'no shot has an error or a warning', 'zh-CN': '没有需要修复的示例' },
  nothing: {
    en: 'say what to write about: --sop FILE, --for-tool NAME, --text TEXT, --stdin, or --tools',
    'zh-CN': '请说明要写什么：--sop 文件、--for-tool 名称、--text 文本、--stdin，或 --tools',
  },
  exists: {
    en: '"{path}" exists already: use --append to add to it, or --force to write it anew',
    'zh-CN': '“{path}”已存在：用 --append 追加，或用 --force 重写',
  },
  noServer: { en: 'name a server with --provider or --base-url', 'zh-CN': '请用 --provider 或 --base-url 指定服务器' },
  prices: { en: '"{path}" is no price table', 'zh-CN': '“{path}”不是有效的价格表' },
  dryScaffold: {
    en: 'The local scaffold writes {count} shots; nothing is sent to anybody.\n',
    'zh-CN': '由本地脚手架编写 {count} 个示例，不向任何人发送内容。\n',
  },
  dryTo: {
    en: 'To {origin}, model {model}: {requests} requests, about {tokens} tokens in all. The first one:\n\n',
    'zh-CN': '发往 {origin}，模型 {model}：共 {requests} 个请求，总计约 {tokens} 个 token。第一个请求：\n\n',
  },
  changed: {
    en: '"{path}" was changed meanwhile and is left as it is; run the repair again',
    'zh-CN': '“{path}”在此期间被修改过，因此未作改动；请重新运行修复',
  },
  resumed: { en: 'going on from {path}', 'zh-CN': '从 {path} 继续' },
});

/** Carries out `sop-shots generate`. */
export async function runGenerate(flags: GenerateFlags, io: CliIo): Promise<void> {
  const targets = [flags.out, flags.append, flags.repair].filter((target) => target !== undefined);
  if (targets.length > 1) throw new UsageError(say('both'));
  const server = serverOf(flags, io);
  if (flags.listModels === true) return printModels(server, flags, io);
  if (flags.writeTemplates === true) return writeTemplates(io);
  const desk = await openDesk(flags, io);
  if (desk.repair?.shots.length === 0) return tell(io, say('nothingFaulty'));
  const task = await taskOf(flags, desk, io);
  const options = optionsOf(flags, desk);
  const order = { flags, desk, task, options, io };
  if (flags.batchOut !== undefined) return writeBatch(flags.batchOut, order);
  if (flags.batchIn !== undefined) return readBatch(flags.batchIn, order);
  const services = await servicesOf(flags, desk, server, io);
  if (flags.dryRun === true) return printRequest(task, options, services, flags, desk, io);
  await writeShots(flags, desk, task, options, services, io);
}

async function printModels(server: Server | undefined, flags: GenerateFlags, io: CliIo): Promise<void> {
  if (server === undefined) throw new UsageError(say('noServer'));
  const models = await modelsOf(server, guardSettings(flags, {}, io), io);
  io.stdout(models.map((model) => `${model}\n`).join(''));
}

async function taskOf(flags: GenerateFlags, desk: Desk, io: CliIo): Promise<Task> {
  const { context, procedure, tools } = desk;
  const { document } = context;
  const style = document.frontMatter?.style?.value ?? document.shots[0]?.style ?? context.project.style.shots;
  const entries = {
    tool: flags.forTool,
    count: flags.count,
    style: flags.style,
    language: flags.language,
    documentStyle: style,
    documentLanguage: document.shots.length === 0 ? undefined : document.habit.language,
    ...(await matterOf(flags, desk, io)),
  };
  const given = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
  return { kind: 'from-sop', procedure, tools, ...given };
}

/** What the shots are to be about, besides a procedure. */
async function matterOf(flags: GenerateFlags, { context, procedure, repair }: Desk, io: CliIo): Promise<Partial<Task>> {
  if (repair !== undefined) {
    return { kind: 'repair-document', shot: repair.text, findings: repair.findings, count: repair.shots.length };
  }
  if (flags.like !== undefined) {
    if (flags.append === undefined) throw new UsageError(say('likeWhere'));
    return { kind: 'more-like-this', shot: shotNamed(context.document, flags.like) };
  }
  const text = flags.stdin === true ? await io.stdin() : flags.text;
  if (text !== undefined) return { kind: 'rewrite', text };
  if (flags.forTool !== undefined) return { kind: 'for-tool' };
  if (procedure === undefined && flags.tools.length === 0) throw new UsageError(say('nothing'));
  return {};
}

function shotNamed({ shots, text }: ShotsDocument, name: string): string {
  const found = shots.find(({ id, index }) => id?.value === name || String(index + 1) === name);
  if (found === undefined) throw new UsageError(say('noShot', { shot: name }));
  return slice(text, found).trim();
}

/** Flags win over the project file, which wins over the defaults. */
function optionsOf(flags: GenerateFlags, { context, repair, resumed }: Desk): RunOptions {
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
  // Shots that are mended keep their ids, and what they were before is nothing to differ from.
  if (repair !== undefined) return { ...given, ids: repair.ids };
  const { document } = context;
  const others = document.shots.filter((shot) => !resumed.includes(shot));
  return { ...given, existing: shotTexts(document, others), takenIds: takenIds(document, others) };
}

async function servicesOf(
  flags: GenerateFlags,
  desk: Desk,
  server: Server | undefined,
  io: CliIo,
): Promise<RunServices> {
  const prices = flags.prices === undefined ? {} : { prices: await pricesIn(flags.prices) };
  if (server === undefined) return { ...desk.services, ...prices };
  const { generation, privacy } = desk.context.project;
  const named = flags.model ?? (typeof generation.model === 'string' ? generation.model : undefined);
  const settings = guardSettings(flags, privacy, io);
  // Even to ask for the list of models would be to send something.
  const chat = await modelOf(server, flags.dryRun === true ? (named ?? '…') : named, settings, io);
  return { ...desk.services, ...prices, model: guarded(chat, settings) };
}

async function pricesIn(path: string): Promise<PriceTable> {
  try {
    const { table, wrong } = readPriceTable(JSON.parse(await readFile(path, 'utf8')));
    if (wrong.length === 0) return table;
  } catch {
    // An unreadable file and a wrong one are told alike.
  }
  throw new UsageError(say('prices', { path }));
}

/** Shows what would leave, exactly; nothing does. */
function printRequest(
  task: Task,
  options: RunOptions,
  services: RunServices,
  flags: GenerateFlags,
  { context }: Desk,
  io: CliIo,
): void {
  const first = firstRequest(task, options, services, io.signal);
  if (first === undefined) {
    io.stdout(renderMessage(say('dryScaffold', { count: flags.count ?? '…' }), io.language));
    return;
  }
  const { destination, model, requests, estimatedTokens: tokens } = first;
  io.stdout(renderMessage(say('dryTo', { origin: destination.origin, model, requests, tokens }), io.language));
  const level = stricter(flags.mask, projectPrivacy(context.project.privacy).level);
  io.stdout(requestText(level === undefined ? first.plain : first.masked(level)));
}

async function writeShots(
  flags: GenerateFlags,
  desk: Desk,
  task: Task,
  options: RunOptions,
  services: RunServices,
  io: CliIo,
): Promise<void> {
  if (desk.path !== undefined) await requireWritable(desk.path);
  const journal = services.model === undefined || desk.path === undefined ? undefined : await openJournal(desk.path);
  if (flags.out !== undefined && existsSync(desk.path ?? '') && flags.force !== true && journal?.resumes !== true) {
    throw new UsageError(say('exists', { path: flags.out }));
  }
  if (journal?.resumes === true)
    io.stderr(`${renderMessage(say('resumed', { path: desk.path ?? '' }), io.language)}\n`);
  const report = createRunReport(io);
  const shots: GeneratedShot[] = [];
  let summary: RunSummary | undefined;
  const running = generateShots(task, options, journal === undefined ? services : { ...services, journal }, io.signal);
  for await (const event of running) {
    report.event(event);
    if (event.kind === 'shot') shots.push(event.shot);
    if (event.kind === 'done') summary = event.summary;
  }
  const fresh = shots.filter(({ id }) => !desk.resumed.some((shot) => shot.id?.value === id));
  if (fresh.length > 0) await putOut(flags, desk, fresh, io);
  if (summary === undefined) return;
  if (summary.outcome === 'complete') await journal?.remove();
  else if (journal !== undefined && shots.length > 0) await journal.written(shots.map(({ id }) => id));
  const code = exitCodeOf(summary, report.errors);
  if (code !== 0) io.setExitCode(code);
}

/** Puts the shots where they belong, in the order of the plan. The file is read anew, for it may have changed. */
async function putOut(flags: GenerateFlags, desk: Desk, shots: readonly GeneratedShot[], io: CliIo): Promise<void> {
  const ordered = shots.toSorted((a, b) => a.plan.index - b.plan.index);
  const { path, repair } = desk;
  const isNew = flags.append === undefined && repair === undefined;
  const before = isNew || path === undefined ? desk.text : await readFile(path, 'utf8');
  if (repair !== undefined && path !== undefined) {
    if (before !== desk.text) throw new UsageError(say('changed', { path }));
    const edits = repairEdits(desk.context.document, repair, ordered, repair.before);
    return writeFile(path, applyEdits(before, edits));
  }
  const document = projectDocument(parseShots(before), desk.services.knownTools);
  const { offset, text } = insertionFor(
    document,
    ordered.map((shot) => shot.text),
  );
  const after = before.slice(0, offset) + text + before.slice(offset);
  if (path === undefined) io.stdout(after);
  else await writeFile(path, after);
}
