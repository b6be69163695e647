import { isRequest, ROLES, type Role, type ShotStyle } from '../parser/roles.ts';
import type { BlockNode, ShotsTree } from '../parser/tree.ts';
import { blockText } from './blockText.ts';
import type { Block, Round, Shot, ShotStatus } from './model.ts';

/** A shot as plain texts, to be written by `printShots`. The texts contain no labels, separators or escapes. */
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
  /** The blocks after the request of a chat, which has neither rounds nor an answer then. */
  readonly turns?: readonly TurnDraft[] | undefined;
}

/** A turn of a chat, or the label of a tool in it. */
export interface TurnDraft {
  readonly role: Role;
  readonly text: string;
}

/** One round of a shot that is to be printed; absent parts are not printed. */
export interface RoundDraft {
  /** From `<!-- step 2 -->`. */
  readonly step?: string | undefined;
  /** The text of a `Step N` block; its number, if the author counts otherwise than from 1. */
  readonly stepText?: string | undefined;
  /** The number of the step comment before the round. */
  readonly stepNumber?: number | undefined;
  readonly think?: string | undefined;
  readonly actions: readonly ActionDraft[];
  readonly observations: readonly string[];
}

/** The content of an action: words, or calls as text. `input` is that of a two-label call. */
export interface ActionDraft {
  readonly text: string;
  readonly input?: string | undefined;
}

/** A shot of a document as a draft: what `printShots` writes reads as the same draft again. */
export function toDraft(tree: ShotsTree, shot: Shot): ShotDraft {
  const text = (block: BlockNode | undefined) => (block === undefined ? undefined : blockText(tree, block).text);
  const { heading, status } = shot;
  const isChat = shot.style === 'chat';
  const turns = shot.blocks.filter(({ role }) => !isRequest(role));
  return {
    id: shot.id?.value,
    status: status === undefined ? undefined : { state: status.state, by: status.by },
    heading: heading === undefined ? undefined : tree.text.slice(heading.title.start, heading.title.end),
    style: shot.style,
    request: text(shot.request) ?? '',
    apiSchema: text(shot.blocks.find((block) => block.role === 'apiSchema')),
    plan: text(shot.plan?.block),
    rounds: isChat ? [] : shot.rounds.map((round) => roundDraft(round, text)),
    answer: isChat ? undefined : text(shot.answer),
    ...(isChat ? { turns: turns.map((block) => ({ role: block.role, text: text(block) ?? '' })) } : {}),
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

/** The input block directly after an action. */
function inputOf(round: Round, action: Block): Block | undefined {
  const next = round.blocks[round.blocks.indexOf(action) + 1];
  return next !== undefined && ROLES[next.role].part === 'input' ? next : undefined;
}
