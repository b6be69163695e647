/** An `onEnterRules` entry of a language configuration. */
export interface EnterRule {
  readonly beforeText: string;
  readonly afterText: string;
  readonly action: { readonly indent: 'none'; readonly appendText: string };
}

/** Words after which Enter writes the label that comes next in a round; the first word of `next` is not repeated. */
const sequences: readonly { readonly after: readonly string[]; readonly next: string }[] = [
  { after: ['Think', 'Thought', 'Thoughts', 'Reasoning'], next: 'Action' },
  { after: ['思考', '想法'], next: '行动' },
  { after: ['Action', 'Act'], next: 'Observation' },
  { after: ['行动'], next: '观察' },
  { after: ['动作', '操作', '工具'], next: '观察结果' },
  { after: ['API schema'], next: 'API request' },
  { after: ['API request'], next: 'API response' },
  { after: ['接口定义'], next: '接口请求' },
  { after: ['接口请求'], next: '接口返回' },
];

/** The dresses of a label: what a line with text behind it looks like, and what the next label looks like. */
const dresses = [':', '：'].flatMap((colon) => {
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
  dresses.map((dress) => ({
    beforeText: `^${dress.before.replace('W', `(?:${after.join('|')})`)}\\s*\\S.*$`,
    afterText: '^\\s*$',
    action: { indent: 'none', appendText: dress.next.replace('W', next) },
  })),
);
