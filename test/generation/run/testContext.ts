import { createLanguageService, type Language, parseProcedure, type Tool } from '../../../src/core/index.ts';
import {
  type ChatModel,
  createDraftChecker,
  createMasker,
  createOverlayHost,
  type GeneratedShot,
  type GenerationEvent,
  type GuardedModel,
  generateShots,
  getShippedTemplates,
  NEVER_STOPPED,
  printShot,
  type RunOptions,
  type RunServices,
  type RunSummary,
  type StopSignal,
  type Task,
} from '../../../src/generation/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** A workspace with tools and a procedure, and everything a run needs of it. */
export async function createTestContext(given: {
  readonly tools?: unknown;
  readonly sop?: string;
  readonly language?: Language;
  readonly shots?: string;
}) {
  const { language = 'en', sop, tools = [] } = given;
  const front = `---\n${sop === undefined ? '' : 'sop: ./a.sop.md\n'}tools: ./a.tools.json\n---\n`;
  const text = `${front}\n${given.shots ?? ''}`;
  const uri = memoryUri('a.shots.md');
  const files = { 'a.tools.json': JSON.stringify(tools), 'a.shots.md': text };
  const host = memoryHost(sop === undefined ? files : { ...files, 'a.sop.md': sop });
  const overlay = createOverlayHost(host, uri);
  overlay.write(text);
  const service = createLanguageService(overlay.host, { language });
  const loaded: readonly Tool[] = (await service.getContext(uri))?.tools.tools ?? [];
  const services: RunServices = {
    check: createDraftChecker(service, overlay, { uri, text }).check,
    print: (content, style, spoken, id) => printShot(content, style, { language: spoken }, spoken, id),
    knownTools: { isTool: (name) => loaded.some((tool) => tool.name === name) },
    templates: getShippedTemplates,
    masker: (level) => createMasker(loaded, level),
  };
  const procedure = sop === undefined ? undefined : parseProcedure(memoryUri('a.sop.md'), sop);
  const task: Task = { kind: 'from-sop', procedure, tools: loaded, documentLanguage: language };
  /** The findings of the document with some shots after it. */
  const lintWith = async (shots: readonly GeneratedShot[]) => {
    overlay.write(`${text}\n${shots.map((shot) => shot.text).join('\n\n')}\n`);
    return service.lint(uri);
  };
  return { services, task, tools: loaded, lintWith };
}

/** A model that may always be sent to. */
export function allowed(chat: ChatModel, level?: 'names' | 'strict'): GuardedModel {
  return { chat, guard: async () => ({ kind: 'send', level }) };
}

/** Runs to the end. */
export async function runAll(
  task: Task,
  options: RunOptions,
  services: RunServices,
  signal: StopSignal = NEVER_STOPPED,
  onEvent: (event: GenerationEvent) => void = () => undefined,
) {
  const events: GenerationEvent[] = [];
  for await (const event of generateShots(task, options, services, signal)) {
    events.push(event);
    onEvent(event);
  }
  const shots = events.flatMap((event) => (event.kind === 'shot' ? [event.shot] : []));
  const problems = events.flatMap((event) => (event.kind === 'problem' ? [event.code] : []));
  const last = events.at(-1);
  const summary: RunSummary | undefined = last?.kind === 'done' ? last.summary : undefined;
  return { events, shots, problems, summary, kinds: events.map(({ kind }) => kind) };
}
