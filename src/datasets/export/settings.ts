import type { ToolSelection } from '../conversation/toolDefinitions.ts';
import type { DatasetTarget, ObservationMode, ThoughtMode } from '../targets/target.ts';
import type { WireNames } from '../targets/wireNames.ts';
import type { TokenCounter } from '../tokens/tokenCounter.ts';
import type { SplitShare } from './splits.ts';

/** How a dataset is divided. */
export interface SplitSettings {
  readonly shares: readonly SplitShare[];
  readonly seed: number;
  /** Shots of one document, or of documents with the same procedures, stay together. */
  readonly groupBy: 'sop' | 'file' | undefined;
}

/** How a dataset is written. */
export interface ExportSettings {
  readonly target: DatasetTarget;
  readonly thought: ThoughtMode;
  readonly splitTurns: boolean;
  readonly parallel: 'keep' | 'split';
  readonly plainAs: 'react' | 'skip';
  readonly observations: ObservationMode;
  readonly arguments: 'object' | 'string';
  /** `any`: drafts too; `approved`: nothing else; undefined: everything but drafts. */
  readonly status: 'any' | 'approved' | undefined;
  readonly tools: ToolSelection;
  /** The system text; empty for none. */
  readonly system: string;
  /** LLaMA-Factory's name of the conversation template. */
  readonly template: string | undefined;
  readonly split: SplitSettings | undefined;
  /** Counts the tokens of samples; undefined for no counts. */
  readonly counter: TokenCounter | undefined;
  readonly wireNames: WireNames;
  /** True to generate names in ASCII for tools whose names the target rejects. */
  readonly generateNames: boolean;
}

/** The settings of a target where the user says nothing else. */
export function getDefaultSettings(target: DatasetTarget): ExportSettings {
  return {
    target,
    thought: target.thoughts[0] ?? 'drop',
    splitTurns: false,
    parallel: 'keep',
    plainAs: 'react',
    observations: 'tags',
    arguments: 'object',
    status: undefined,
    tools: { kind: 'document' },
    system: '',
    template: undefined,
    split: undefined,
    counter: undefined,
    wireNames: {},
    generateNames: false,
  };
}
