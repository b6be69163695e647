import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { FileKind, WorkspaceHost } from '../../host.ts';
import { rules } from '../../lint/rules/index.ts';
import { applyEdits } from '../../lint/runner/applyFixes.ts';
import { createFixer } from '../../lint/runner/fixer.ts';
import { roundAt, shotAt } from '../../model/lookup.ts';
import type { ShotsContext } from '../context.ts';
import { toOffsets } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { callLayout } from './callLayout.ts';
import { toMinimalEdits } from './minimalEdits.ts';

/** Lays shots documents out. */
export interface Formatter {
  format(uri: string, range: Range | undefined, kind: FileKind | undefined): Promise<readonly TextEdit[]>;
  formatOnType(
    uri: string,
    position: Position,
    character: string,
    kind: FileKind | undefined,
  ): Promise<readonly TextEdit[]>;
  /** Tells that a file changed. */
  changed(uri: string): void;
}

/** Formatting is what the rules of style ask for, as the project sets them, and nothing else. */
const ONLY_STYLE = Object.fromEntries(
  rules.filter(({ group }) => group !== 'style').map(({ id }) => [id, 'off' as const]),
);

/** The longest document, in UTF-16 units, that is laid out while its author types. */
const MAX_LENGTH_WHILE_TYPING = 200_000;

export function createFormatter(services: FeatureServices, host: WorkspaceHost): Formatter {
  const fixer = createFixer(host);

  const edits = async ({ uri, text, lines, subject, reading: read }: ShotsContext): Promise<readonly TextEdit[]> => {
    // Recorded turns are laid out by what recorded them.
    if (subject.document.tree.turns !== 'labels') return [];
    const spaced = applyEdits(text, callLayout(subject.document));
    const reading = read === 'fences' ? 'fences' : 'shots';
    const { text: styled } = await fixer.fixAll(uri, reading, { rules: ONLY_STYLE }, spaced);
    return toMinimalEdits(text, styled, lines);
  };

  const load = async (uri: string, kind: FileKind | undefined): Promise<ShotsContext | undefined> => {
    const context = await services.load(uri, kind);
    return context?.kind === 'shots' ? context : undefined;
  };

  return {
    async format(uri, range, kind) {
      const context = await load(uri, kind);
      if (context === undefined) return [];
      const found = await edits(context);
      return range === undefined ? found : found.filter((edit) => isNear(context, range, edit));
    },
    async formatOnType(uri, position, character, kind) {
      const context = await load(uri, kind);
      if (context === undefined || context.text.length > MAX_LENGTH_WHILE_TYPING) return [];
      // The line that a line break has just ended, or the one the character was typed in.
      const line = character === '\n' ? position.line - 1 : position.line;
      return (await edits(context)).filter(
        ({ range, newText }) => range.start.line === line && range.end.line === line && !newText.includes('\n'),
      );
    },
    changed: (uri) => fixer.changed(uri),
  };
}

/** True for an edit within the rounds that a range touches. */
function isNear({ lines, subject }: ShotsContext, range: Range, edit: TextEdit): boolean {
  const { start, end } = toOffsets(lines, range);
  const first = aroundOf(subject.document, start);
  const last = aroundOf(subject.document, end);
  const at = toOffsets(lines, edit.range);
  return at.start >= Math.min(start, first.start) && at.end <= Math.max(end, last.end);
}

function aroundOf(document: ShotsContext['subject']['document'], offset: number) {
  const shot = shotAt(document, offset);
  return (shot && roundAt(shot, offset)) ?? { start: offset, end: offset };
}
