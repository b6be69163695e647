import type { JsonObject, JsonValue, Localized } from '../../core/index.ts';
import { toDatasetInfo } from '../targets/datasetInfo.ts';
import { hf } from '../targets/hf.ts';
import { llamafactory, SHAREGPT_ENTRY } from '../targets/llamafactory.ts';
import { msSwift } from '../targets/msSwift.ts';
import { openai } from '../targets/openai.ts';
import type { CompanionFile, DataFile, DatasetTarget } from '../targets/target.ts';

/** The rows of the two conversations of a pair, in the form of the base target. */
export interface PairRows {
  readonly chosen: JsonObject;
  readonly rejected: JsonObject;
  /** The row without the last turn; empty where the format knows no such row. */
  readonly before: JsonObject;
}

/** A format of preference data: how the rows of a base target become pairs. */
export interface PreferenceTarget {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly summary: Localized;
  readonly base: DatasetTarget;
  /** The rows of a pair: one with both turns, or one for each (KTO). */
  readonly toRows: (rows: PairRows) => readonly JsonObject[];
  readonly companions?: (files: readonly DataFile[]) => readonly CompanionFile[];
}

/** The messages of a row, and those that its last turn became. */
function split(row: JsonObject, before: JsonObject, key: string): readonly [JsonValue[], JsonValue[]] {
  const [all, first] = [listOf(row[key]), listOf(before[key])];
  return [all.slice(0, first.length), all.slice(first.length)];
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function without(row: JsonObject, key: string): JsonObject {
  const { [key]: _, ...rest } = row;
  return rest;
}

const SUMMARY = {
  dpo: (name: string): Localized => ({ en: `preference pairs for ${name}`, 'zh-CN': `用于 ${name} 的偏好对` }),
  kto: (name: string): Localized => ({
    en: `good and bad turns for ${name}`,
    'zh-CN': `用于 ${name} 的正负样本`,
  }),
};

const DPO_ENTRY: JsonObject = {
  ...SHAREGPT_ENTRY,
  ranking: true,
  columns: {
    messages: 'conversations',
    chosen: 'chosen',
    rejected: 'rejected',
    system: 'system',
    tools: 'tools',
  },
};

const KTO_ENTRY: JsonObject = {
  ...SHAREGPT_ENTRY,
  columns: { messages: 'conversations', kto_tag: 'kto_tag', system: 'system', tools: 'tools' },
};

/** Every target of preference data, in the order of the documentation. Nothing else lists them. */
export const preferenceTargets: readonly PreferenceTarget[] = [
  {
    id: 'openai-dpo',
    aliases: [],
    summary: SUMMARY.dpo('OpenAI'),
    base: openai,
    toRows: ({ chosen, rejected, before }) => {
      const [messages, preferred] = split(chosen, before, 'messages');
      const [, other] = split(rejected, before, 'messages');
      return [
        {
          input: { ...without(chosen, 'messages'), messages },
          preferred_output: preferred,
          non_preferred_output: other,
        },
      ];
    },
  },
  {
    id: 'hf-dpo',
    aliases: ['trl-dpo'],
    summary: SUMMARY.dpo('TRL'),
    base: hf,
    toRows: ({ chosen, rejected, before }) => {
      const [prompt, good] = split(chosen, before, 'messages');
      const [, bad] = split(rejected, before, 'messages');
      return [{ prompt, chosen: good, rejected: bad, ...without(chosen, 'messages') }];
    },
  },
  {
    id: 'hf-kto',
    aliases: ['trl-kto'],
    summary: SUMMARY.kto('TRL'),
    base: hf,
    toRows: ({ chosen, rejected, before }) =>
      [chosen, rejected].map((row, index) => {
        const [prompt, completion] = split(row, before, 'messages');
        return { prompt, completion, label: index === 0, ...without(row, 'messages') };
      }),
  },
  {
    id: 'llamafactory-dpo',
    aliases: [],
    summary: SUMMARY.dpo('LLaMA-Factory'),
    base: llamafactory,
    toRows: ({ chosen, rejected }) => {
      const turns = listOf(chosen.conversations);
      const last = (row: JsonObject): JsonValue => listOf(row.conversations).at(-1) ?? null;
      return [{ ...chosen, conversations: turns.slice(0, -1), chosen: last(chosen), rejected: last(rejected) }];
    },
    companions: (files) => [toDatasetInfo(files, DPO_ENTRY)],
  },
  {
    id: 'llamafactory-kto',
    aliases: [],
    summary: SUMMARY.kto('LLaMA-Factory'),
    base: llamafactory,
    toRows: ({ chosen, rejected }) => [
      { ...chosen, kto_tag: true },
      { ...rejected, kto_tag: false },
    ],
    companions: (files) => [toDatasetInfo(files, KTO_ENTRY)],
  },
  {
    id: 'ms-swift-dpo',
    aliases: ['swift-dpo'],
    summary: SUMMARY.dpo('ms-swift'),
    base: msSwift,
    // `rejected_response` would replace everything after the last turn of the user, results of tools included.
    toRows: ({ chosen, rejected }) => [
      { ...chosen, rejected_messages: rejected.messages ?? [], rejected_tools: rejected.tools ?? '' },
    ],
  },
  {
    id: 'ms-swift-kto',
    aliases: ['swift-kto'],
    summary: SUMMARY.kto('ms-swift'),
    base: msSwift,
    toRows: ({ chosen, rejected }) => [
      { ...chosen, label: true },
      { ...rejected, label: false },
    ],
  },
];

/** The target of preference data with a name or an alias. */
export function findPreferenceTarget(name: string): PreferenceTarget | undefined {
  return preferenceTargets.find(({ id, aliases }) => id === name || aliases.includes(name));
}
