import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  createLanguageService,
  type Diagnostic,
  type DocumentContext,
  defineMessages,
  type Language,
  type LanguageService,
  type Procedure,
  type Shot,
  type ShotsDocument,
  type Tool,
} from '../../core/index.ts';
import {
  createDraftChecker,
  createMasker,
  createOverlayHost,
  createPrinter,
  type DraftChecker,
  type FaultyShots,
  filterByShape,
  findFaultyShots,
  getFaultShapes,
  getShotFindings,
  getTemplatePath,
  parseProjectPrivacy,
  type RunServices,
  TEMPLATE_NAMES,
  type TemplateName,
  textWithout,
  toFrontMatterText,
  withOverrides,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { listMatchingFiles } from '../namedFiles.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, getWorkspaceRoot, toPath, toUri } from '../workspaceHost.ts';
import type { GenerateFlags } from './flags.ts';
import { type JournalState, readJournalState } from './journalFile.ts';

const say = defineMessages({
  exists: {
    en: '"{path}" already exists: use --append to add to it, or --force to overwrite it',
    'zh-CN': '“{path}”已存在：用 --append 追加，或用 --force 覆盖',
  },
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  noShot: { en: 'the document has no shot "{shot}"', 'zh-CN': '文档中没有示例“{shot}”' },
  unreadable: { en: 'cannot read "{path}" as UTF-8 text', 'zh-CN': '无法将“{path}”作为 UTF-8 文本读取' },
});

/** Everything a run works with: the document the shots are for, and what surrounds it. */
export interface GenerationContext {
  /** The document's file; undefined where the shots go to standard output. */
  readonly path: string | undefined;
  readonly context: DocumentContext;
  readonly service: LanguageService;
  /** The document as it is, or the front matter of a new one. */
  readonly text: string;
  readonly procedure: Procedure | undefined;
  readonly tools: readonly Tool[];
  readonly drafts: DraftChecker;
  readonly services: RunServices;
  /** True if the run starts a new document; false if it adds to one or repairs it. */
  readonly isNew: boolean;
  /** What the journal says about the document; undefined where no journal is used. */
  readonly journal: JournalState | undefined;
  /** Shots of an interrupted run of an older version, which are generated again from the journal. */
  readonly resumed: readonly Shot[];
  /** `--repair`: the faulty shots, and everything the checker said before. */
  readonly repair: (FaultyShots & { readonly before: readonly Diagnostic[] }) | undefined;
}

/** Opens the document that `--append` or `--out` names, or one that goes to standard output. */
export async function openGenerationContext(flags: GenerateFlags, io: CliIo): Promise<GenerationContext> {
  const sop = flags.sop === undefined ? undefined : requireFile(resolve(io.cwd, flags.sop), flags.sop);
  const tools = (await Promise.all(flags.tools.map((glob) => listMatchingFiles(glob, io.cwd)))).flat();
  const target = flags.append ?? flags.repair ?? flags.out;
  const path = resolve(io.cwd, target ?? 'generated.shots.md');
  const journal = await openOutput(flags, path);
  const opened = flags.append ?? flags.repair ?? (journal?.ownsDocument === true ? flags.out : undefined);
  if (opened !== undefined) requireFile(path, opened);
  const roots = new Set(
    [path, ...(sop === undefined ? [] : [sop]), ...tools].map((file) => getWorkspaceRoot(file, io.cwd)),
  );
  const host = createNodeHost({ roots: [...roots] });
  const uri = toUri(path);
  const overlay = createOverlayHost(host, uri);
  const text = opened === undefined ? createFrontMatter(path, sop, tools) : await readText(path, opened);
  overlay.write(text);
  const service = createLanguageService(overlay.host, { language: io.language });
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) throw new UsageError(say('unreadable', { path: target ?? '' }));
  const procedure = sop === undefined ? context.procedures[0] : await service.procedure(toUri(sop));
  const before = flags.repair === undefined ? [] : (await service.lint(uri, {}, 'shots')).diagnostics;
  const faulty = flags.repair === undefined ? undefined : findShotsToRepair(context, before, flags.like);
  const earlier = journal?.idsWithoutPlan;
  const resumed = context.document.shots.filter(({ id }) => id !== undefined && earlier?.has(id.value) === true);
  const place = { uri, text: textWithout(context.document, faulty?.shots ?? resumed) };
  const drafts = createDraftChecker(service, overlay, place);
  const loaded = context.tools.tools;
  const services: RunServices = {
    check: drafts.check,
    print: createPrinter(context.document, context.project),
    knownTools: { isTool: (name) => context.tools.get(name) !== undefined, finish: context.project.finish },
    templates: await readTemplates(context, dirname(path)),
    masker: (level) => createMasker(loaded, level, [], parseProjectPrivacy(context.project.privacy).words),
  };
  return {
    path: target === undefined ? undefined : path,
    context,
    service,
    text,
    procedure,
    tools: loaded,
    drafts,
    services,
    isNew: opened === undefined,
    journal,
    resumed,
    repair: faulty && { ...faulty, before },
  };
}

/** All faulty shots, or only one and those with the same problems. */
function findShotsToRepair(
  { document }: DocumentContext,
  diagnostics: readonly Diagnostic[],
  like: string | undefined,
): FaultyShots {
  if (like === undefined) return findFaultyShots(document, diagnostics);
  const shapes = getFaultShapes(document, getShotFindings(document, requireShot(document, like), diagnostics));
  return findFaultyShots(document, filterByShape(document, diagnostics, shapes));
}

/** The shot with an id or a number, from 1 on. */
export function requireShot({ shots }: ShotsDocument, name: string): Shot {
  const found = shots.find(({ id, index }) => id?.value === name || String(index + 1) === name);
  if (found === undefined) throw new UsageError(say('noShot', { shot: name }));
  return found;
}

/** Decides whether a run may write to its target, and reads the journal beside it. */
async function openOutput(flags: GenerateFlags, path: string): Promise<JournalState | undefined> {
  const { append, batchIn, batchOut, dryRun, force, out } = flags;
  const isRun = batchIn === undefined && batchOut === undefined && dryRun !== true;
  if (!isRun || force === true || (append === undefined && out === undefined)) return undefined;
  const text = existsSync(path) ? await readFile(path, 'utf8') : undefined;
  const state = await readJournalState(path, text);
  if (out !== undefined && text !== undefined && !state.ownsDocument) {
    throw new UsageError(say('exists', { path: out }));
  }
  return out !== undefined && text === undefined ? undefined : state;
}

function requireFile(path: string, shown: string): string {
  if (!existsSync(path)) throw new UsageError(say('noFile', { path: shown }));
  return path;
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch {
    throw new UsageError(say('unreadable', { path: shown }));
  }
}

function createFrontMatter(path: string, sop: string | undefined, tools: readonly string[]): string {
  const fromDocument = (file: string): string => {
    const way = relative(dirname(path), file).split(sep).join('/');
    return way.startsWith('.') ? way : `./${way}`;
  };
  return toFrontMatterText(sop === undefined ? undefined : fromDocument(sop), tools.map(fromDocument));
}

/** The templates beside the project file, or beside the document where there is none. */
async function readTemplates({ project }: DocumentContext, folder: string): Promise<RunServices['templates']> {
  const home = project.uri === undefined ? folder : dirname(toPath(project.uri));
  const byLanguage = new Map<Language, ReturnType<typeof withOverrides>>();
  for (const language of ['en', 'zh-CN'] as const) {
    const overrides: Partial<Record<TemplateName, string>> = {};
    for (const name of TEMPLATE_NAMES) {
      const file = join(home, getTemplatePath(name, language));
      if (existsSync(file)) overrides[name] = await readFile(file, 'utf8');
    }
    const merged = withOverrides(language, overrides);
    const [problem] = merged.problems;
    if (problem !== undefined) throw new UsageError(problem, 'bad-template');
    byLanguage.set(language, merged);
  }
  return (language) => (byLanguage.get(language) ?? withOverrides(language, {})).templates;
}
