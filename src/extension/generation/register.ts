import { commands, Disposable, type Uri, window } from 'vscode';
import { defineMessages, renderMessage } from '../../core/index.ts';
import { type LoadUndici, proxyFetch } from '../../models/proxyFetch.ts';
import type { Findings } from '../findings.ts';
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
import { registerLenses } from './lenses.ts';
import { createModelChooser, type ModelOutside } from './modelChooser.ts';
import { createPreviews } from './preview.ts';
import { chooseAndResume, discardRuns, offerAtStart, offerBefore } from './resume.ts';
import { createRunStore } from './runStore.ts';
import { watchSettings } from './settingProblems.ts';
import {
  type GenerateArguments,
  generateFromProcedure,
  moreLikeThis,
  repairWithModel,
  rewriteSelection,
  shotsForTool,
} from './tasks.ts';
import type { RunAnswer, Workshop } from './workshop.ts';

const say = defineMessages({
  forgotten: { en: '{count} consents are forgotten.', 'zh-CN': '已清除 {count} 条发送许可。' },
});

/** What generation needs of the platform; a browser has neither. */
export interface GenerationPlatform {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly loadUndici?: LoadUndici;
}

/** Generation by model or scaffold: its commands, previews, connections and drafts. */
export function registerGeneration(
  session: Session,
  findings: Findings,
  { environment = {}, loadUndici }: GenerationPlatform,
): Disposable {
  const { context } = session;
  const consents = createConsents(context.globalState);
  const asker = createConsentAsker(session);
  const outside: ModelOutside = {
    keys: createKeys(context.secrets, environment),
    memory: rememberedFeatures(context.globalState),
    ...(loadUndici === undefined
      ? {}
      : { throughProxy: (proxy) => proxyFetch({ http: proxy, https: proxy }, loadUndici) }),
  };
  const previews = createPreviews(session);
  const shop: Workshop = {
    session,
    previews,
    models: createModelChooser(session, outside, consents, asker),
    store: createRunStore(context),
    stops: new Set(),
    running: new Set(),
    open: new Map(),
  };
  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'sopShots.generateShots': beginning(shop, generateFromProcedure),
    'sopShots.moreLikeThis': beginning(shop, moreLikeThis),
    'sopShots.shotsForTool': beginning(shop, shotsForTool),
    'sopShots.rewriteSelection': beginning(shop, rewriteSelection),
    'sopShots.repairWithModel': beginning(shop, repairWithModel),
    'sopShots.resumeGeneration': () => chooseAndResume(shop),
    'sopShots.discardRuns': () => discardRuns(shop),
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
  void offerAtStart(shop);
  return Disposable.from(
    asker,
    previews,
    registerDrafts(session),
    registerLenses(session, findings),
    watchSettings(session),
    ...Object.entries(table).map(([id, run]) => commands.registerCommand(id, run as (...args: unknown[]) => unknown)),
  );
}

/** A command that begins a run. Who says how many shots it is to have is a program, which nobody can answer for. */
function beginning(
  shop: Workshop,
  run: (shop: Workshop, given: GenerateArguments) => Promise<RunAnswer | undefined>,
): (given?: unknown) => Promise<RunAnswer | undefined> {
  return async (given) => {
    const asked = argumentsOf(given);
    return asked.count !== undefined || (await offerBefore(shop)) ? run(shop, asked) : undefined;
  };
}

/** The explorer gives the URI of a file, other commands and keybindings an object. */
function argumentsOf(given: unknown): GenerateArguments {
  if (typeof given !== 'object' || given === null) return {};
  return 'scheme' in given ? { uri: given as Uri } : given;
}
