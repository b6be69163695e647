import type { Message } from '../../core/index.ts';
import { contentHash } from '../hash.ts';
import type { ChatRequest, StructureMode } from '../model.ts';
import { neverStopped } from '../model.ts';
import type { Masker } from '../privacy/masker.ts';
import { buildRequest } from '../prompt/prompt.ts';
import { briefOf, type Task } from '../run/brief.ts';
import { sourceOf } from '../run/generate.ts';
import type { RunOptions, RunServices } from '../run/services.ts';
import { createRun } from '../run/state.ts';

/** A line of an OpenAI Batch file, which vLLM's `run-batch` reads too. */
export interface BatchLine {
  readonly custom_id: string;
  readonly method: 'POST';
  readonly url: '/v1/chat/completions';
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
  readonly count: number;
  /** Stands in every custom id, so that results of another batch are not taken for this one's. */
  readonly name: string;
  line(index: number): BatchLine;
}

/** Plans a batch of one request a shot. Its lines are made one by one, so that its size costs no memory. */
export function planBatch(
  task: Task,
  options: RunOptions,
  services: RunServices,
  target: BatchTarget,
): Batch | { readonly code: string; readonly problem: Message } {
  const brief = briefOf(task);
  if ('problem' in brief) return brief;
  const run = createRun(brief, options, services, neverStopped);
  const source = sourceOf(run);
  const name = batchName(task, options);
  return {
    count: brief.count,
    name,
    line: (index) => {
      const request = buildRequest(source, [brief.coverage.at(index)], target.structure, target.masker);
      return {
        custom_id: customId(name, index),
        method: 'POST',
        url: '/v1/chat/completions',
        body: bodyOf(request, target),
      };
    },
  };
}

/** What a batch is known by: the task and the seed decide what its shots show. */
export function batchName(task: Task, { seed = 1 }: RunOptions): string {
  const { kind, procedure, tools, tool, shot, text, style, language } = task;
  const about = [kind, procedure?.text, tools.map(({ name }) => name), tool, shot, text, style, language, seed];
  return contentHash(JSON.stringify(about)).slice(0, 10);
}

export function customId(name: string, index: number): string {
  return `shot-${name}-${String(index).padStart(6, '0')}`;
}

/** The index of a custom id of a batch; undefined if it is of another batch or none of ours. */
export function indexOf(id: string, name: string): number | undefined {
  const found = /^shot-([0-9a-f]+)-(\d+)$/.exec(id);
  return found?.[1] === name ? Number(found[2]) : undefined;
}

/** The id of the shot that answers a request of a batch. */
export function shotId(name: string, index: number): string {
  return `s-${name.slice(0, 4)}-${index}`;
}

/** The index in its batch of a shot, from the id in its text. */
export function shotIndex(shot: string, name: string): number | undefined {
  const found = /^<!-- id: s-([0-9a-f]{4})-(\d+) -->/m.exec(shot);
  return found?.[1] === name.slice(0, 4) ? Number(found[2]) : undefined;
}

function bodyOf({ messages, structure, temperature, maxTokens, seed }: ChatRequest, target: BatchTarget) {
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
