import type { Diagnostic, Message, Shot, ShotsDocument, ToolCatalog } from '../../core/index.ts';
import type { Conversation, ConversationForm } from '../conversation/conversation.ts';
import { createShotContext } from '../conversation/shotContext.ts';
import { splitParallelCalls, splitTurns } from '../conversation/splitTurns.ts';
import { toConversation } from '../conversation/toConversation.ts';
import { createToolSelector } from '../conversation/toolDefinitions.ts';
import {
  createNearDuplicateIndex,
  type NearDuplicateIndex,
  type NearDuplicates,
} from '../duplicates/nearDuplicates.ts';
import { type Exclusion, exclude, isExclusion } from '../exclusion.ts';
import { createLeftOutList, type LeftOutList } from '../statistics/leftOut.ts';
import { createSampleTokens, type SampleTokens } from '../statistics/sampleTokens.ts';
import { countSample, createStatistics, type Statistics } from '../statistics/statistics.ts';
import type { CompanionFile, DataFile, TargetOptions } from '../targets/target.ts';
import { createWireNaming, type WireNaming } from '../targets/wireNames.ts';
import { separateUsable } from '../usableShots.ts';
import { countKeys } from './rowOrder.ts';
import type { ExportSettings } from './settings.ts';
import { assignSplits } from './splits.ts';

/** A document to export, with the findings of its lint run. */
export interface ExportDocument {
  /** As it is reported. */
  readonly path: string;
  readonly document: ShotsDocument;
  readonly tools: ToolCatalog;
  readonly diagnostics: readonly Diagnostic[];
}

/** One line of a data file. The two forms never share a file. */
export interface ExportRow {
  readonly form: ConversationForm;
  readonly line: string;
}

/** One data file: which rows of a form it has and how they are arranged, when all are known. */
export interface RowLayout {
  readonly form: ConversationForm;
  readonly name: string;
  /** How many rows the file has. */
  readonly rows: number;
  /** True for the rows of this file; undefined if it has all of its form. */
  readonly has: ((row: number) => boolean) | undefined;
  /** The row that has to come first. */
  readonly first: number;
  /** Undefined if the lines stay as they are. */
  readonly change: ((line: string) => string) | undefined;
}

/** Turns documents into lines, one document after the other, and keeps only counts of what is done. */
export interface Exporter {
  readonly settings: ExportSettings;
  readonly statistics: Statistics;
  readonly leftOut: LeftOutList;
  readonly naming: WireNaming;
  /** The tokens of the samples, if they are counted. */
  readonly tokens: SampleTokens | undefined;
  /** What the search for near-duplicates found; empty until `layouts`, and without a split. */
  readonly duplicates: readonly NearDuplicates[];
  add(document: ExportDocument): Iterable<ExportRow>;
  layouts(): readonly RowLayout[];
  /** The files beside the data. */
  companions(files: readonly DataFile[]): readonly CompanionFile[];
}

interface FormState {
  rows: number;
  /** The row with the most keys, and how many it has. */
  first: number;
  most: number;
  /** How many keys each row has; empty without a split. */
  readonly keys: number[];
  /** The group of each row that stays together, and the samples to compare; both empty without a split. */
  readonly groups: string[];
  readonly index: NearDuplicateIndex | undefined;
  hasTools: boolean;
}

/**
 * Creates an exporter with settings. It keeps a few numbers per row and never their lines; with a split it keeps the compared
 * text of each row, too. Documents that cannot be written are in `leftOut`; nothing is thrown.
 */
export function createExporter(settings: ExportSettings): Exporter {
  const { target } = settings;
  const naming = createWireNaming(settings.wireNames, target.namePattern, settings.generateNames);
  const statistics = createStatistics();
  const leftOut = createLeftOutList();
  const forms = new Map<ConversationForm, FormState>();
  const options: TargetOptions = { ...settings, wireName: naming.nameOf, uniform: true };
  const duplicates: NearDuplicates[] = [];
  const tokens = settings.counter === undefined ? undefined : createSampleTokens(settings.counter);
  const write = (conversation: Conversation, group: string): ExportRow | Exclusion => {
    const row = naming.findProblem(conversation) ?? target.toRow(conversation, options);
    if (isExclusion(row)) return row;
    const line = JSON.stringify(row);
    if (hasLoneSurrogate(line)) return exclude('encoding');
    const form = target.mixesForms === true ? 'chat' : conversation.form;
    const state = forms.get(form) ?? createFormState(settings);
    forms.set(form, state);
    addRow(state, countKeys(row), settings);
    state.hasTools ||= conversation.tools.length > 0;
    if (settings.split !== undefined) state.groups.push(group);
    state.index?.add(conversation);
    return { form, line };
  };

  return {
    settings,
    statistics,
    leftOut,
    naming,
    tokens,
    duplicates,
    *add(document) {
      statistics.documents += 1;
      statistics.shots += document.document.shots.length;
      const reject = (shot: Shot, reason: string, message: Message): void => {
        const line = document.document.lines.positionAt(shot.start).line + 1;
        leftOut.add({ path: document.path, line, id: shot.id?.value, reason, message });
      };
      for (const { shot, samples } of toSamples(document, settings, statistics, reject)) {
        const group = toGroup(document, shot, settings);
        const rows = samples.map((sample) => write(sample, group));
        const failure = rows.find(isExclusion);
        if (failure !== undefined) reject(shot, failure.reason, failure.message);
        for (const [index, row] of rows.entries()) {
          if (isExclusion(row)) continue;
          tokens?.add(samples[index] as Conversation);
          countSample(statistics, samples[index] as Conversation, settings.thought);
          yield row;
        }
      }
    },
    layouts() {
      duplicates.length = 0;
      return [...forms].flatMap(([form, state]) => {
        const found = state.index?.find();
        if (found !== undefined) duplicates.push(found);
        return toLayouts(form, state, found, settings);
      });
    },
    companions: (files) => [...(target.companions?.(files) ?? []), ...namesFile(naming)],
  };
}

function createFormState({ split }: ExportSettings): FormState {
  const counts = { rows: 0, first: 0, most: -1, hasTools: false };
  return { ...counts, keys: [], groups: [], index: split === undefined ? undefined : createNearDuplicateIndex() };
}

function addRow(state: FormState, keys: number, { split }: ExportSettings): void {
  if (keys > state.most) {
    state.most = keys;
    state.first = state.rows;
  }
  state.rows += 1;
  if (split !== undefined) state.keys.push(keys);
}

/** What stays together in a split: the samples of one shot, or all of a document or procedure. */
function toGroup({ path, document }: ExportDocument, shot: Shot, { split }: ExportSettings): string {
  if (split?.groupBy === 'file') return path;
  const sops = document.frontMatter?.sop ?? [];
  if (split?.groupBy === 'sop' && sops.length > 0) return sops.map((sop) => sop.path).join(' ');
  return split?.groupBy === 'sop' ? path : `${path}#${shot.index}`;
}

function toLayouts(
  form: ConversationForm,
  { rows: count, first, keys, groups, hasTools }: FormState,
  duplicates: NearDuplicates | undefined,
  { target, split }: ExportSettings,
): readonly RowLayout[] {
  const change = hasTools ? undefined : target.withoutTools;
  const toName = (part: string) => (form === 'react' ? `${part}.react.jsonl` : `${part}.jsonl`);
  if (split === undefined || duplicates === undefined) {
    return [{ form, name: toName('train'), rows: count, has: undefined, first, change }];
  }
  const { sets } = duplicates;
  const firstOfGroup = new Map<string, number>();
  for (const [row, group] of groups.entries()) {
    const first = firstOfGroup.get(group);
    if (first === undefined) firstOfGroup.set(group, row);
    else sets.union(first, row);
  }
  const parts = assignSplits(keys.length, sets, split.shares, split.seed);
  return split.shares.flatMap(({ name }, part) => {
    const has = (row: number) => parts[row] === part;
    const own = keys.map((count, row) => (has(row) ? count : -1));
    const rows = own.reduce((sum, count) => sum + (count < 0 ? 0 : 1), 0);
    return rows === 0 ? [] : [{ form, name: toName(name), rows, has, first: own.indexOf(getMaximum(own)), change }];
  });
}

/** `Math.max(...)` has a limit to how many numbers it takes. */
function getMaximum(numbers: readonly number[]): number {
  let maximum = -1;
  for (const number of numbers) if (number > maximum) maximum = number;
  return maximum;
}

function namesFile({ used }: WireNaming): readonly CompanionFile[] {
  if (used.size === 0) return [];
  return [{ name: 'names.json', text: `${JSON.stringify(Object.fromEntries(used), undefined, 2)}\n` }];
}

/** `JSON.stringify` writes `\ud83d` only for halves of surrogate pairs; readers of JSON in C++ refuse the whole file. */
function hasLoneSurrogate(line: string): boolean {
  return line.includes('\\ud') && /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/.test(line);
}

function* toSamples(
  { document, tools, diagnostics }: ExportDocument,
  settings: ExportSettings,
  statistics: Statistics,
  reject: (shot: Shot, reason: string, message: Message) => void,
): Generator<{ readonly shot: Shot; readonly samples: readonly Conversation[] }> {
  const { target, plainAs, system, status } = settings;
  const context = createShotContext(document, tools);
  const toolsOf = createToolSelector(tools, settings.tools);
  const asWritten = target.mixesForms === true;
  const options = { plainAs, system, toolsOf, textOnly: !target.holdsCalls, asWritten };
  const { leftOut } = separateUsable(document, diagnostics);
  const problems = new Map(leftOut.map((problem) => [problem.shot, problem]));
  for (const shot of document.shots) {
    const problem = problems.get(shot);
    if (problem !== undefined && !(problem.reason === 'draft' && status === 'any')) {
      reject(shot, problem.reason, problem.message);
      continue;
    }
    const sample =
      status === 'approved' && shot.status?.state !== 'approved'
        ? exclude('not-approved')
        : toConversation(context, shot, options);
    if (isExclusion(sample)) {
      reject(shot, sample.reason, sample.message);
      continue;
    }
    statistics.cutTurns += sample.cut;
    yield { shot, samples: arrange(sample.conversation, settings) };
  }
}

function arrange(
  conversation: Conversation,
  { parallel, splitTurns: splits }: ExportSettings,
): readonly Conversation[] {
  const single = parallel === 'split' ? splitParallelCalls(conversation) : conversation;
  return splits ? splitTurns(single) : [single];
}
