import { commands, Disposable, type ExtensionContext, env, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { Language } from '../../core/index.ts';
import { type ReadRange, searchCatalogue } from '../../finetuning/index.ts';
import {
  isPanelState,
  isToExtension,
  modelKey,
  newestState,
  type PanelState,
  type ToExtension,
  type ToPage,
} from '../../protocol/lora.ts';
import { createViewer } from '../../protocol/loraView.ts';
import type { Session } from '../session.ts';
import { firstState, withConfiguration } from './defaults.ts';
import { withCourseExercise } from './exercise.ts';
import { chooseModelFile, importTraining, saveImage, writeTrainingFiles } from './files.ts';
import { markdownOf } from './markdown.ts';
import { createModelSource } from './modelSource.ts';
import { pageHtml } from './page.ts';
import { measureShots } from './shotTokens.ts';

const VIEW_TYPE = 'sopShots.lora';
const STATE_KEY = 'sopShots.lora.state';
/** How many suggestions a search shows. */
const SUGGESTIONS = 40;

/** The command that opens the panel, and its restoring after a reload. One panel at a time. */
export function registerLoraPanel(session: Session, readRange?: ReadRange): Disposable {
  let open: WebviewPanel | undefined;
  const show = (panel: WebviewPanel, restored: PanelState | undefined) => {
    open = panel;
    panel.onDidDispose(() => {
      open = undefined;
    });
    connect(session, panel, readRange, restored);
  };
  return Disposable.from(
    commands.registerCommand('sopShots.openLoraEstimator', () => {
      if (open !== undefined) return open.reveal();
      const options = {
        enableScripts: true,
        localResourceRoots: [session.context.extensionUri],
        retainContextWhenHidden: false,
      };
      show(window.createWebviewPanel(VIEW_TYPE, panelTitle(session.language()), ViewColumn.Active, options), undefined);
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => show(panel, isPanelState(state) ? state : undefined),
    }),
  );
}

function panelTitle(language: Language): string {
  return language === 'zh-CN' ? 'LoRA 估算器' : 'LoRA Estimator';
}

function connect(
  session: Session,
  panel: WebviewPanel,
  readRange: ReadRange | undefined,
  restored: PanelState | undefined,
): void {
  const { context } = session;
  const models = createModelSource(readRange);
  let sent: string | undefined;
  let state = newestState(savedState(context), restored) ?? firstState(session.language());
  const post = (message: ToPage) => void panel.webview.postMessage(message);
  const start = () => {
    sent = undefined;
    post({ type: 'start', state, language: session.language() });
  };
  /** The page counts by itself, so that a slider need not wait for the way here and back; it needs the model for that. */
  const sendModel = async () => {
    const key = modelKey(state);
    if (key === sent) return;
    sent = key;
    post({ type: 'model', key, model: await models.modelOf(state) });
  };

  const answer = async (message: ToExtension): Promise<void> => {
    switch (message.type) {
      case 'ready':
        state = newestState(state, message.state) ?? state;
        return start();
      case 'entered':
        state = message.state;
        // What the user entered is kept before anything is made of it.
        void context.workspaceState.update(STATE_KEY, state);
        return sendModel();
      case 'searchModels': {
        const found = searchCatalogue(message.query).slice(0, SUGGESTIONS);
        const suggestions = found.map(({ name, family, size }) => ({ name, family, size }));
        return post({ type: 'models', query: message.query, models: suggestions });
      }
      case 'openModelFile': {
        const model = await chooseModelFile(session.language());
        models.forget();
        sent = undefined;
        return model && post({ type: 'state', state: { ...state, model } });
      }
      case 'preset':
        return post({ type: 'state', ...withCourseExercise(state, session.language()) });
      case 'measureShots': {
        const measured = await measureShots(session);
        return measured && post({ type: 'shotTokens', ...measured });
      }
      case 'importTraining': {
        const configuration = await importTraining(session.language());
        if (configuration === undefined) return;
        return post({ type: 'state', state: withConfiguration(state, configuration) });
      }
      case 'exportTraining':
        return writeTrainingFiles(message.state, message.format, message.sweep, session.language());
      case 'copyMarkdown': {
        const view = createViewer()(message.state, await models.modelOf(message.state), session.language());
        await env.clipboard.writeText(markdownOf(message.state, view, session.language()));
        return void window.setStatusBarMessage(copied(session.language()), 3000);
      }
      case 'saveImage':
        return saveImage(message.name, message.format, message.base64);
    }
  };

  const subscriptions = [
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isToExtension(message)) void answer(message);
    }),
    session.onDidChangeLanguage(() => {
      panel.title = panelTitle(session.language());
      start();
    }),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [context.extensionUri] };
  panel.webview.html = pageHtml(context, panel.webview, panelTitle(session.language()));
}

function savedState(context: ExtensionContext): PanelState | undefined {
  const saved = context.workspaceState.get(STATE_KEY);
  return isPanelState(saved) ? saved : undefined;
}

function copied(language: Language): string {
  return language === 'zh-CN' ? '已复制到剪贴板' : 'Copied to the clipboard';
}
