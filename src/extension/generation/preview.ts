import {
  type Diagnostic,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type Tab,
  TabInputText,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { defineMessages, type KnownTools, type Message, renderMessage } from '../../core/index.ts';
import type { GeneratedShot } from '../../generation/index.ts';
import { toDiagnostic } from '../convert.ts';
import { shotsLanguage } from '../documents.ts';
import type { Session } from '../session.ts';
import { createTimers } from '../timers.ts';
import { layOut, lensesOf, type PreviewContent } from './previewText.ts';
import { putInto, type Target } from './target.ts';

/** The scheme of previews: documents that live in memory only. */
export const previewScheme = 'sop-shots-preview';

const say = defineMessages({
  changed: {
    en: 'What {count} shots were to replace was changed meanwhile. They stay in the preview.',
    'zh-CN': '有 {count} 个示例要替换的内容已被修改，它们保留在预览中。',
  },
});

/** The shots of one run, seen before they reach their document. */
export interface Preview {
  readonly uri: Uri;
  add(shot: GeneratedShot): void;
  /** Shows a shot that the model is still to mend. */
  showFaulty(shot: GeneratedShot): void;
  /** Shows no longer what was there of a shot: it is given up. */
  forget(index: number): void;
  /** Shows the shot that is being written at a place, as far as it has come. It cannot be accepted. */
  showWriting(index: number, text: string): void;
  /** No more shots will come. */
  finish(): Promise<void>;
  /** Takes it off the screen, with all that is in it. */
  close(): Promise<void>;
  readonly shots: readonly GeneratedShot[];
  /** False once its tab was closed. */
  isShown(): boolean;
}

type Handled = (ids: readonly string[], left: number) => Promise<void>;

export interface Previews extends Disposable {
  /** `handled` hears which shots were accepted or discarded, and how many are left. */
  open(target: Target, known: KnownTools, handled?: Handled): Promise<Preview>;
  /** Puts shots into their document: the one of an id, or all. The preview is the active one where none is named. */
  accept(uri: Uri | undefined, id?: string): Promise<void>;
  discard(uri: Uri | undefined, id?: string): Promise<void>;
}

interface State extends PreviewContent {
  readonly uri: Uri;
  readonly target: Target;
  readonly known: KnownTools;
  readonly handled: Handled;
  shots: readonly GeneratedShot[];
  readonly faulty: Map<number, GeneratedShot>;
  readonly writing: Map<number, string>;
  running: boolean;
}

/** What streams in is painted at most so often, in milliseconds. */
const paintEvery = 80;

/** Keeps the previews of all runs. What is in one stays there until it is accepted or discarded. */
export function createPreviews(session: Session): Previews {
  const states = new Map<string, State>();
  const changed = new EventEmitter<Uri>();
  const lensesChanged = new EventEmitter<void>();
  const diagnostics = languages.createDiagnosticCollection('sop-shots-preview');
  let runs = 0;
  // What was in the tabs of an earlier window is gone; what was paid for is offered again by itself.
  void window.tabGroups.close(previewTabs(() => true));
  const t = (message: Message): string => renderMessage(message, session.language());
  const show = (state: State): void => {
    changed.fire(state.uri);
  };
  const follow = (document: TextDocument): void => {
    const state = states.get(document.uri.toString());
    if (state === undefined) return;
    lensesChanged.fire();
    const { shots, text } = layOut(state, t);
    if (document.getText() !== text) return;
    diagnostics.set(
      state.uri,
      shots.flatMap(({ shot, line }) => shot.findings.map((finding) => movedDown(toDiagnostic(finding), line))),
    );
  };
  const timers = createTimers();
  const waiting = new Set<State>();
  const showSoon = (state: State): void => {
    if (waiting.has(state)) return;
    waiting.add(state);
    timers.start(state.uri.toString(), paintEvery, () => {
      waiting.delete(state);
      show(state);
    });
  };
  const stateOf = (uri: Uri | undefined): State | undefined =>
    states.get((uri ?? window.activeTextEditor?.document.uri)?.toString() ?? '');
  const keep = async (state: State, shots: readonly GeneratedShot[]): Promise<void> => {
    const gone = state.shots.filter((shot) => !shots.includes(shot));
    state.shots = shots;
    show(state);
    await state.handled(
      gone.map(({ id }) => id),
      shots.length,
    );
    if (shots.length > 0 || state.running) return;
    diagnostics.delete(state.uri);
    await window.tabGroups.close(tabsOf(state.uri));
  };
  const resources = Disposable.from(
    changed,
    lensesChanged,
    diagnostics,
    timers,
    // Lenses and findings stand where the text on the screen says, which follows what is known here a moment later.
    workspace.onDidChangeTextDocument(({ document }) => follow(document)),
    workspace.registerTextDocumentContentProvider(previewScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => {
        const state = states.get(uri.toString());
        return state === undefined ? '' : layOut(state, t).text;
      },
    }),
    languages.registerCodeLensProvider(
      { scheme: previewScheme },
      {
        onDidChangeCodeLenses: lensesChanged.event,
        provideCodeLenses: (document) => {
          const state = states.get(document.uri.toString());
          return state === undefined ? [] : lensesOf(document, state, t);
        },
      },
    ),
  );
  return {
    open: async (target, known, handled = async () => undefined) => {
      const targetName = target.uri.path.split('/').at(-1) ?? '';
      const name = targetName.replace(/\.shots\.md$/, '');
      const uri = Uri.from({ scheme: previewScheme, path: `/${++runs}/${name} (preview).shots.md` });
      const books = { shots: [], faulty: new Map(), writing: new Map(), running: true };
      const state: State = { uri, target, targetName, known, handled, ...books };
      states.set(uri.toString(), state);
      const document = await workspace.openTextDocument(uri);
      if (document.languageId !== shotsLanguage) await languages.setTextDocumentLanguage(document, shotsLanguage);
      await window.showTextDocument(document, { preview: false });
      return {
        uri,
        get shots() {
          return state.shots;
        },
        isShown: () => tabsOf(uri).length > 0,
        add: (shot) => {
          state.shots = [...state.shots, shot].toSorted((a, b) => a.plan.index - b.plan.index);
          state.faulty.delete(shot.plan.index);
          show(state);
        },
        showFaulty: (shot) => {
          state.faulty.set(shot.plan.index, shot);
          show(state);
        },
        forget: (index) => {
          state.faulty.delete(index);
          showSoon(state);
        },
        showWriting: (index, text) => {
          if (text === '') state.writing.delete(index);
          else state.writing.set(index, text);
          showSoon(state);
        },
        finish: async () => {
          state.running = false;
          state.faulty.clear();
          state.writing.clear();
          await keep(state, state.shots);
          // Whoever closed it while it was filling has not seen what came after.
          if (state.shots.length > 0 && tabsOf(uri).length === 0)
            await window.showTextDocument(uri, { preview: false });
        },
        close: async () => {
          states.delete(uri.toString());
          diagnostics.delete(uri);
          await window.tabGroups.close(tabsOf(uri));
        },
      };
    },
    accept: async (uri, id) => {
      const state = stateOf(uri);
      if (state === undefined) return;
      const chosen = state.shots.filter((shot) => id === undefined || shot.id === id);
      if (chosen.length === 0) return;
      const { document, left } = await putInto(state.target, chosen, state.known);
      await keep(
        state,
        state.shots.filter((shot) => !chosen.includes(shot) || left.includes(shot)),
      );
      if (state.shots.length === 0) await window.showTextDocument(document);
      if (left.length > 0) void window.showWarningMessage(t(say('changed', { count: left.length })));
    },
    discard: async (uri, id) => {
      const state = stateOf(uri);
      if (state !== undefined) await keep(state, id === undefined ? [] : state.shots.filter((shot) => shot.id !== id));
    },
    dispose: () => resources.dispose(),
  };
}

function movedDown(diagnostic: Diagnostic, lines: number): Diagnostic {
  const { start, end } = diagnostic.range;
  diagnostic.range = new Range(start.line + lines, start.character, end.line + lines, end.character);
  return diagnostic;
}

function tabsOf(uri: Uri): readonly Tab[] {
  return previewTabs((other) => other.toString() === uri.toString());
}

function previewTabs(fits: (uri: Uri) => boolean): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.scheme === previewScheme && fits(input.uri));
}
