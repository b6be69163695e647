import { type Event, EventEmitter, type ExtensionContext, type LogOutputChannel, window, workspace } from 'vscode';
import { createLanguageService, type Language, type LanguageService, type WorkspaceHost } from '../core/index.ts';
import { createEditorHost } from './host.ts';
import { type Translate, translate } from './localize.ts';
import { chosenLanguage, featureOptions, section, wrongSettings } from './settings.ts';

/** What every provider, command and panel of the extension works with. */
export interface Session {
  readonly context: ExtensionContext;
  readonly host: WorkspaceHost;
  /** The core's facade. Ask for it each time: it is made anew when the folders of the workspace change. */
  readonly service: LanguageService;
  readonly log: LogOutputChannel;
  /** The language that messages, findings and panels are in. */
  language(): Language;
  readonly onDidChangeLanguage: Event<Language>;
  readonly t: Translate;
}

/** Brings the core together with VS Code. */
export function createSession(context: ExtensionContext): Session {
  const log = window.createOutputChannel('SOP Shots', { log: true });
  const host = createEditorHost(log);
  let language = chosenLanguage();
  let roots = host.roots.join();
  const create = (): LanguageService => {
    const created = createLanguageService(host, { language });
    created.setFeatureOptions(featureOptions());
    return created;
  };
  let service = create();
  const languageChanged = new EventEmitter<Language>();
  const follow = workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(section)) return;
    service.setFeatureOptions(featureOptions());
    if (chosenLanguage() !== language) {
      language = chosenLanguage();
      service.setLanguage(language);
      languageChanged.fire(language);
    }
    tellWrongSettings(session);
  });
  context.subscriptions.push(log, languageChanged, follow);
  const session: Session = {
    context,
    host,
    get service() {
      if (host.roots.join() !== roots) {
        roots = host.roots.join();
        service = create();
      }
      return service;
    },
    log,
    language: () => language,
    onDidChangeLanguage: languageChanged.event,
    t: (phrase, ...args) => translate(language, phrase, args),
  };
  tellWrongSettings(session);
  return session;
}

function tellWrongSettings({ log, t }: Session): void {
  for (const { name, value } of wrongSettings()) {
    const message = t('wrong-setting: {0} cannot be {1}; its default is used instead.', name, JSON.stringify(value));
    log.warn(message);
    void window.showWarningMessage(message);
  }
}
