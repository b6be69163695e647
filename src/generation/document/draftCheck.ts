import type { Diagnostic, LanguageService, LintOptions, ReadResult, WorkspaceHost } from '../../core/index.ts';
import type { DraftCheck } from '../run/services.ts';

/** A host on which one document has a text of ours, newer with every change. */
export interface OverlaidHost {
  readonly host: WorkspaceHost;
  write(text: string): void;
}

/** Lays a text over one document of a host. Everything else is read as before. */
export function overlaidHost(host: WorkspaceHost, uri: string): OverlaidHost {
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

/** Where a draft is going to stand. */
export interface DraftPlace {
  readonly uri: string;
  /** The document as it is, with its front matter; a front matter alone for a new document. */
  readonly text: string;
  readonly lint?: LintOptions;
}

/** What can be done with drafts where they will stand. */
export interface DraftDesk {
  readonly check: DraftCheck;
  /** Applies the fixes that keep the meaning. */
  readonly fix: (text: string) => Promise<string>;
}

/**
 * Checks drafts as they will stand: behind the document's own text, by the same rules. What concerns the document as
 * a whole or its other shots is left out. One piece of work is done at a time, because all share the overlay.
 */
export function createDraftDesk(service: LanguageService, overlay: OverlaidHost, place: DraftPlace): DraftDesk {
  const own = place.text.replace(/\s*$/, '');
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
        const { diagnostics } = await service.lint(place.uri, place.lint ?? {}, 'shots');
        const firstLine = before.split('\n').length - 1;
        const lines = text.split('\n').length;
        return diagnostics.flatMap((diagnostic) => shifted(diagnostic, firstLine, lines));
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

/** A diagnostic in the lines of the draft; none if it stands elsewhere. Its repairs were for the whole document. */
function shifted(diagnostic: Diagnostic, firstLine: number, lines: number): readonly Diagnostic[] {
  const { start, end } = diagnostic.range;
  if (start.line < firstLine || start.line >= firstLine + lines) return [];
  const range = {
    start: { line: start.line - firstLine, character: start.character },
    end: { line: Math.min(end.line - firstLine, lines), character: end.character },
  };
  return [{ ...diagnostic, range, repairs: [], related: [] }];
}
