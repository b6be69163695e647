import type { Diagnostic, LanguageService, LintOptions, ReadResult, WorkspaceHost } from '../../core/index.ts';
import type { DraftCheck } from '../run/services.ts';

/** A host on which one document has a text of ours, newer with every change. */
export interface OverlayHost {
  readonly host: WorkspaceHost;
  write(text: string): void;
}

/** Lays a text over one document of a host. Everything else is read as before. */
export function createOverlayHost(host: WorkspaceHost, uri: string): OverlayHost {
  let text = '';
  let version = 0;
  return {
    write: (given) => {
      text = given;
      version++;
    },
    host: {
      ...host,
      readFile: async (asked): Promise<ReadResult> => {
        return asked === uri ? { ok: true, text, version: `draft ${version}` } : host.readFile(asked);
      },
    },
  };
}

/** Target location of a draft. */
export interface DraftLocation {
  readonly uri: string;
  /** The document as it is, with its front matter; a front matter alone for a new document. */
  readonly text: string;
  readonly lint?: LintOptions;
}

/** Checks and fixes drafts at their target location. */
export interface DraftChecker {
  readonly check: DraftCheck;
  /** Applies the fixes that keep the meaning. */
  readonly fix: (text: string) => Promise<string>;
}

/**
 * Checks drafts after the document's own text, by the same rules. Findings about the whole document or other shots are
 * left out. Calls run one after another because they share the overlay.
 */
export function createDraftChecker(service: LanguageService, overlay: OverlayHost, place: DraftLocation): DraftChecker {
  const own = place.text.trimEnd();
  const prefix = own === '' ? '' : `${own}\n\n`;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(before: string, text: string, work: () => Promise<Result>): Promise<Result> => {
    const result = queue.then(async () => {
      overlay.write(`${before}${text}\n`);
      await service.changed(place.uri);
      return work();
    });
    queue = result.catch(() => undefined);
    return result;
  };
  return {
    check: (text, beside = []) => {
      const before = [prefix, ...beside.map((other) => `${other}\n\n`)].join('');
      return inTurn(before, text, async () => {
        const { diagnostics } = await service.lint(place.uri, withoutDraftMarks(place.lint), 'shots');
        const firstLine = before.split('\n').length - 1;
        const lines = text.split('\n').length;
        return diagnostics.flatMap((diagnostic) => toDraftDiagnostic(diagnostic, firstLine, lines));
      });
    },
    fix: (text) =>
      inTurn(prefix, text, async () => {
        const fixed = await service.fixAll(place.uri, place.lint ?? {}, 'shots');
        // A fix to the document's own part would move the draft; then the draft stays as it was.
        return fixed.text.startsWith(prefix) ? fixed.text.slice(prefix.length).replace(/\n$/, '') : text;
      }),
  };
}

/** Every generated shot is a draft, so that its marks are no news. */
function withoutDraftMarks(options: LintOptions = {}): LintOptions {
  return { ...options, rules: { 'draft-mark': 'off', ...options.rules } };
}

/**
 * A diagnostic with lines relative to the draft; empty if it is outside. Repairs refer to the whole document and are
 * removed.
 */
function toDraftDiagnostic(diagnostic: Diagnostic, firstLine: number, lines: number): readonly Diagnostic[] {
  const { start, end } = diagnostic.range;
  if (start.line < firstLine || start.line >= firstLine + lines) return [];
  const range = {
    start: { line: start.line - firstLine, character: start.character },
    end: { line: Math.min(end.line - firstLine, lines), character: end.character },
  };
  return [{ ...diagnostic, range, repairs: [], related: [] }];
}
