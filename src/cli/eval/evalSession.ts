import { readFile } from 'node:fs/promises';
import { contentHash, type JsonObject } from '../../core/index.ts';
import {
  type CaseList,
  createCases,
  DEFAULT_PROMPT_OPTIONS,
  type EvaluationServices,
  findCommit,
  maskRequest,
  type PromptOptions,
} from '../../evaluation/index.ts';
import {
  combinePrivacy,
  createMasker,
  createRequestPreview,
  type GuardSettings,
  getStricterLevel,
  type Masker,
  type MaskLevel,
  type PriceTable,
  parseProjectPrivacy,
} from '../../generation/index.ts';
import { SYSTEM_CLOCK } from '../../models/index.ts';
import { createChatModel, createGuardSettings, type Server, toGuardedModel } from '../generation/connect.ts';
import { readPrices } from '../generation/prices.ts';
import { printRequestPreview } from '../generation/requestPreview.ts';
import type { CliIo } from '../io.ts';
import type { EvalFlags } from './flags.ts';
import type { LoadedSources } from './loadSources.ts';
import { openRunStore, type RunStore } from './runStore.ts';
import { createShotSelection } from './selectShots.ts';

/** What all runs of a command share. */
export interface EvalSession {
  readonly flags: EvalFlags;
  readonly io: CliIo;
  readonly loaded: LoadedSources;
  readonly prompts: PromptOptions;
  readonly prices: PriceTable;
  readonly store: RunStore;
  readonly commit: string | undefined;
  /** Replaces names and personal data as the projects and the command line want it. */
  readonly masker: (level: MaskLevel) => Masker;
  /** The model of a name, guarded; without a name the only one of the server. */
  connect(model: string | undefined): Promise<EvaluationServices>;
}

/** How prompts are made, as the command line says. */
export function toPromptOptions(flags: EvalFlags): PromptOptions {
  return {
    form: flags.as,
    shotTokens: flags.shotTokens ?? DEFAULT_PROMPT_OPTIONS.shotTokens,
    temperature: flags.temperature ?? DEFAULT_PROMPT_OPTIONS.temperature,
    maxTokens: flags.maxTokens ?? DEFAULT_PROMPT_OPTIONS.maxTokens,
    seed: flags.seed,
    select: createShotSelection(flags.select),
  };
}

/** Opens the store of the workspace and gets ready to ask the server. Nothing is sent yet. */
export async function createEvalSession(
  flags: EvalFlags,
  loaded: LoadedSources,
  server: Server,
  io: CliIo,
): Promise<EvalSession> {
  const prompts = toPromptOptions(flags);
  const { privacy, masker } = getPrivacy(loaded);
  const guard: GuardSettings = createGuardSettings(flags, privacy, io);
  const store = await openRunStore(loaded.root);
  const prices = flags.prices === undefined ? {} : await readPrices(flags.prices, io);
  const read = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
  const commit = await findCommit(loaded.root.replaceAll('\\', '/'), read);
  return {
    flags,
    io,
    loaded,
    prompts,
    prices,
    store,
    commit,
    masker,
    connect: async (model) => {
      const chat = await createChatModel(server, model, guard, io);
      return { model: toGuardedModel(chat, guard), cache: store.cache, clock: SYSTEM_CLOCK, masker };
    },
  };
}

/** The strictest wishes of all projects. */
function getPrivacy({ sources }: LoadedSources): {
  readonly privacy: JsonObject;
  readonly masker: (level: MaskLevel) => Masker;
} {
  const privacy = combinePrivacy(sources.map(({ project }) => project.privacy));
  const { words } = parseProjectPrivacy(privacy);
  const tools = sources.flatMap((each) => each.tools.tools);
  return { privacy, masker: (level) => createMasker(tools, level, [], words) };
}

/** Prints the first request as it would be sent. */
export function printFirstRequest(loaded: LoadedSources, { cases }: CaseList, flags: EvalFlags, io: CliIo): void {
  const { privacy, masker } = getPrivacy(loaded);
  const level = getStricterLevel(parseProjectPrivacy(privacy).level, flags.mask);
  const [first] = cases;
  if (first === undefined) return;
  const request = maskRequest(first.request(), level && masker(level));
  printRequestPreview(createRequestPreview(request, level !== undefined), io, io.document);
}

/** What tells a run from others: the model, the prompts and the cases. */
export function toRunKey(
  { prompts, flags }: EvalSession,
  model: string,
  ids: readonly string[],
  more: readonly string[] = [],
): string {
  return contentHash(JSON.stringify([model, prompts, flags.select, flags.match, flags.repeat, ids, ...more]));
}

/** The cases of the documents; `shows` says which shots prompts may show. */
export function createSessionCases({ loaded, prompts }: EvalSession, shows?: PromptOptions['shows']): CaseList {
  return createCases(loaded.sources, shows === undefined ? prompts : { ...prompts, shows });
}
