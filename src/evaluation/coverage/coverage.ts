import { getFileKind, hasSteps, type LanguageService, type Procedure, type Tool } from '../../core/index.ts';
import { type DocumentCoverage, getToolKey, measureDocument, withShots } from './documentCoverage.ts';
import type { Coverage } from './model.ts';
import { measureProcedure } from './procedureCoverage.ts';
import { measureTool } from './toolCoverage.ts';

/** The files of which the coverage is measured. */
export interface CoverageFiles {
  /** The documents whose shots count. */
  readonly shots: readonly string[];
  readonly procedures: readonly string[];
  readonly tools: readonly string[];
  /** Also the procedures and tools that the documents name. */
  readonly includesUsed: boolean;
}

/** What a measurement can be asked for. */
export interface MeasureOptions {
  readonly isCancelled?: () => boolean;
  /** True for the shots that count; all if it is left out. */
  readonly includes?: (uri: string, shot: number) => boolean;
}

/** Measures coverage again and again, and reads only the documents that changed since. */
export interface CoverageMeter {
  /** Undefined if it was cancelled. */
  measure(files: CoverageFiles, options?: MeasureOptions): Promise<Coverage | undefined>;
  /** Forgets what was measured of documents: after a change of theirs, or of a file they depend on. */
  forget(uris: readonly string[]): void;
}

/** `service` is asked each time, as hosts replace it. */
export function createCoverageMeter(
  service: () => Pick<LanguageService, 'getContext' | 'procedure' | 'toolFile'>,
): CoverageMeter {
  const known = new Map<string, DocumentCoverage>();
  const measured = async (uri: string, includes: MeasureOptions['includes']): Promise<DocumentCoverage | undefined> => {
    const before = includes === undefined ? known.get(uri) : undefined;
    if (before !== undefined) return before;
    const context = await service().getContext(uri, 'shots');
    if (context !== undefined && includes !== undefined)
      return measureDocument(
        uri,
        withShots(context, (shot) => includes(uri, shot)),
      );
    const found = context && measureDocument(uri, context);
    if (found !== undefined) known.set(uri, found);
    return found;
  };
  return {
    async measure(files, { isCancelled = () => false, includes } = {}) {
      const documents: DocumentCoverage[] = [];
      for (const uri of files.shots) {
        if (isCancelled()) return undefined;
        const document = await measured(uri, includes);
        if (document !== undefined) documents.push(document);
      }
      for (const uri of known.keys()) if (!files.shots.includes(uri)) known.delete(uri);
      const used = files.includesUsed ? documents.flatMap((document) => document.procedures) : [];
      const procedures = await readProcedures(service(), [...new Set([...files.procedures, ...used])]);
      const tools = await readTools(service(), files, documents);
      if (isCancelled()) return undefined;
      return {
        procedures: procedures.map((procedure) => measureProcedure(procedure, documents)),
        tools: tools.map((tool) => measureTool(tool, documents)),
      };
    },
    forget: (uris) => {
      for (const uri of uris) known.delete(uri);
    },
  };
}

async function readProcedures(
  service: Pick<LanguageService, 'procedure'>,
  uris: readonly string[],
): Promise<readonly Procedure[]> {
  const procedures: Procedure[] = [];
  for (const uri of uris) {
    const procedure = await service.procedure(uri);
    if (procedure !== undefined && hasSteps(procedure)) procedures.push(procedure);
  }
  return procedures;
}

/**
 * The tools of the named files, and of those that documents use if asked for. Of a file that documents use only the tools they can
 * call count: an `include` may have chosen a few of a large API.
 */
async function readTools(
  service: Pick<LanguageService, 'toolFile'>,
  { tools, includesUsed }: CoverageFiles,
  documents: readonly DocumentCoverage[],
): Promise<readonly Tool[]> {
  const used = new Set(documents.flatMap(({ toolFiles }) => toolFiles));
  const offered = new Set(documents.flatMap(({ tools }) => [...tools]));
  const found = new Map<string, Tool>();
  for (const uri of new Set([...tools, ...(includesUsed ? used : [])])) {
    if (getFileKind(uri) === 'shots') continue;
    const file = await service.toolFile(uri);
    for (const tool of file?.tools ?? []) {
      const key = getToolKey(tool);
      if (!used.has(uri) || offered.has(key)) found.set(key, tool);
    }
  }
  return [...found.values()];
}
