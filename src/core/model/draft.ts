import type { BlockNode, ShotsTree } from '../parser/tree.ts';
import { blockText } from './blockText.ts';
import type { Block, Round, Shot, ShotStatus, ShotStyle } from './model.ts';

/** A shot as plain texts, to be written by `printShots`. Texts hold no labels, marks or escapes. */
export interface ShotDraft {
  /** From `<!-- id: … -->`; one word. */
  readonly id?: string | undefined;
  readonly status?: Pick<ShotStatus, 'state' | 'by'> | undefined;
  /** Text of a heading above the shot. */
  readonly heading?: string | undefined;
  /** Decides the labels: function calling has its own. Default: `react`. */
  readonly style?: ShotStyle | undefined;
  readonly request: string;
  readonly apiSchema?: string | undefined;
  readonly plan?: string | undefined;
  readonly rounds: readonly RoundDraft[];
  readonly answer?: string | undefined;
}

export interface RoundDraft {
  /** From `<!-- step 2 -->`. */
  readonly step?: string | undefined;
  /** The text of a `Step N` block; its number, if the author counts otherwise than from 1. */
  readonly stepText?: string | undefined;
  readonly stepNumber?: number | undefined;
  readonly think?: string | undefined;
  readonly actions: readonly ActionDraft[];
  readonly observations: readonly string[];
}

/** What an action holds: words, or calls as text. `input` is that of a two-label call. */
export interface ActionDraft {
  readonly text: string;
  readonly input?: string | undefined;
}

/** A shot of a document as a draft: what `printShots` writes reads as the same draft again. */
export function draftOf(tree: ShotsTree, shot: Shot): ShotDraft {
  const text = (block: BlockNode | undefined) => (block === undefined ? undefined : blockText(tree, block).text);
  const { heading, status } = shot;
  return {
    id: shot.id?.value,
    status: status === undefined ? undefined : { state: status.state, by: status.by },
    heading: heading === undefined ? undefined : tree.text.slice(heading.title.start, heading.title.end),
    style: shot.style,
    request: text(shot.request) ?? '',
    apiSchema: text(shot.blocks.find((block) => block.role === 'apiSchema')),
    plan: text(shot.plan?.block),
    rounds: shot.rounds.map((round) => roundDraft(round, text)),
    answer: text(shot.answer),
  };
}

function roundDraft(round: Round, text: (block: BlockNode | undefined) => string | undefined): RoundDraft {
  return {
    step: round.step?.number,
    stepText: text(round.stepBlock),
    stepNumber: round.stepBlock?.label.number,
    think: text(round.think),
    actions: round.actions.map((action) => ({ text: text(action) ?? '', input: text(inputOf(round, action)) })),
    observations: round.observations.map((observation) => text(observation) ?? ''),
  };
}

/** The input block right behind an action. */
function inputOf(round: Round, action: Block): Block | undefined {
  const next = round.blocks[round.blocks.indexOf(action) + 1];
  return next?.role === 'actionInput' ? next : undefined;
}
