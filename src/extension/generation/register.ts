import { commands, Disposable, type Uri, window } from 'vscode';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { Fetch } from '../../models/index.ts';
import type { Session } from '../session.ts';
import {
  addConnection,
  chooseModel,
  forgetConnection,
  removeKey,
  setKey,
  tryConnection,
} from './connectionCommands.ts';
import { createKeys, rememberedFeatures } from './connections.ts';
import { createConsentAsker, createConsents } from './consent.ts';
import { approveShot, registerDrafts } from './drafts.ts';
import { createModelChooser, type ModelOutside } from './modelChooser.ts';
import { createPreviews } from './preview.ts';
import {
  type GenerateArguments,
  generateFromProcedure,
  moreLikeThis,
  repairWithModel,
  rewriteSelection,
  shotsForTool,
  type Workshop,
} from './tasks.ts';

const say = defineMessages({
  forgotten: { en: '{count} consents are forgotten.', 'zh-CN': '已清除 {count} 条发送许可。' },
});

/** What generation needs of the platform; a browser has neither. */
export interface GenerationPlatform {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly throughProxy?: (proxy: string) => Fetch;
}

/** Generation by model or scaffold: its commands, previews, connections and drafts. */
export function registerGeneration(
  session: Session,
  { environment = {}, throughProxy }: GenerationPlatform,
): Disposable {
  const { context } = session;
  const consents = createConsents(context.globalState);
  const asker = createConsentAsker(session);
  const outside: ModelOutside = {
    keys: createKeys(context.secrets, environment),
    memory: rememberedFeatures(context.globalState),
    ...(throughProxy === undefined ? {} : { throughProxy }),
  };
  const previews = createPreviews(session);
  const shop: Workshop = {
    session,
    previews,
    models: createModelChooser(session, outside, consents, asker),
    stops: new Set(),
  };
  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'sopShots.generateShots': (given?: unknown) => generateFromProcedure(shop, argumentsOf(given)),
    'sopShots.moreLikeThis': (given?: unknown) => moreLikeThis(shop, argumentsOf(given)),
    'sopShots.shotsForTool': (given?: unknown) => shotsForTool(shop, argumentsOf(given)),
    'sopShots.rewriteSelection': (given?: unknown) => rewriteSelection(shop, argumentsOf(given)),
    'sopShots.repairWithModel': (given?: unknown) => repairWithModel(shop, argumentsOf(given)),
    'sopShots.acceptGenerated': (uri?: Uri, id?: string) => previews.accept(uri, id),
    'sopShots.acceptAllGenerated': (uri?: Uri) => previews.accept(uri),
    'sopShots.discardGenerated': (uri?: Uri, id?: string) => previews.discard(uri, id),
    'sopShots.discardAllGenerated': (uri?: Uri) => previews.discard(uri),
    'sopShots.stopGeneration': () => {
      for (const stop of shop.stops) stop.abort();
    },
    'sopShots.approveShot': (uri?: Uri, line?: number, by?: string) => approveShot(session, uri, line, by),
    'sopShots.addConnection': () => addConnection(session, outside),
    'sopShots.chooseModel': () => chooseModel(session, outside),
    'sopShots.setKey': () => setKey(session, outside),
    'sopShots.removeKey': () => removeKey(session, outside),
    'sopShots.removeConnection': () => forgetConnection(session),
    'sopShots.testConnection': (name?: string) => tryConnection(session, outside, name),
    'sopShots.forgetConsents': async () => {
      const count = await consents.forget();
      void window.showInformationMessage(renderMessage(say('forgotten', { count }), session.language()));
    },
  };
  return Disposable.from(
    asker,
    previews,
    registerDrafts(session),
    ...Object.entries(table).map(([id, run]) => commands.registerCommand(id, run as (...args: unknown[]) => unknown)),
  );
}

/** The explorer gives the URI of a file, other commands and keybindings an object. */
function argumentsOf(given: unknown): GenerateArguments {
  if (typeof given !== 'object' || given === null) return {};
  return 'scheme' in given ? { uri: given as Uri } : given;
}
