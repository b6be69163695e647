import { type Language, type Message, renderMessage } from '../../l10n/messages.ts';
import { escapeControls } from '../../text/controlCharacters.ts';
import type { LineIndex, Range } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import type { Diagnostic, Repair } from '../lintResult.ts';
import type { Finding, Fix } from '../rule.ts';

/** The location of findings: their document, and the lines of every file they point at. */
export interface RenderContext {
  readonly uri: string;
  readonly language: Language;
  /** Undefined for a file that is not known: what points there is left out. */
  linesOf(uri: string): LineIndex | undefined;
}

/** Renders a finding in one language and in LSP positions. */
export function renderFinding(finding: Finding, context: RenderContext): Diagnostic {
  const { fix, suggestions = [], related = [] } = finding;
  const repairs = [
    ...(fix === undefined ? [] : [renderRepair(fix, 'fix', context)]),
    ...suggestions.map((suggestion) => renderRepair(suggestion, 'suggestion', context)),
  ];
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: render(finding.message, context),
    range: toRange(context.linesOf(context.uri), finding.range) ?? NOWHERE,
    related: related.flatMap((place) => {
      const uri = place.uri ?? context.uri;
      const range = toRange(context.linesOf(uri), place.range);
      return range === undefined ? [] : [{ uri, range, message: render(place.message, context) }];
    }),
    repairs: repairs.filter((repair) => repair !== undefined),
    fixable: fix !== undefined,
  };
}

/** One line: an editor or an agent that shows it may be a terminal. */
function render(message: Message, { language }: RenderContext): string {
  return escapeControls(renderMessage(message, language));
}

/** Every other file that findings point at. */
export function getReferencedFiles(findings: readonly Finding[]): ReadonlySet<string> {
  const uris = new Set<string>();
  for (const { related, fix, suggestions } of findings) {
    for (const { uri } of related ?? []) if (uri !== undefined) uris.add(uri);
    if (fix?.uri !== undefined) uris.add(fix.uri);
    for (const { uri } of suggestions ?? []) if (uri !== undefined) uris.add(uri);
  }
  return uris;
}

function renderRepair(fix: Fix, kind: Repair['kind'], context: RenderContext): Repair | undefined {
  const uri = fix.uri ?? context.uri;
  const lines = context.linesOf(uri);
  if (lines === undefined) return undefined;
  const edits = fix.edits.map(({ range, newText }) => ({ range: toRange(lines, range) ?? NOWHERE, newText }));
  return { title: render(fix.title, context), kind, changes: { [uri]: edits } };
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function toRange(lines: LineIndex | undefined, { start, end }: TextRange): Range | undefined {
  return lines === undefined ? undefined : { start: lines.positionAt(start), end: lines.positionAt(end) };
}
