import {
  type Diagnostic,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { layOutPreview, type PreviewContent } from '../../../generation/index.ts';
import { toDiagnostic } from '../../convert.ts';
import type { Session } from '../../session.ts';
import { createTimers } from '../../timers.ts';
import { getLenses } from './previewLenses.ts';
import { PREVIEW_SCHEME } from './previewTabs.ts';

/** Minimum time between two updates while text streams in, in milliseconds. */
const REFRESH_INTERVAL = 80;

/** What a preview shows, and where. */
export interface DisplayedPreview extends PreviewContent {
  readonly uri: Uri;
}

/** Shows previews: their text, their lenses and their diagnostics. */
export interface PreviewDisplay extends Disposable {
  update(preview: DisplayedPreview): void;
  /** Updates a preview soon, together with other changes. */
  updateSoon(preview: DisplayedPreview): void;
  clearDiagnostics(uri: Uri): void;
}

export function createPreviewDisplay(
  session: Session,
  find: (uri: Uri) => DisplayedPreview | undefined,
): PreviewDisplay {
  const changed = new EventEmitter<Uri>();
  const lensesChanged = new EventEmitter<void>();
  const diagnostics = languages.createDiagnosticCollection(PREVIEW_SCHEME);
  const timers = createTimers();
  const pending = new Set<string>();
  const { t } = session;
  const update = ({ uri }: DisplayedPreview): void => changed.fire(uri);
  const updateSoon = (preview: DisplayedPreview): void => {
    const key = preview.uri.toString();
    if (pending.has(key)) return;
    pending.add(key);
    timers.start(key, REFRESH_INTERVAL, () => {
      pending.delete(key);
      update(preview);
    });
  };
  const follow = (document: TextDocument): void => {
    const preview = find(document.uri);
    if (preview === undefined) return;
    lensesChanged.fire();
    const found = getDiagnostics(document, preview, session);
    if (found !== undefined) diagnostics.set(preview.uri, found);
  };
  const resources = Disposable.from(
    changed,
    lensesChanged,
    diagnostics,
    timers,
    // Lenses and diagnostics are placed by the displayed text, which is updated after the state.
    workspace.onDidChangeTextDocument(({ document }) => follow(document)),
    workspace.registerTextDocumentContentProvider(PREVIEW_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => {
        const preview = find(uri);
        return preview === undefined ? '' : layOutPreview(preview, t).text;
      },
    }),
    languages.registerCodeLensProvider(
      { scheme: PREVIEW_SCHEME },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        provideCodeLenses: (document) => {
          const preview = find(document.uri);
          return preview === undefined ? [] : getLenses(document, preview, t);
        },
      },
    ),
  );
  return {
    update,
    updateSoon,
    clearDiagnostics: (uri) => diagnostics.delete(uri),
    dispose: () => resources.dispose(),
  };
}

/** The findings of a preview's shots at their displayed lines; undefined while the display shows an older state. */
function getDiagnostics(
  document: TextDocument,
  preview: DisplayedPreview,
  { t }: Session,
): readonly Diagnostic[] | undefined {
  const { shots, text } = layOutPreview(preview, t);
  if (document.getText() !== text) return undefined;
  return shots.flatMap(({ shot, line }) => shot.findings.map((finding) => moveDown(toDiagnostic(finding), line)));
}

function moveDown(diagnostic: Diagnostic, lines: number): Diagnostic {
  const { start, end } = diagnostic.range;
  diagnostic.range = new Range(start.line + lines, start.character, end.line + lines, end.character);
  return diagnostic;
}
