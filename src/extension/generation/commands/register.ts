import { commands, Disposable, type Uri, window } from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import { createProxyFetch, type LoadUndici } from '../../../models/index.ts';
import { type ActiveRuns, createActiveRuns } from '../../activeRuns.ts';
import type { ConnectionSources } from '../../connectionsView/connectionTree.ts';
import type { Findings } from '../../findings.ts';
import type { StoredRuns } from '../../runsView/runTree.ts';
import type { Session } from '../../session.ts';
import {
  addConnection,
  chooseModel,
  removeKey,
  removeNamedConnection,
  setKey,
  testNamedConnection,
  useConnection,
} from '../connections/connectionCommands.ts';
import { createConnectionTests } from '../connections/connectionTests.ts';
import { createModelChooser, type ModelChooser, type ModelPlatform } from '../connections/modelChooser.ts';
import { watchSettings } from '../connections/settingProblems.ts';
import { createFeatureStore, createKeys } from '../connections/userConnections.ts';
import { createConsentAsker, createConsents } from '../privacy/consentAsker.ts';
import { approveShot, registerDrafts } from '../review/drafts.ts';
import { createPreviews } from '../review/preview.ts';
import type { GenerationContext, RunAnswer } from '../run/generationContext.ts';
import { chooseAndResume, discardRuns, getIdleRuns, offerAtStart, offerBefore } from '../run/resume.ts';
import { createRunStore } from '../run/runStore.ts';
import { registerLenses } from './codeLenses.ts';
import {
  type GenerateArguments,
  generateFromProcedure,
  moreLikeThis,
  repairWithModel,
  rewriteSelection,
  shotsForTool,
} from './generateCommands.ts';
import { offerSimilarRepairs } from './similarShots.ts';

const say = defineMessages({
  forgotten: { en: '{count} send permissions were reset.', 'zh-CN': '已重置 {count} 条发送许可。' },
});

/** What generation needs of the platform; a browser has neither. */
export interface GenerationPlatform {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly loadUndici?: LoadUndici;
}

/** What generation shares with others. */
export interface Generation extends Disposable, ConnectionSources {
  readonly models: ModelChooser;
  readonly runs: ActiveRuns;
  /** The runs that are stored and not under way. */
  readonly stored: StoredRuns;
}

/** Generation by model or scaffold: its commands, previews, connections and drafts. Evaluation uses the same models. */
export function registerGeneration(
  session: Session,
  findings: Findings,
  { environment = {}, loadUndici }: GenerationPlatform,
): Generation {
  const { context } = session;
  const consents = createConsents(context.globalState, session);
  const asker = createConsentAsker(session);
  const platform: ModelPlatform = {
    keys: createKeys(context.secrets, environment),
    memory: createFeatureStore(context.globalState, session),
    ...(loadUndici === undefined
      ? {}
      : { createProxyFetch: (proxy) => createProxyFetch({ http: proxy, https: proxy }, loadUndici) }),
  };
  const previews = createPreviews(session);
  const runs = createActiveRuns();
  const tests = createConnectionTests();
  const generation: GenerationContext = {
    session,
    previews,
    models: createModelChooser(session, platform, consents, asker),
    store: createRunStore(session),
    runs,
    running: new Set(),
    open: new Map(),
  };
  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'sopShots.generateShots': withResumeOffer(generation, generateFromProcedure),
    'sopShots.moreLikeThis': withResumeOffer(generation, moreLikeThis),
    'sopShots.shotsForTool': withResumeOffer(generation, shotsForTool),
    'sopShots.rewriteSelection': withResumeOffer(generation, rewriteSelection),
    'sopShots.repairWithModel': withResumeOffer(generation, repairWithModel),
    'sopShots.resumeGeneration': (given?: unknown) => chooseAndResume(generation, fieldOf(given, 'id')),
    'sopShots.discardRun': (given?: unknown) => discardRuns(generation, fieldOf(given, 'id') ?? ''),
    'sopShots.discardRuns': () => discardRuns(generation),
    'sopShots.acceptGenerated': (uri?: Uri, id?: string) => previews.accept(uri, id),
    'sopShots.acceptAllGenerated': (uri?: Uri) => previews.accept(uri),
    'sopShots.discardGenerated': (uri?: Uri, id?: string) => previews.discard(uri, id),
    'sopShots.discardAllGenerated': (uri?: Uri) => previews.discard(uri),
    'sopShots.stopGeneration': () => runs.stopAll('generation'),
    'sopShots.approveShot': (uri?: Uri, line?: number, by?: string) => approveShot(session, uri, line, by),
    'sopShots.addConnection': () => addConnection(session, platform),
    'sopShots.chooseModel': (given?: unknown) => chooseModel(session, platform, fieldOf(given, 'name')),
    'sopShots.useConnection': (given?: unknown) => useConnection(session, platform, fieldOf(given, 'name') ?? ''),
    'sopShots.setKey': (given?: unknown) => setKey(session, platform, fieldOf(given, 'name')),
    'sopShots.removeKey': (given?: unknown) => removeKey(session, platform, fieldOf(given, 'name')),
    'sopShots.removeConnection': (given?: unknown) => removeNamedConnection(session, platform, fieldOf(given, 'name')),
    'sopShots.testConnection': (given?: unknown) =>
      testNamedConnection(session, platform, tests, fieldOf(given, 'name')),
    'sopShots.forgetConsents': async () => {
      const count = await consents.forget();
      void window.showInformationMessage(session.t(say('forgotten', { count })));
    },
  };
  void offerAtStart(generation);
  const registered = Disposable.from(
    asker,
    runs,
    tests,
    previews,
    previews.onDidAccept((accepted) => void offerSimilarRepairs(generation, accepted)),
    registerDrafts(session),
    registerLenses(session, findings),
    watchSettings(session),
    ...Object.entries(table).map(([id, run]) => commands.registerCommand(id, run as (...args: unknown[]) => unknown)),
  );
  return {
    models: generation.models,
    runs,
    keys: platform.keys,
    tests,
    stored: { list: () => getIdleRuns(generation), onDidChange: generation.store.onDidChange },
    dispose: () => void registered.dispose(),
  };
}

/** What a command was called with: a text from a program, or a field of the line of a view. */
function fieldOf(given: unknown, field: 'id' | 'name'): string | undefined {
  if (typeof given === 'string') return given;
  const value = typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A command that starts a run. A call with a count comes from a program, which cannot answer questions. */
function withResumeOffer(
  generation: GenerationContext,
  run: (generation: GenerationContext, given: GenerateArguments) => Promise<RunAnswer | undefined>,
): (given?: unknown) => Promise<RunAnswer | undefined> {
  return async (given) => {
    const asked = toArguments(given);
    return asked.count !== undefined || (await offerBefore(generation)) ? run(generation, asked) : undefined;
  };
}

/** The explorer gives the URI of a file, other commands and keybindings an object. */
function toArguments(given: unknown): GenerateArguments {
  if (typeof given !== 'object' || given === null) return {};
  return 'scheme' in given ? { uri: given as Uri } : given;
}
