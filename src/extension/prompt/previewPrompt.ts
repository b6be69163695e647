import { commands, env, Range, type TextDocument, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import type { Tokenizers } from '../../datasets/index.ts';
import { assemblePrompt, ESTIMATE, PROMPT_FORMATS, type Prompt, type PromptSource } from '../../datasets/index.ts';
import { isPromptPageRequest, type PromptPageRequest, type PromptPanelSettings } from '../../protocol/index.ts';
import { getFileName } from '../fileName.ts';
import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import { pageHtml } from '../page.ts';
import type { Session } from '../session.ts';
import { createTimers } from '../timers.ts';
import { saveFile } from '../writing/saveFile.ts';
import { CHOOSE_FILE, getTitle, toPage } from './promptPage.ts';
import { keepSettings, readSettings, toPromptSettings } from './promptSettings.ts';
import { findDocument, loadSource } from './promptSource.ts';
import { createTrial, type Trial } from './trial.ts';

const say = defineMessages({
  open: { en: 'Open a document with shots first.', 'zh-CN': '请先打开一个含示例的文档。' },
  copied: { en: 'Prompt copied', 'zh-CN': '已复制提示词' },
  chooseFile: { en: 'Use tokenizer.json', 'zh-CN': '使用 tokenizer.json' },
});

/** Time after the last keystroke before the preview follows, in milliseconds. */
const DELAY = 250;

const PAGE = { script: 'prompt.js', styles: ['main.css', 'prompt.css'] };

/** A document whose prompt is previewed. */
export interface Preview {
  readonly session: Session;
  readonly models: ModelChooser;
  readonly tokenizers: Tokenizers;
  readonly document: TextDocument;
  readonly panel: WebviewPanel;
  settings: PromptPanelSettings;
  /** The latest prompt that was shown. */
  prompt: Prompt | undefined;
  source: PromptSource | undefined;
  /** Numbers the updates: one that is overtaken by another shows nothing. */
  updates: number;
  trial: Trial | undefined;
}

/** Opens the preview of a document's prompt beside the editor; one for each document. */
export async function previewPrompt(
  { session, tokenizers, models }: Pick<Preview, 'session' | 'tokenizers' | 'models'>,
  open: Map<string, WebviewPanel>,
  uri: unknown,
): Promise<void> {
  const document = await findDocument(session, uri);
  if (document === undefined) {
    void window.showInformationMessage(session.t(say('open')));
    return;
  }
  const key = document.uri.toString();
  const shown = open.get(key);
  if (shown !== undefined) {
    shown.reveal();
    return;
  }
  const title = session.t(getTitle(getFileName(document.uri)));
  const panel = window.createWebviewPanel('sopShots.prompt', title, ViewColumn.Beside, {
    enableScripts: true,
    localResourceRoots: [session.context.extensionUri],
  });
  open.set(key, panel);
  panel.onDidDispose(() => open.delete(key));
  const settings = readSettings(session.context);
  const nothingYet = { prompt: undefined, source: undefined, updates: 0, trial: undefined };
  follow({ session, tokenizers, models, document, panel, settings, ...nothingYet });
  panel.webview.html = pageHtml(session, panel.webview, title, PAGE);
}

/** Updates the preview after changes of any file, since tools and procedures are part of a prompt. */
function follow(preview: Preview): void {
  const { panel, session } = preview;
  const timers = createTimers();
  const soon = () => timers.start('update', DELAY, () => void update(preview));
  const subscriptions = [
    timers,
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isPromptPageRequest(message)) void answer(preview, message, soon);
    }),
    workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) soon();
    }),
    workspace.onDidSaveTextDocument(soon),
    session.onDidChangeLanguage(() => {
      panel.title = session.t(getTitle(getFileName(preview.document.uri)));
      soon();
    }),
  ];
  panel.onDidDispose(() => {
    preview.trial?.close();
    for (const subscription of subscriptions) subscription.dispose();
  });
}

async function answer(preview: Preview, request: PromptPageRequest, soon: () => void): Promise<void> {
  switch (request.type) {
    case 'ready':
      return update(preview);
    case 'settings':
      if (request.settings.tokenizer === CHOOSE_FILE) return chooseTokenizer(preview);
      preview.settings = request.settings;
      keepSettings(preview.session.context, request.settings);
      return soon();
    case 'copy':
      if (preview.prompt === undefined) return;
      await env.clipboard.writeText(preview.prompt.text);
      return void window.setStatusBarMessage(preview.session.t(say('copied')), 3000);
    case 'save':
      return save(preview);
    case 'reveal':
      return reveal(preview, request.shot);
    case 'try':
      preview.trial?.close();
      preview.trial = createTrial(preview);
      return preview.trial.run();
    case 'stopTrial':
      return preview.trial?.stop();
    case 'addShot':
      return preview.trial?.addShot();
    case 'chooseModel':
      await commands.executeCommand('sopShots.chooseModel');
      return;
    case 'setKey':
      await commands.executeCommand('sopShots.setKey');
      return;
  }
}

/** Shows the prompt as it is now; with estimated counts until the tables of the tokenizer are loaded. */
async function update(preview: Preview): Promise<void> {
  const { session, document, settings, panel, tokenizers } = preview;
  const current = ++preview.updates;
  const loading = tokenizers.load(settings.tokenizer);
  const source = await loadSource(session, document);
  if (source === undefined) return;
  const show = (counter: PromptSource['counter'], failure: Message | undefined): void => {
    if (current !== preview.updates) return;
    const counted = { ...source, counter };
    preview.source = counted;
    preview.prompt = assemblePrompt(counted, toPromptSettings(settings));
    const page = toPage(session, getFileName(document.uri), settings, counted, preview.prompt, failure);
    void panel.webview.postMessage(page);
  };
  if (preview.prompt === undefined) show(ESTIMATE, undefined);
  const loaded = await loading;
  if (loaded.ok) show(loaded.counter, undefined);
  else show(ESTIMATE, loaded.problem);
}

async function chooseTokenizer(preview: Preview): Promise<void> {
  const title = preview.session.t(say('chooseFile'));
  const chosen = await window.showOpenDialog({ canSelectMany: false, title, filters: { JSON: ['json'] } });
  const tokenizer = chosen?.[0]?.toString() ?? preview.settings.tokenizer;
  preview.settings = { ...preview.settings, tokenizer };
  keepSettings(preview.session.context, preview.settings);
  await update(preview);
}

/** The dialog asks before it replaces a file. */
async function save({ session, prompt, document, settings }: Preview): Promise<void> {
  if (prompt === undefined) return;
  const { extension } = PROMPT_FORMATS[toPromptSettings(settings).format];
  const name = getFileName(document.uri).replace(/\.shots\.md$|\.\w+$/, '');
  const defaultUri = Uri.joinPath(document.uri, '..', `${name}.prompt.${extension}`);
  const target = await window.showSaveDialog(document.isUntitled ? {} : { defaultUri });
  if (target !== undefined) await saveFile(session, target, new TextEncoder().encode(prompt.text));
}

async function reveal({ source, document }: Preview, index: number): Promise<void> {
  const shot = source?.context.document.shots[index];
  if (shot === undefined) return;
  const start = document.positionAt((shot.heading ?? shot.request ?? shot).start);
  const column = window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  await window.showTextDocument(document, {
    viewColumn: column ?? ViewColumn.One,
    selection: new Range(start, start),
  });
}
