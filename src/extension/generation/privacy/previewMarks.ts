import {
  type Disposable,
  OverviewRulerLane,
  Range,
  type TextEditor,
  ThemeColor,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { PreviewMark } from '../../../generation/index.ts';

/** A text with marked ranges. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly PreviewMark[];
}

/** Marks ranges of shown documents whose text comes from a content provider. */
export interface PreviewMarks extends Disposable {
  /** Marks a document as soon as it holds the text, which the editor updates later. */
  show(uri: Uri, marked: MarkedText): void;
}

/** Replaced names have a background, names that are sent a dotted line: one is told from the other without color too. */
export function createPreviewMarks(): PreviewMarks {
  const types = {
    replaced: window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor('editor.wordHighlightBackground'),
      border: '1px solid',
      borderColor: new ThemeColor('editor.wordHighlightBorder'),
    }),
    'name-like': window.createTextEditorDecorationType({
      textDecoration: 'underline dotted 2px',
      overviewRulerColor: new ThemeColor('editorWarning.foreground'),
      overviewRulerLane: OverviewRulerLane.Right,
      light: { color: new ThemeColor('editorWarning.foreground') },
      dark: { color: new ThemeColor('editorWarning.foreground') },
    }),
  };
  let current: { readonly uri: string; readonly marked: MarkedText } | undefined;
  const apply = (editor: TextEditor): void => {
    const { document } = editor;
    if (document.uri.toString() !== current?.uri || document.getText() !== current.marked.text) return;
    const { marks } = current.marked;
    for (const kind of ['replaced', 'name-like'] as const) {
      const ranges = marks.filter((mark) => mark.kind === kind);
      editor.setDecorations(
        types[kind],
        ranges.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end))),
      );
    }
  };
  const applyToAll = (): void => window.visibleTextEditors.forEach(apply);
  const listeners = [
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === current?.uri) applyToAll();
    }),
    window.onDidChangeVisibleTextEditors(applyToAll),
  ];
  return {
    show: (uri, marked) => {
      current = { uri: uri.toString(), marked };
      applyToAll();
    },
    dispose: () => {
      for (const disposable of [...listeners, ...Object.values(types)]) disposable.dispose();
    },
  };
}
