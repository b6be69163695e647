import { type Grammar, groups, use } from './grammar.ts';
import { inlineRules } from './inline.ts';

const digits = '[0-9０-９]+(?:\\.[0-9０-９]+)*';
const chinese = '[一二三四五六七八九十百]+';

/** Every way to number a step that the core reads (docs/format.md, "Procedures"). */
const markers = [
  `(?:[-*+][ \\t]+)?第[ \\t]?(?:${chinese}|[0-9０-９]+)[ \\t]?步[ \\t]*[，,、:：.。]?`,
  `(?:[-*+][ \\t]+)?步骤[ \\t]*(?:${chinese}|[0-9０-９]+)[ \\t]*[:：.、,，]?`,
  `(?i:step)[ \\t]+${digits}[ \\t]*[:：.)]?`,
  `${chinese}、`,
  `${digits}(?:[.、)）](?!\\d)|(?<=\\.[0-9])(?=[ \\t]))`,
  `[（(](?:[0-9０-９]+|${chinese})[)）]`,
  '[①-⑳]',
];

export const sopGrammar: Grammar = {
  name: 'SOP',
  scopeName: 'text.sop',
  patterns: use('frontMatter', 'comment', 'heading', 'fencedJson', 'fencedYaml', 'fenced', 'step', 'text'),
  repository: {
    step: {
      match: `^([ \\t>]*)(\\*\\*)?(${markers.join('|')})(\\*\\*)?`,
      captures: groups(
        '',
        'punctuation.definition.bold.sop',
        'keyword.other.step.sop',
        'punctuation.definition.bold.sop',
      ),
    },
    text: { patterns: use('inlineCode', 'bold', 'link', 'condition') },
    condition: {
      name: 'keyword.control.condition.sop',
      // In the middle of a clause `when` mostly asks for a time: "find out when an engineer is free".
      match:
        '如果|若是|假如|倘若|否则|(?<![\\p{L}])若(?=\\p{Han})|(?i:\\b(?:if|unless|otherwise)\\b)|\\bWhen\\b|(?<=[,;:][ \\t])when\\b',
    },
    ...inlineRules('sop'),
  },
};
