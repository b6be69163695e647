import type { Diagnostic, LanguageService, LintOptions, ReadResult, WorkspaceHost } from '../../core/index.ts';
import type { DraftCheck } from '../run/services.ts';
import { REPETITION_RULES } from '../run/validateShot.ts';

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

/** A printed shot with the id in its first line. */
export interface PrintedDraft {
  readonly id: string;
  readonly text: string;
}

/** Checks and fixes drafts at their target location. */
export interface DraftChecker {
  readonly check: DraftCheck;
  /**
   * Checks many drafts as one document, which is much faster than one document per draft: answers the findings of each.
   * That drafts repeat each other is not looked for, and `fixable` may be true for a fix that would change the meaning.
   * Undefined if the drafts, one after the other, are not read as exactly these shots.
   */
  readonly checkTogether: (drafts: readonly PrintedDraft[]) => Promise<readonly (readonly Diagnostic[])[] | undefined>;
  /** Applies the fixes that keep the meaning. */
  readonly fix: (text: string) => Promise<string>;
}

/**
 * Checks drafts after the document's own text, by the same rules. Findings about the whole document or other shots are
 * left out. Calls run one after another because they share the overlay.
 */
export function createDraftChecker(service: LanguageService, overlay: OverlayHost, place: DraftLocation): DraftChecker {
  const options = withoutDraftMarks(place.lint);
  const optionsTogether = withoutRepetitions(options);
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
        const { diagnostics } = await service.lint(place.uri, options, 'shots');
        const firstLine = before.split('\n').length - 1;
        const lines = text.split('\n').length;
        return diagnostics.flatMap((diagnostic) => toDraftDiagnostic(diagnostic, firstLine, lines));
      });
    },
    checkTogether: (drafts) => {
      const texts = drafts.map(({ text }) => text);
      return inTurn(prefix, texts.join('\n\n'), async () => {
        const { diagnostics } = await service.lint(place.uri, optionsTogether, 'shots');
        const context = await service.getContext(place.uri, 'shots');
        const shots = context?.document.shots.filter(({ start }) => start >= prefix.length) ?? [];
        if (shots.length !== drafts.length || shots.some(({ id }, at) => id?.value !== drafts[at]?.id))
          return undefined;
        return divide(diagnostics, prefix.split('\n').length - 1, texts);
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

/** Drafts that are checked together were compared with each other, and with all before them, when they were read. */
function withoutRepetitions(options: LintOptions): LintOptions {
  const off = Object.fromEntries([...REPETITION_RULES].map((rule) => [rule, 'off' as const]));
  return { ...options, comparesFixes: false, rules: { ...options.rules, ...off } };
}

/** The diagnostics of each of the texts, which follow each other with an empty line between them. */
function divide(
  diagnostics: readonly Diagnostic[],
  firstLine: number,
  texts: readonly string[],
): readonly (readonly Diagnostic[])[] {
  let line = firstLine;
  let next = 0;
  return texts.map((text) => {
    const lines = text.split('\n').length;
    const own: Diagnostic[] = [];
    for (; (diagnostics[next]?.range.start.line ?? Number.POSITIVE_INFINITY) < line + lines; next++) {
      const diagnostic = diagnostics[next];
      if (diagnostic !== undefined) own.push(...toDraftDiagnostic(diagnostic, line, lines));
    }
    line += lines + 1;
    return own;
  });
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
