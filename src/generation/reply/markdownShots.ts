import {
  type Block,
  type BlockNode,
  blockText,
  type KnownTools,
  parseShots,
  projectDocument,
  type Round,
  replyText,
  type Shot,
  type ShotsDocument,
  slice,
} from '../../core/index.ts';
import type { RoundContent, ShotContent } from './shotContent.ts';

/**
 * Reads shots that a model wrote as Markdown. Text before and between shots is left out; calls keep their text, so that
 * they are checked as they will be written.
 */
export function parseMarkdownShots(text: string, tools: KnownTools): readonly ShotContent[] {
  const document = projectDocument(parseShots(text), tools);
  return document.shots.filter(({ request }) => request !== undefined).map((shot) => toContent(document, shot));
}

/** The content of one shot of a document. */
export function toContent(document: ShotsDocument, shot: Shot): ShotContent {
  const text = (block: BlockNode | undefined): string => {
    return block === undefined ? '' : blockText(document.tree, block).text.trim();
  };
  const plan = (shot.plan?.items ?? []).map((item) => slice(document.text, item.content).trim());
  return {
    request: text(shot.request),
    plan,
    rounds: toRounds(shot, text),
    answer: shot.reply?.from === 'answer' ? replyText(document.tree, shot.blocks, shot.reply).trim() : '',
  };
}

function toRounds(shot: Shot, text: (block: BlockNode | undefined) => string): readonly RoundContent[] {
  const requests = shot.blocks.filter(({ role }) => role === 'apiRequest');
  if (requests.length > 0) {
    const responses = shot.blocks.filter(({ role }) => role === 'apiResponse');
    return [{ ...EMPTY_ROUND, action: joinTexts(requests, text), observation: joinTexts(responses, text) }];
  }
  return shot.rounds.map((round) => ({
    step: round.step?.number ?? '',
    think: text(round.think),
    action: [...round.actions, ...round.inputs].length === 0 ? text(round.stepBlock) : toActionText(round, text),
    calls: [],
    observation: joinTexts(round.observations, text),
  }));
}

const EMPTY_ROUND: RoundContent = { step: '', think: '', action: '', calls: [], observation: '' };

/** The two labels of one call become one call again: the name and its input. */
function toActionText(round: Round, text: (block: BlockNode | undefined) => string): string {
  return round.actions
    .map((action, at) => {
      const input = text(round.inputs[at]);
      return input === '' ? text(action) : `${text(action)}(${input})`;
    })
    .join('\n');
}

function joinTexts(blocks: readonly Block[], text: (block: BlockNode | undefined) => string): string {
  return blocks.map(text).join('\n');
}
