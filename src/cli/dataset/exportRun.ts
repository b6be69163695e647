import { dirname, relative, resolve, sep } from 'node:path';
import {
  createLanguageService,
  defineMessages,
  getFileKind,
  type LanguageService,
  renderMessage,
} from '../../core/index.ts';
import { createExporter, EXPORT_LINT_OPTIONS, type Exporter, renderReport, toReport } from '../../datasets/index.ts';
import { createUnreadableError, reportFailure } from '../fileFailure.ts';
import { createFileListing } from '../fileListing.ts';
import type { CliIo } from '../io.ts';
import { isData, listNamedFiles } from '../namedFiles.ts';
import { createProgress } from '../progress.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, createRootFinder, toPath, toUri } from '../workspaceHost.ts';
import { createDatasetFolder, type DatasetFolder, requireOutputFolder, writeBeside } from './datasetFolder.ts';
import { type ExportFlags, readExportSettings } from './exportFlags.ts';
import { prepareRecipe, type RecipeRequest, writeRecipe } from './recipe.ts';

const say = defineMessages({
  none: { en: 'nothing to export: no *.shots.md found', 'zh-CN': '没有可导出的内容：这里没有 *.shots.md' },
  noSamples: {
    en: 'no file was written, because no shot can be exported\n',
    'zh-CN': '没有可以导出的示例，未写入任何文件\n',
  },
  cancelled: { en: 'cancelled; no file was written\n', 'zh-CN': '已取消，未写入任何文件\n' },
});

/** Exports the shots of the documents that the command line names. */
export async function runExport(paths: readonly string[], flags: ExportFlags, io: CliIo): Promise<void> {
  const named = await listNamedFiles(paths, io);
  const files = named.filter((path) => isShots(toUri(path)));
  const [first] = files;
  if (first === undefined) throw new UsageError(say('none'), 'nothing-to-export');
  const services = createServices(io);
  const project = (await services.get(first).getContext(toUri(first), 'shots'))?.project;
  const projectFolder = project?.uri === undefined ? io.cwd : dirname(toPath(project.uri));
  const settings = await readExportSettings(flags, project?.export ?? {}, projectFolder, io);
  const out = resolve(io.cwd, flags.out);
  await requireOutputFolder(out, flags.force === true, io);
  const recipe = await prepareRecipe(flags.recipe, settings.target.id, flags.model, out, io);
  const exporter = createExporter(settings);
  const folder = createDatasetFolder(out);
  try {
    await writeRows({ files, services, exporter, folder, io });
    if (io.signal.aborted) return io.stderr(renderMessage(say('cancelled'), io.language));
    await finish({ exporter, folder, out, flags, recipe, io });
  } finally {
    await folder.discard();
  }
}

/** A named file whose name does not say otherwise is read as shots. */
function isShots(uri: string): boolean {
  const kind = getFileKind(uri);
  return kind === undefined ? !isData(uri) : kind === 'shots';
}

/** A service keeps what it parsed: after so many characters a new one takes its place, so that the memory is bounded. */
const MAX_CHARACTERS = 1 << 20;

/** One service per workspace: its tools and project settings decide what is a call. */
interface Services {
  get(path: string): LanguageService;
  /** Says how much text the service of a path has read. */
  count(path: string, characters: number): void;
}

function createServices(io: CliIo): Services {
  const findRoot = createRootFinder(io.cwd);
  const listing = createFileListing();
  const services = new Map<string, { readonly service: LanguageService; characters: number }>();
  return {
    get(path) {
      const root = findRoot(path, true);
      const known = services.get(root);
      if (known !== undefined) return known.service;
      const host = createNodeHost({ roots: [root], listing });
      const service = createLanguageService(host, { language: io.language });
      services.set(root, { service, characters: 0 });
      return service;
    },
    count(path, characters) {
      const root = findRoot(path, true);
      const known = services.get(root);
      if (known === undefined) return;
      known.characters += characters;
      if (known.characters >= MAX_CHARACTERS) services.delete(root);
    },
  };
}

interface RowsRun {
  readonly files: readonly string[];
  readonly services: Services;
  readonly exporter: Exporter;
  readonly folder: DatasetFolder;
  readonly io: CliIo;
}

async function writeRows({ files, services, exporter, folder, io }: RowsRun): Promise<void> {
  const progress = createProgress(files.length, io);
  for (const file of files) {
    if (io.signal.aborted) break;
    progress.step(file);
    const shown = relative(io.cwd, file).split(sep).join('/');
    const service = services.get(file);
    const { diagnostics } = await service.lint(toUri(file), EXPORT_LINT_OPTIONS, 'shots');
    const context = await service.getContext(toUri(file), 'shots');
    if (context === undefined) {
      progress.clear();
      reportFailure(createUnreadableError(shown, 'not-found'), io);
      continue;
    }
    const { document, tools } = context;
    for (const row of exporter.add({ path: shown, document, tools, diagnostics })) {
      await folder.write(row);
      if (io.signal.aborted) break;
    }
    services.count(file, document.text.length);
  }
  progress.clear();
}

interface Finish {
  readonly exporter: Exporter;
  readonly folder: DatasetFolder;
  readonly out: string;
  readonly flags: ExportFlags;
  readonly recipe: RecipeRequest | undefined;
  readonly io: CliIo;
}

async function finish({ exporter, folder, out, flags, recipe, io }: Finish): Promise<void> {
  const ready = await folder.arrange(exporter.layouts());
  const files = ready.map(({ name, rows }) => ({ name, rows }));
  const report = toReport(exporter, files, io.language);
  const json = `${JSON.stringify(report, undefined, 2)}\n`;
  if (files.length > 0) {
    await folder.commit();
    for (const { name, text } of exporter.companions(files)) await writeBeside(out, name, text);
    await writeBeside(out, 'report.json', json);
    const written = recipe === undefined ? undefined : writeRecipe(recipe, report, exporter.settings.template);
    if (written !== undefined) await writeBeside(out, written.name, written.text);
  }
  io.stdout(flags.format === 'json' ? json : renderReport(report, io.language));
  if (files.length === 0) io.stderr(renderMessage(say('noSamples'), io.language));
  if (files.length === 0 || (flags.strict === true && report.leftOut.total > 0)) io.setExitCode(1);
}
