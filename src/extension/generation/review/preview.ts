import { type Disposable, type Event, EventEmitter, languages, Uri, window, workspace } from 'vscode';
import { defineMessages, type KnownTools } from '../../../core/index.ts';
import type { GeneratedShot } from '../../../generation/index.ts';
import { SHOTS_LANGUAGE } from '../../documents.ts';
import { getFileName } from '../../fileName.ts';
import type { Session } from '../../session.ts';
import { createPreviewDisplay, type DisplayedPreview, type PreviewDisplay } from './previewDisplay.ts';
import { getPreviewTabs, getTabs, PREVIEW_SCHEME } from './previewTabs.ts';
import { insertShots, type Target } from './target.ts';

const say = defineMessages({
  changed: {
    en: 'The text that {count} {count|shot replaces|shots replace} has changed. {count|It stays|They stay} in the preview.',
    'zh-CN': '有 {count} 个示例要替换的内容已被修改，它们保留在预览中。',
  },
});

/** The shots of one run, shown before they are written to their document. */
export interface Preview {
  readonly uri: Uri;
  add(shot: GeneratedShot): void;
  /** Shows a shot that the model will still repair. */
  showFaulty(shot: GeneratedShot): void;
  /** Removes a shot that was given up. */
  forget(index: number): void;
  /** Shows the received part of an incomplete shot. It cannot be accepted. */
  showWriting(index: number, text: string): void;
  /** No more shots will come. */
  finish(): Promise<void>;
  /** Closes the preview and drops its shots. */
  close(): Promise<void>;
  readonly shots: readonly GeneratedShot[];
  /** False once its tab was closed. */
  isShown(): boolean;
}

/** Shots that were written to their document. */
export interface AcceptedShots {
  readonly target: Target;
  readonly shots: readonly GeneratedShot[];
  readonly known: KnownTools;
}

type Handled = (ids: readonly string[], left: number) => Promise<void>;

export interface Previews extends Disposable {
  /** `handled` is called with the ids of accepted or discarded shots and the number of remaining ones. */
  open(target: Target, known: KnownTools, handled?: Handled): Promise<Preview>;
  /** Writes shots to their document: the one with an id, or all. Without a URI, those of the active preview. */
  accept(uri: Uri | undefined, id?: string): Promise<void>;
  discard(uri: Uri | undefined, id?: string): Promise<void>;
  readonly onDidAccept: Event<AcceptedShots>;
}

interface PreviewState extends DisplayedPreview {
  readonly target: Target;
  readonly known: KnownTools;
  readonly handled: Handled;
  shots: readonly GeneratedShot[];
  readonly faulty: Map<number, GeneratedShot>;
  readonly writing: Map<number, string>;
  running: boolean;
}

interface PreviewContext {
  readonly session: Session;
  readonly states: Map<string, PreviewState>;
  readonly display: PreviewDisplay;
  readonly accepted: EventEmitter<AcceptedShots>;
}

/** Creates the previews of all runs. Shots stay in a preview until they are accepted or discarded. */
export function createPreviews(session: Session): Previews {
  const states = new Map<string, PreviewState>();
  const accepted = new EventEmitter<AcceptedShots>();
  const display = createPreviewDisplay(session, (uri) => states.get(uri.toString()));
  const context = { session, states, display, accepted };
  let runs = 0;
  // Tabs of an earlier window have lost their content; their runs can be resumed.
  void window.tabGroups.close(getPreviewTabs(() => true));
  const getState = (uri: Uri | undefined): PreviewState | undefined =>
    states.get((uri ?? window.activeTextEditor?.document.uri)?.toString() ?? '');
  return {
    open: async (target, known, handled = async () => undefined) => {
      const state = createState(target, known, handled, ++runs);
      states.set(state.uri.toString(), state);
      const document = await workspace.openTextDocument(state.uri);
      if (document.languageId !== SHOTS_LANGUAGE) await languages.setTextDocumentLanguage(document, SHOTS_LANGUAGE);
      await window.showTextDocument(document, { preview: false });
      return createPreview(context, state);
    },
    accept: async (uri, id) => {
      const state = getState(uri);
      if (state !== undefined) await acceptShots(context, state, id);
    },
    discard: async (uri, id) => {
      const state = getState(uri);
      if (state === undefined) return;
      await keepShots(context, state, id === undefined ? [] : state.shots.filter((shot) => shot.id !== id));
    },
    onDidAccept: accepted.event,
    dispose: () => {
      accepted.dispose();
      display.dispose();
    },
  };
}

function createState(target: Target, known: KnownTools, handled: Handled, run: number): PreviewState {
  const targetName = getFileName(target.uri);
  const name = targetName.replace(/\.shots\.md$/, '');
  const uri = Uri.from({ scheme: PREVIEW_SCHEME, path: `/${run}/${name} (preview).shots.md` });
  const content = { shots: [], faulty: new Map(), writing: new Map(), running: true };
  return { uri, target, targetName, known, handled, ...content };
}

function createPreview(context: PreviewContext, state: PreviewState): Preview {
  const { display, states } = context;
  const { uri } = state;
  return {
    uri,
    get shots() {
      return state.shots;
    },
    isShown: () => getTabs(uri).length > 0,
    add: (shot) => {
      state.shots = [...state.shots, shot].toSorted((a, b) => a.plan.index - b.plan.index);
      state.faulty.delete(shot.plan.index);
      display.update(state);
    },
    showFaulty: (shot) => {
      state.faulty.set(shot.plan.index, shot);
      display.update(state);
    },
    forget: (index) => {
      state.faulty.delete(index);
      display.updateSoon(state);
    },
    showWriting: (index, text) => {
      if (text === '') state.writing.delete(index);
      else state.writing.set(index, text);
      display.updateSoon(state);
    },
    finish: () => finishPreview(context, state),
    close: async () => {
      states.delete(uri.toString());
      display.clearDiagnostics(uri);
      await window.tabGroups.close(getTabs(uri));
    },
  };
}

async function finishPreview(context: PreviewContext, state: PreviewState): Promise<void> {
  state.running = false;
  state.faulty.clear();
  state.writing.clear();
  await keepShots(context, state, state.shots);
  // A preview that was closed during the run is shown again with its shots.
  const isClosed = getTabs(state.uri).length === 0;
  if (state.shots.length > 0 && isClosed) await window.showTextDocument(state.uri, { preview: false });
}

async function acceptShots(context: PreviewContext, state: PreviewState, id: string | undefined): Promise<void> {
  const chosen = state.shots.filter((shot) => id === undefined || shot.id === id);
  if (chosen.length === 0) return;
  const { document, left, isRefused } = await insertShots(context.session, state.target, chosen, state.known);
  const remaining = state.shots.filter((shot) => !chosen.includes(shot) || left.includes(shot));
  await keepShots(context, state, remaining);
  if (state.shots.length === 0) await window.showTextDocument(document);
  const written = chosen.filter((shot) => !left.includes(shot));
  if (written.length > 0) context.accepted.fire({ target: state.target, shots: written, known: state.known });
  if (left.length > 0 && !isRefused)
    void window.showWarningMessage(context.session.t(say('changed', { count: left.length })));
}

/** Keeps some shots and reports the others as handled. An empty preview is closed after its run. */
async function keepShots(
  { display }: PreviewContext,
  state: PreviewState,
  shots: readonly GeneratedShot[],
): Promise<void> {
  const gone = state.shots.filter((shot) => !shots.includes(shot));
  state.shots = shots;
  display.update(state);
  await state.handled(
    gone.map(({ id }) => id),
    shots.length,
  );
  if (shots.length > 0 || state.running) return;
  display.clearDiagnostics(state.uri);
  await window.tabGroups.close(getTabs(state.uri));
}
