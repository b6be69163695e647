import type { Role as AnyRole } from '../../src/core/index.ts';
import { type Grammar, groups, type Rule, use } from './grammar.ts';
import { inlineRules } from './inline.ts';
import { boundary, closingTag, labelOf, labelScopes, separatorLine } from './labels.ts';
import { valueRules } from './values.ts';

/** The roles of a chat have the words of others: only the reader can tell them apart. */
type Role = Exclude<AnyRole, 'userTurn' | 'assistant' | 'system'>;

/** The scope of each role's label word. Themes colour the first two parts, so a round can be scanned by colour. */
const labelScope: Readonly<Record<Role, string>> = {
  user: 'entity.name.type.label.user',
  think: 'keyword.other.label.think',
  action: 'keyword.control.label.action',
  actionInput: 'keyword.control.label.action-input',
  observation: 'variable.other.constant.label.observation',
  plan: 'keyword.other.label.plan',
  step: 'keyword.other.label.step',
  answer: 'entity.name.type.label.answer',
  userRequest: 'entity.name.type.label.user-request',
  apiSchema: 'keyword.other.label.api-schema',
  apiRequest: 'keyword.control.label.api-request',
  apiResponse: 'variable.other.constant.label.api-response',
};

const roles = Object.keys(labelScope) as readonly Role[];

const tags = ['callTag', 'modelToken', 'closingTag'];
const prose = ['comment', 'fencedJson', 'fencedYaml', 'fenced', 'escape', ...tags, 'inlineCode', 'bold', 'link'];
const calls = ['callList', 'jsonObject', 'jsonArray', 'bracketCall'];

/** What each role's text may hold, in the order tried. */
const content: Readonly<Record<Role, readonly string[]>> = {
  user: [...prose, 'openSlot', 'elision'],
  think: prose,
  action: ['comment', 'fencedJson', 'fenced', 'escape', ...tags, 'loneName', 'call', ...calls, 'arrow', ...prose],
  actionInput: ['comment', 'fencedJson', 'fenced', 'escape', ...tags, 'jsonObject', 'jsonArray', ...prose],
  observation: [...prose, 'jsonObject', 'jsonArray'],
  plan: [...prose, 'planItem'],
  step: [...prose, 'call'],
  answer: prose,
  userRequest: [...prose, 'openSlot', 'elision'],
  apiSchema: [...prose, 'jsonObject', 'jsonArray'],
  apiRequest: [
    'comment',
    'fencedJson',
    'fenced',
    'escape',
    ...tags,
    'loneName',
    'anyCall',
    ...calls,
    'arrow',
    ...prose,
  ],
  apiResponse: [...prose, 'jsonObject', 'jsonArray'],
};

/** A block runs on until a line that starts with a label, a separator or a heading; so no open string leaks out. */
function block(role: Role): Rule {
  const kind = role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return {
    name: `meta.block.${kind}.sop-shots`,
    begin: labelOf(role),
    while: `^(?!${boundary(roles)})`,
    beginCaptures: groups(...labelScopes(labelScope[role])),
    patterns: use(...content[role]),
  };
}

/** `**User**:<User request>`, `{{x}}`: the place of the real request. */
const openSlot: Rule = {
  name: 'variable.language.placeholder.sop-shots',
  match: '<[^<>/!\\s][^<>\\r\\n]*>|\\{\\{?[^{}\\r\\n]*\\}?\\}',
};

/** A fence with info `shots`, `markdown`, `md`, `text` or none around shots: its lines are read as the document's. */
const shotsFence: Rule = {
  begin: '^([ \\t>]*)(`{3,}|~{3,})[ \\t]*((?i:sop-shots|shots|markdown|md|text)?)[ \\t]*$',
  end: '^[ \\t>]*(\\2)[ \\t]*$',
  beginCaptures: {
    2: { name: 'punctuation.definition.fence.sop-shots' },
    3: { name: 'fenced_code.block.language.sop-shots' },
  },
  endCaptures: groups('punctuation.definition.fence.sop-shots'),
  patterns: [{ begin: '(^|\\G)(?=.*)', while: '^(?![ \\t>]*(?:`{3,}|~{3,})[ \\t]*$)', patterns: use('document') }],
};

export const shotsGrammar: Grammar = {
  name: 'SOP Shots',
  scopeName: 'text.sop-shots',
  patterns: use('frontMatter', 'document'),
  repository: {
    document: {
      patterns: [
        ...use('comment', 'separator', 'heading', ...roles.map((role) => `block-${role}`)),
        ...use('shotsFence', 'fencedJson', 'fencedYaml', 'fenced', 'escape', 'elision'),
        ...use('callTag', 'modelToken', 'inlineCode', 'bold', 'link'),
      ],
    },
    ...Object.fromEntries(roles.map((role) => [`block-${role}`, block(role)])),
    separator: { name: 'meta.separator.sop-shots', match: `^${separatorLine}` },
    shotsFence,
    openSlot,
    elision: {
      name: 'keyword.operator.ellipsis.sop-shots',
      match: '^[ \\t]*(?:…+|\\.{3,})[ \\t]*$|\\G[ \\t]*\\[[^\\]\\r\\n]*\\][ \\t]*$',
    },
    planItem: {
      match: '^[ \\t>]*((?:[-*+]|[0-9]+[.、)）]|[（(][0-9]+[)）]|[①-⑳]))(?=[ \\t]*\\S)',
      captures: groups('punctuation.definition.list.sop-shots'),
    },
    escape: { match: '^[ \\t>]*(\\\\)(?=[^\\s\\\\])', captures: groups('constant.character.escape.sop-shots') },
    closingTag: {
      match: closingTag(roles),
      captures: groups(
        'punctuation.definition.tag.sop-shots',
        'entity.name.tag.sop-shots',
        'punctuation.definition.tag.sop-shots',
      ),
    },
    ...valueRules,
    ...inlineRules('sop-shots'),
  },
};
