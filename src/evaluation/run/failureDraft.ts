import { defineMessages, printShots, renderMessage, toDraft } from '../../core/index.ts';
import type { EvaluationCase } from '../cases/evaluationCase.ts';
import type { ActualTurn } from '../matching/turns.ts';
import { printActualTurn } from './turnText.ts';

const say = defineMessages({
  vary: {
    en: 'TODO: write another request for the same situation. The model did this instead:',
    'zh-CN': 'TODO: 为同一情形换一个用户请求。模型的做法是：',
  },
});

/**
 * A draft of another shot for a situation in which the model failed: the tested shot up to the failed round, with what the
 * model did as a comment. It is a draft until the author has changed the request.
 */
export function printFailureDraft({ source, shot, round, roundIndex }: EvaluationCase, actual: ActualTurn): string {
  const { document, project } = source;
  const { id: _, heading: __, answer, rounds, ...draft } = toDraft(document.tree, shot);
  const { language } = document.detectedStyle;
  const did = printActualTurn(actual)
    .replaceAll('--', '- -')
    .replaceAll(/(?<!\s)\s*\n\s*/g, ' ');
  const printed = printShots(
    [
      {
        ...draft,
        status: { state: 'draft', by: undefined },
        rounds: round === undefined ? rounds : rounds.slice(0, roundIndex + 1),
        ...(round === undefined ? { answer } : {}),
      },
    ],
    { ...document.detectedStyle, labels: project.labels },
  );
  return `<!-- ${renderMessage(say('vary'), language)} ${did} -->\n${printed}`.trimEnd();
}
