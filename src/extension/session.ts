import {
  type Event,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  createLanguageService,
  defineMessages,
  type Language,
  type LanguageService,
  type Message,
  renderMessage,
} from '../core/index.ts';
import type { Tokenizers } from '../datasets/index.ts';
import { createEditorHost, type EditorHost } from './host.ts';
import type { ResolveLinks } from './links.ts';
import { chosenLanguage, featureOptions, SECTION, wrongSettings } from './settings.ts';
import { createFileWriter, type FileWriter } from './writing/fileWriter.ts';

const say = defineMessages({
  wrongSetting: {
    en: '{name} cannot be {value}; the default is used instead. [wrong-setting]',
    'zh-CN': '{name} 的值不能是 {value}，已改用默认值。 [wrong-setting]',
  },
});

/** What every provider, command and panel of the extension works with. */
export interface Session {
  readonly context: ExtensionContext;
  readonly host: EditorHost;
  /** The core's facade. Do not cache it: it is recreated when the workspace folders change. */
  readonly service: LanguageService;
  readonly log: LogOutputChannel;
  readonly tokenizers: Tokenizers;
  /** Writes whole files. Text documents are changed with edits instead. */
  readonly files: FileWriter;
  /** The language that messages, findings and panels are in. */
  language(): Language;
  readonly onDidChangeLanguage: Event<Language>;
  /** Renders a message in the language that is chosen at that moment. */
  t(message: Message): string;
}

/** Brings the core together with VS Code. */
export function createSession(context: ExtensionContext, resolveLinks?: ResolveLinks): Session {
  const log = window.createOutputChannel('SOP Shots', { log: true });
  const tokenizers = createLazyTokenizers(context.extensionUri);
  const host = createEditorHost(log, tokenizers, resolveLinks, context.subscriptions);
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
    if (!event.affectsConfiguration(SECTION)) return;
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
      const now = host.roots.join();
      if (now !== roots) {
        roots = now;
        service = create();
      }
      return service;
    },
    log,
    tokenizers,
    files: createFileWriter(resolveLinks),
    language: () => language,
    onDidChangeLanguage: languageChanged.event,
    t: (message) => renderMessage(message, language),
  };
  tellWrongSettings(session);
  return session;
}

/** Their code is loaded when the first tokens are counted. */
function createLazyTokenizers(extensionUri: Uri): Tokenizers {
  let created: Promise<Tokenizers> | undefined;
  return {
    load: async (choice) => {
      created ??= import('./tokenizers.ts').then(({ createExtensionTokenizers }) => {
        return createExtensionTokenizers(extensionUri);
      });
      return (await created).load(choice);
    },
  };
}

function tellWrongSettings({ log, t }: Session): void {
  for (const { name, value } of wrongSettings()) {
    const message = t(say('wrongSetting', { name, value: JSON.stringify(value) }));
    log.warn(message);
    void window.showWarningMessage(message);
  }
}
