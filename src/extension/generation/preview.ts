import {
  CodeLens,
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
import { putInto, type Target } from './target.ts';

/** The scheme of previews: documents that live in memory only. */
export const previewScheme = 'sop-shots-preview';

const say = defineMessages({
  writing: { en: 'Generating …', 'zh-CN': '正在生成……' },
  empty: { en: 'Nothing is left here.', 'zh-CN': '这里已没有内容。' },
  ready: {
    en: '{count} drafts, not yet in {target}. Accept or discard them by the links above them.',
    'zh-CN': '{count} 个草稿，尚未写入 {target}。请用各示例上方的链接接受或放弃。',
  },
  accept: { en: 'Accept', 'zh-CN': '接受' },
  discard: { en: 'Discard', 'zh-CN': '放弃' },
  acceptAll: { en: 'Accept All {count}', 'zh-CN': '全部接受（{count} 个）' },
  discardAll: { en: 'Discard All', 'zh-CN': '全部放弃' },
  changed: {
    en: 'What {count} shots were to replace was changed meanwhile. They stay in the preview.',
    'zh-CN': '有 {count} 个示例要替换的内容已被修改，它们保留在预览中。',
  },
});

/** The shots of one run, seen before they reach their document. */
export interface Preview {
  readonly uri: Uri;
  add(shot: GeneratedShot): void;
  /** No more shots will come. */
  finish(): void;
  readonly shots: readonly GeneratedShot[];
}

export interface Previews extends Disposable {
  open(target: Target, known: KnownTools): Promise<Preview>;
  /** Puts shots into their document: the one of an id, or all. The preview is the active one where none is named. */
  accept(uri: Uri | undefined, id?: string): Promise<void>;
  discard(uri: Uri | undefined, id?: string): Promise<void>;
}

interface State {
  readonly uri: Uri;
  readonly target: Target;
  readonly known: KnownTools;
  shots: readonly GeneratedShot[];
  running: boolean;
}

/** Keeps the previews of all runs. What is in one stays there until it is accepted or discarded. */
export function createPreviews(session: Session): Previews {
  const states = new Map<string, State>();
  const changed = new EventEmitter<Uri>();
  const lensesChanged = new EventEmitter<void>();
  const diagnostics = languages.createDiagnosticCollection('sop-shots-preview');
  let runs = 0;
  const t = (message: Message): string => renderMessage(message, session.language());
  const show = (state: State): void => {
    const { lines } = layOut(state, t);
    const found = state.shots.flatMap((shot, at) =>
      shot.findings.map((finding) => {
        const diagnostic = toDiagnostic(finding);
        const { start, end } = diagnostic.range;
        const from = lines[at] ?? 0;
        diagnostic.range = new Range(start.line + from, start.character, end.line + from, end.character);
        return diagnostic;
      }),
    );
    diagnostics.set(state.uri, found);
    changed.fire(state.uri);
  };
  const stateOf = (uri: Uri | undefined): State | undefined =>
    states.get((uri ?? window.activeTextEditor?.document.uri)?.toString() ?? '');
  const keep = async (state: State, shots: readonly GeneratedShot[]): Promise<void> => {
    state.shots = shots;
    show(state);
    if (shots.length > 0 || state.running) return;
    diagnostics.delete(state.uri);
    await window.tabGroups.close(tabsOf(state.uri));
  };
  return {
    open: async (target, known) => {
      const name =
        target.uri.path
          .split('/')
          .at(-1)
          ?.replace(/\.shots\.md$/, '') ?? '';
      const uri = Uri.from({ scheme: previewScheme, path: `/${++runs}/${name} (preview).shots.md` });
      const state: State = { uri, target, known, shots: [], running: true };
      states.set(uri.toString(), state);
      const document = await workspace.openTextDocument(uri);
      if (document.languageId !== shotsLanguage) await languages.setTextDocumentLanguage(document, shotsLanguage);
      await window.showTextDocument(document, { preview: false });
      return {
        uri,
        get shots() {
          return state.shots;
        },
        add: (shot) => {
          state.shots = [...state.shots, shot].toSorted((a, b) => a.plan.index - b.plan.index);
          show(state);
        },
        finish: () => {
          state.running = false;
          void keep(state, state.shots);
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
    dispose: Disposable.from(
      changed,
      lensesChanged,
      diagnostics,
      // Lenses stand where the text on the screen says, which follows what is known here a moment later.
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme === previewScheme) lensesChanged.fire();
      }),
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
          provideCodeLenses: (document) => lensesOf(document, states.get(document.uri.toString()), t),
        },
      ),
    ).dispose,
  };
}

/** The text of a preview, and the line that each shot begins at. */
function layOut(
  { shots, running, target }: State,
  t: (message: Message) => string,
): { readonly text: string; readonly lines: readonly number[] } {
  const name = target.uri.path.split('/').at(-1) ?? '';
  const note = running
    ? say('writing')
    : shots.length === 0
      ? say('empty')
      : say('ready', { count: shots.length, target: name });
  let text = `<!-- ${t(note).replaceAll('--', '—')} -->\n`;
  const lines = shots.map((shot) => {
    text += '\n';
    const line = text.split('\n').length - 1;
    text += `${shot.text}\n`;
    return line;
  });
  return { text, lines };
}

function lensesOf(document: TextDocument, state: State | undefined, t: (message: Message) => string): CodeLens[] {
  if (state === undefined || state.shots.length === 0) return [];
  const { uri } = document;
  const lens = (line: number, title: Message, command: string, ...more: readonly string[]): CodeLens =>
    new CodeLens(new Range(line, 0, line, 0), { title: t(title), command, arguments: [uri, ...more] });
  const shown = document.getText().split('\n');
  return [
    lens(0, say('acceptAll', { count: state.shots.length }), 'sopShots.acceptAllGenerated'),
    lens(0, say('discardAll'), 'sopShots.discardAllGenerated'),
    ...state.shots.flatMap(({ id, text }) => {
      const [first = ''] = text.split('\n');
      const line = shown.findIndex(
        (each, at) =>
          each === first &&
          shown
            .slice(at, at + 3)
            .join()
            .includes(id),
      );
      if (line === -1) return [];
      return [
        lens(line, say('accept'), 'sopShots.acceptGenerated', id),
        lens(line, say('discard'), 'sopShots.discardGenerated', id),
      ];
    }),
  ];
}

function tabsOf(uri: Uri): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
}
