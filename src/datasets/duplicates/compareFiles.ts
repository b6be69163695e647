import {
  type Diagnostic,
  type DocumentContext,
  defineMessages,
  type Language,
  type Range,
  renderMessage,
} from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { createSampleComparison } from './sampleComparison.ts';

const say = defineMessages({
  shot: {
    en: 'This shot is almost identical to the one in {path}:{line}.',
    'zh-CN': '这个示例与 {path}:{line} 处的示例几乎相同。',
  },
  row: { en: 'This row is almost identical to {path}:{line}.', 'zh-CN': '此行与 {path}:{line} 几乎相同。' },
  original: { en: 'The similar sample', 'zh-CN': '相似的样本' },
});

const RULES = { shot: 'near-duplicate-shot', row: 'near-duplicate-sample' } as const;

type Severities = Readonly<Record<string, Diagnostic['severity'] | 'off'>>;

/** Where a sample is. */
interface Place {
  readonly kind: keyof typeof RULES;
  /** As it is reported. */
  readonly path: string;
  readonly uri: string;
  readonly range: Range;
  readonly severity: Diagnostic['severity'] | 'off';
}

/** A file whose samples are compared. */
export interface ComparedFile {
  readonly path: string;
  readonly uri: string;
}

/** Compares shots and rows of all files, and holds the reports of the files until that is done. */
export interface FileComparison {
  addDocument(file: ComparedFile, context: DocumentContext): void;
  addRow(file: ComparedFile, line: number, conversation: Conversation): void;
  /** What was found, by the URI of its file. */
  find(): ReadonlyMap<string, readonly Diagnostic[]>;
}

/** Creates a comparison whose messages are in `language`. `rules` are severities that win over those of the project. */
export function createFileComparison(rules: Severities, language: Language): FileComparison {
  const comparison = createSampleComparison<Place>();
  return {
    addDocument({ path, uri }, { document, tools, project }) {
      const severity = rules[RULES.shot] ?? project.rules[RULES.shot]?.severity ?? 'info';
      comparison.addShots(document, tools, (shot) => {
        const { start, end } = shot.request?.label ?? shot;
        const range = { start: document.lines.positionAt(start), end: document.lines.positionAt(end) };
        return { kind: 'shot', path, uri, range, severity };
      });
    },
    addRow({ path, uri }, line, conversation) {
      const start = { line: line - 1, character: 0 };
      const range = { start, end: { line: line - 1, character: 1 } };
      comparison.add(conversation, { kind: 'row', path, uri, range, severity: rules[RULES.row] ?? 'info' });
    },
    find() {
      const found = new Map<string, Diagnostic[]>();
      for (const { place, original } of comparison.find()) {
        // The linter compares the shots of one document.
        const isKnown = place.kind === 'shot' && original.uri === place.uri;
        if (isKnown || place.severity === 'off') continue;
        const diagnostic = toDiagnostic(place, place.severity, original, language);
        const others = found.get(place.uri);
        if (others === undefined) found.set(place.uri, [diagnostic]);
        else others.push(diagnostic);
      }
      return found;
    },
  };
}

function toDiagnostic(
  { kind, range }: Place,
  severity: Diagnostic['severity'],
  original: Place,
  language: Language,
): Diagnostic {
  const message = say(kind, { path: original.path, line: original.range.start.line + 1 });
  return {
    rule: RULES[kind],
    severity,
    message: renderMessage(message, language),
    range,
    related: [{ uri: original.uri, range: original.range, message: renderMessage(say('original'), language) }],
    repairs: [],
    fixable: false,
  };
}
