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
  type Tool,
} from '../../core/index.ts';
import {
  createDraftDesk,
  createMasker,
  type DraftDesk,
  type FaultyShots,
  faultyShots,
  frontMatterText,
  overlaidHost,
  printerFor,
  type RunServices,
  type TemplateName,
  templateFile,
  templateNames,
  textWithout,
  withOverrides,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { matchingFiles } from '../lintRun.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, pathOf, uriOf, workspaceRootOf } from '../workspaceHost.ts';
import type { GenerateFlags } from './flags.ts';
import { writtenBefore } from './journalFile.ts';

const say = defineMessages({
  noFile: { en: 'there is no file "{path}"', 'zh-CN': '没有文件“{path}”' },
  unreadable: { en: 'cannot read "{path}" as UTF-8 text', 'zh-CN': '无法将“{path}”作为 UTF-8 文本读取' },
});

/** Everything a run works with: the document the shots are for, and what surrounds it. */
export interface Desk {
  /** The document's file; undefined where the shots go to standard output. */
  readonly path: string | undefined;
  readonly context: DocumentContext;
  readonly service: LanguageService;
  /** The document as it is, or the front matter of a new one. */
  readonly text: string;
  readonly procedure: Procedure | undefined;
  readonly tools: readonly Tool[];
  readonly drafts: DraftDesk;
  readonly services: RunServices;
  /** `--append`: the shots of an earlier run that was stopped, which the run at hand goes on with. */
  readonly resumed: readonly Shot[];
  /** `--repair`: the faulty shots, and everything the checker said before. */
  readonly repair: (FaultyShots & { readonly before: readonly Diagnostic[] }) | undefined;
}

/** Opens the document that `--append` or `--out` names, or one that goes to standard output. */
export async function openDesk(flags: GenerateFlags, io: CliIo): Promise<Desk> {
  const sop = flags.sop === undefined ? undefined : existing(resolve(io.cwd, flags.sop), flags.sop);
  const tools = (await Promise.all(flags.tools.map((glob) => matchingFiles(glob, io.cwd)))).flat();
  const target = flags.append ?? flags.repair ?? flags.out;
  const opened = flags.append ?? flags.repair;
  const path = resolve(io.cwd, target ?? 'generated.shots.md');
  if (opened !== undefined) existing(path, opened);
  const roots = new Set(
    [path, ...(sop === undefined ? [] : [sop]), ...tools].map((file) => workspaceRootOf(file, io.cwd)),
  );
  const host = createNodeHost({ roots: [...roots], logger: { info: () => {}, warn: () => {} } });
  const uri = uriOf(path);
  const overlay = overlaidHost(host, uri);
  const text = opened === undefined ? freshFront(path, sop, tools) : await textOf(path, opened);
  overlay.write(text);
  const service = createLanguageService(overlay.host, { language: io.language });
  const context = await service.contextOf(uri, 'shots');
  if (context === undefined) throw new UsageError(say('unreadable', { path: target ?? '' }));
  const procedure = sop === undefined ? context.procedures[0] : await service.procedure(uriOf(sop));
  const before = flags.repair === undefined ? [] : (await service.lint(uri, {}, 'shots')).diagnostics;
  const faulty = flags.repair === undefined ? undefined : faultyShots(context.document, before);
  const earlier = flags.append === undefined ? new Set<string>() : await writtenBefore(path);
  const resumed = context.document.shots.filter(({ id }) => id !== undefined && earlier.has(id.value));
  const place = { uri, text: textWithout(context.document, faulty?.shots ?? resumed) };
  const drafts = createDraftDesk(service, overlay, place);
  const loaded = context.tools.tools;
  const services: RunServices = {
    check: drafts.check,
    print: printerFor(context.document, context.project),
    knownTools: { isTool: (name) => context.tools.get(name) !== undefined, finish: context.project.finish },
    templates: await templatesOf(context, dirname(path)),
    masker: (level) => createMasker(loaded, level),
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
    resumed,
    repair: faulty && { ...faulty, before },
  };
}

function existing(path: string, shown: string): string {
  if (!existsSync(path)) throw new UsageError(say('noFile', { path: shown }));
  return path;
}

async function textOf(path: string, shown: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch {
    throw new UsageError(say('unreadable', { path: shown }));
  }
}

function freshFront(path: string, sop: string | undefined, tools: readonly string[]): string {
  const fromDocument = (file: string): string => {
    const way = relative(dirname(path), file).split(sep).join('/');
    return way.startsWith('.') ? way : `./${way}`;
  };
  return frontMatterText(sop === undefined ? undefined : fromDocument(sop), tools.map(fromDocument));
}

/** The templates beside the project file, or beside the document where there is none. */
async function templatesOf({ project }: DocumentContext, folder: string): Promise<RunServices['templates']> {
  const home = project.uri === undefined ? folder : dirname(pathOf(project.uri));
  const byLanguage = new Map<Language, ReturnType<typeof withOverrides>>();
  for (const language of ['en', 'zh-CN'] as const) {
    const overrides: Partial<Record<TemplateName, string>> = {};
    for (const name of templateNames) {
      const file = join(home, templateFile(name, language));
      if (existsSync(file)) overrides[name] = await readFile(file, 'utf8');
    }
    const merged = withOverrides(language, overrides);
    const [problem] = merged.problems;
    if (problem !== undefined) throw new UsageError(problem, 'bad-template');
    byLanguage.set(language, merged);
  }
  return (language) => (byLanguage.get(language) ?? withOverrides(language, {})).templates;
}
