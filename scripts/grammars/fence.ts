import type { Grammar } from './grammar.ts';

/** Colours ```` ```shots ```` fences of ordinary Markdown; the shape is that of VS Code's own fenced languages. */
export const fenceGrammar: Grammar = {
  name: 'Shots in Markdown',
  scopeName: 'markdown.sop-shots.codeblock',
  injectionSelector: 'L:text.html.markdown',
  patterns: [
    {
      name: 'markup.fenced_code.block.markdown',
      begin: '(^|\\G)(\\s*)(`{3,}|~{3,})\\s*((?i:sop-shots|shots))((?:\\s+|:|,|\\{|\\?)[^`]*)?$',
      end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
      beginCaptures: {
        3: { name: 'punctuation.definition.markdown' },
        4: { name: 'fenced_code.block.language.markdown' },
        5: { name: 'fenced_code.block.language.attributes.markdown' },
      },
      endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
      patterns: [
        {
          begin: '(^|\\G)(\\s*)(.*)',
          while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
          contentName: 'meta.embedded.block.sop-shots',
          patterns: [{ include: 'text.sop-shots' }],
        },
      ],
    },
  ],
};
