import { commands, Disposable, env, ViewColumn, type WebviewPanel, window } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { ReadRange } from '../../finetuning/index.ts';
import {
  createViewer,
  getNewestState,
  isToExtension,
  modelKey,
  type PanelState,
  type ToExtension,
  type ToPage,
  withModel,
} from '../../protocol/index.ts';
import { pageHtml } from '../page.ts';
import type { Session } from '../session.ts';
import { createStoredValue } from '../storedValue.ts';
import { saveImage } from '../writing/saveImage.ts';
import { firstState, readPanelState, withConfiguration } from './defaults.ts';
import { withCourseExercise } from './exercise.ts';
import { chooseModelFile, importTraining, writeTrainingFiles } from './files.ts';
import { toMarkdown } from './markdown.ts';
import { createModelSource } from './modelSource.ts';
import { getSuggestions, resolveName } from './modelSuggestions.ts';
import { measureShots } from './shotTokens.ts';

const say = defineMessages({
  title: { en: 'LoRA Estimator', 'zh-CN': 'LoRA 估算器' },
  copied: { en: 'Copied to the clipboard', 'zh-CN': '已复制到剪贴板' },
});

const VIEW_TYPE = 'sopShots.lora';
const STATE_KEY = 'sopShots.lora.state';
const PAGE = { script: 'main.js', styles: ['main.css'] };

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
      show(window.createWebviewPanel(VIEW_TYPE, session.t(say('title')), ViewColumn.Active, options), undefined);
    }),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => show(panel, readPanelState(state)),
    }),
  );
}

function connect(
  session: Session,
  panel: WebviewPanel,
  readRange: ReadRange | undefined,
  restored: PanelState | undefined,
): void {
  const { context } = session;
  const stored = createStoredValue(context.workspaceState, STATE_KEY, readPanelState, session);
  const models = createModelSource(readRange);
  let sent: string | undefined;
  let state = getNewestState(stored.get(), restored) ?? firstState(session.language());
  const post = (message: ToPage) => void panel.webview.postMessage(message);
  const start = () => {
    sent = undefined;
    post({ type: 'start', state, language: session.language() });
  };
  /** The page counts itself, so that a slider does not wait for the extension; it needs the model for that. */
  const sendModel = async () => {
    const key = modelKey(state);
    if (key === sent) return;
    sent = key;
    post({ type: 'model', key, model: await models.modelOf(state) });
  };

  const answer = async (message: ToExtension): Promise<void> => {
    switch (message.type) {
      case 'ready':
        state = getNewestState(state, message.state) ?? state;
        return start();
      case 'entered':
        state = message.state;
        // Save the user's input before processing it.
        void stored.set(state);
        return sendModel();
      case 'chooseModel': {
        const name = resolveName(message.query);
        return post(
          name === undefined
            ? { type: 'models', query: message.query, ...getSuggestions(message.query) }
            : { type: 'state', state: withModel(state, { kind: 'catalogue', name }) },
        );
      }
      case 'searchModels':
        return post({ type: 'models', query: message.query, ...getSuggestions(message.query) });
      case 'openModelFile': {
        const model = await chooseModelFile(session.language());
        models.forget();
        sent = undefined;
        return model && post({ type: 'state', state: withModel(state, model) });
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
      case 'exportTraining': {
        const model = await models.modelOf(message.state);
        const tree = model.ok ? model.value : undefined;
        return writeTrainingFiles(session, message.state, message.format, message.sweep, tree);
      }
      case 'copyMarkdown': {
        const view = createViewer()(message.state, await models.modelOf(message.state), session.language());
        await env.clipboard.writeText(toMarkdown(message.state, view, session.language()));
        return void window.setStatusBarMessage(session.t(say('copied')), 3000);
      }
      case 'saveImage':
        return saveImage(session, message.name, message.format, message.base64);
    }
  };

  const subscriptions = [
    panel.webview.onDidReceiveMessage((message: unknown) => {
      if (isToExtension(message)) void answer(message);
    }),
    session.onDidChangeLanguage(() => {
      panel.title = session.t(say('title'));
      start();
    }),
  ];
  panel.onDidDispose(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.webview.options = { enableScripts: true, localResourceRoots: [context.extensionUri] };
  panel.webview.html = pageHtml(session, panel.webview, session.t(say('title')), PAGE);
}
