import { ROLES } from '../../src/core/parser/roles.ts';

/** An `onEnterRules` entry of a language configuration. */
export interface EnterRule {
  readonly beforeText: string;
  readonly afterText: string;
  readonly action: { readonly indent: 'none'; readonly appendText: string };
}

const { think, action, apiSchema, apiRequest } = ROLES;

/** Words after which Enter writes the label that comes next in a round. */
const sequences: readonly { readonly after: readonly string[]; readonly next: string }[] = [
  { after: think.words.en, next: action.name.en },
  { after: think.words['zh-CN'], next: action.name['zh-CN'] },
  { after: action.words.en, next: ROLES.observation.name.en },
  { after: [action.name['zh-CN']], next: '观察' },
  { after: action.words['zh-CN'].filter((word) => word !== action.name['zh-CN']), next: '观察结果' },
  { after: [apiSchema.name.en], next: apiRequest.name.en },
  { after: [apiRequest.name.en], next: ROLES.apiResponse.name.en },
  { after: [apiSchema.name['zh-CN']], next: apiRequest.name['zh-CN'] },
  { after: [apiRequest.name['zh-CN']], next: ROLES.apiResponse.name['zh-CN'] },
];

/** The decorations of a label: what a line with text after it looks like, and what the next label looks like. */
const decorations = [':', '：'].flatMap((colon) => {
  const space = colon === ':' ? ' ' : '';
  return [
    { before: `\\*\\*W\\*\\* ?${colon}`, next: `**W**${colon}${space}` },
    { before: `\\*\\*W ?${colon}\\*\\*`, next: `**W${colon}**${space}` },
    { before: `W ?${colon}`, next: `W${colon}${space}` },
    { before: `> W ?${colon}`, next: `> W${colon}${space}` },
    { before: `- W ?${colon}`, next: `- W${colon}${space}` },
  ];
});

/** Enter at the end of a labelled line that has text starts the next block of the round. */
export const enterRules: readonly EnterRule[] = sequences.flatMap(({ after, next }) =>
  decorations.map((decoration) => ({
    beforeText: `^${decoration.before.replace('W', `(?:${after.join('|')})`)}\\s*\\S.*$`,
    afterText: '^\\s*$',
    action: { indent: 'none', appendText: decoration.next.replace('W', next) },
  })),
);
