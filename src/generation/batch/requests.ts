import type { Message } from '../../core/index.ts';
import { contentHash } from '../../core/index.ts';
import type { ChatRequest, StructureMode } from '../model.ts';
import { NEVER_STOPPED } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { buildRequest } from '../prompt/prompt.ts';
import { toPromptSource } from '../run/generate.ts';
import { createRequestPlan, type Task } from '../run/requestPlan.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun } from '../run/state.ts';

/** A line of an OpenAI Batch file, which vLLM's `run-batch` reads too. */
export interface BatchLine {
  readonly custom_id: string;
  readonly method: 'POST';
  readonly url: '/v1/chat/completions';
  /** The body of a chat completion request. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a batch is written for. */
export interface BatchTarget {
  readonly model: string;
  readonly structure: StructureMode;
  readonly masker: Masker | undefined;
}

/** A batch: how many requests it has, and each of them, made when it is asked for. */
export interface Batch {
  /** Number of requests. */
  readonly count: number;
  /** Part of every custom id, so that results of another batch are not taken for this one's. */
  readonly name: string;
  line(index: number): BatchLine;
}

/** Plans a batch of one request per shot. Its lines are made one by one, so that its size costs no memory. */
export function planBatch(
  task: Task,
  options: RunOptions,
  services: RunServices,
  target: BatchTarget,
): Batch | { readonly code: string; readonly problem: Message } {
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan) return requestPlan;
  const run = createRun(requestPlan, options, services, NEVER_STOPPED);
  const source = toPromptSource(run);
  const name = toBatchName(task, options);
  return {
    count: requestPlan.count,
    name,
    line: (index) => {
      const request = buildRequest(source, [requestPlan.coverage.at(index)], target.structure, target.masker);
      return {
        custom_id: toCustomId(name, index),
        method: 'POST',
        url: '/v1/chat/completions',
        body: toBody(request, target),
      };
    },
  };
}

/** What a batch is known by: the task and the seed decide what its shots show. */
export function toBatchName(task: Task, { seed = 1 }: RunOptions): string {
  const { kind, procedure, tools, tool, shot, text, style, language, instructions } = task;
  const about = [kind, procedure?.text, tools.map(({ name }) => name), tool, shot, text, style, language, seed];
  // Names of batches without instructions stay the same.
  if (instructions !== undefined) about.push(instructions);
  return contentHash(JSON.stringify(about)).slice(0, 10);
}

/** The `custom_id` of a batch request: `shot-`, the name, and the index in six digits, so that ids sort by index. */
export function toCustomId(name: string, index: number): string {
  return `shot-${name}-${String(index).padStart(6, '0')}`;
}

/** The index of a custom id of a batch; undefined if it is of another batch or none of ours. */
export function parseCustomId(id: string, name: string): number | undefined {
  const found = /^shot-([0-9a-f]+)-(\d+)$/.exec(id);
  return found?.[1] === name ? Number(found[2]) : undefined;
}

/** The id of the shot that answers a request of a batch. */
export function toShotId(name: string, index: number): string {
  return `s-${name.slice(0, 4)}-${index}`;
}

/** The index in its batch of a shot, from the id in its text. */
export function parseShotId(shot: string, name: string): number | undefined {
  const found = /^<!-- id: s-([0-9a-f]{4})-(\d+) -->/m.exec(shot);
  return found?.[1] === name.slice(0, 4) ? Number(found[2]) : undefined;
}

function toBody({ messages, structure, temperature, maxTokens, seed }: ChatRequest, target: BatchTarget) {
  const schema = structure === undefined ? undefined : { ...structure, strict: true };
  return {
    model: target.model,
    messages,
    ...(target.structure === 'json_schema' && schema !== undefined
      ? { response_format: { type: 'json_schema', json_schema: schema } }
      : {}),
    ...(target.structure === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(seed === undefined ? {} : { seed }),
  };
}
