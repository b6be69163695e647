import { groups, type Rule } from './grammar.ts';

const directives = 'sop-shots-(?:disable-next-line|disable|enable)|id|status|step|accept';

/** Comments, front matter, fences and the little Markdown that every block may hold; `language` ends each scope. */
export function inlineRules(language: string): Readonly<Record<string, Rule>> {
  return {
    frontMatter: {
      name: `meta.embedded.block.frontmatter.${language}`,
      begin: '\\A\\uFEFF?(---)[ \\t]*$',
      end: '^(---)[ \\t]*$',
      beginCaptures: groups(`punctuation.definition.frontmatter.begin.${language}`),
      endCaptures: groups(`punctuation.definition.frontmatter.end.${language}`),
      contentName: 'meta.embedded.block.yaml',
      patterns: [{ include: 'source.yaml' }],
    },
    comment: {
      name: `comment.block.html.${language}`,
      begin: '<!--',
      end: '-->',
      patterns: [
        {
          match: `\\G[ \\t]*(${directives})(?=[ \\t:]|-->)`,
          captures: groups(`keyword.other.directive.${language}`),
        },
      ],
    },
    inlineCode: {
      name: `markup.inline.raw.string.${language}`,
      match: '(`+)(?!`)[^\\r\\n]*?[^`](\\1)(?!`)',
    },
    bold: {
      name: `markup.bold.${language}`,
      match: '\\*\\*(?=[^ \\t*])[^*\\r\\n]*[^ \\t*]\\*\\*',
    },
    link: {
      match: '(\\[)([^\\[\\]\\r\\n]*)(\\])(\\()([^()\\s]*)(\\))',
      captures: groups(
        `punctuation.definition.link.${language}`,
        `string.other.link.title.${language}`,
        `punctuation.definition.link.${language}`,
        `punctuation.definition.link.${language}`,
        `markup.underline.link.${language}`,
        `punctuation.definition.link.${language}`,
      ),
    },
    heading: {
      name: `markup.heading.${language}`,
      match: '^[ \\t]{0,3}(?:>[ \\t]?)*(#{1,6})(?!#)[ \\t]*([^ \\t#].*)$',
      captures: groups(`punctuation.definition.heading.${language}`, `entity.name.section.${language}`),
    },
    fencedJson: fence(language, 'json[c5]?', 'json', 'source.json'),
    fencedYaml: fence(language, 'ya?ml', 'yaml', 'source.yaml'),
    fenced: fence(language, '[^`\\s]*', 'raw'),
  };
}

function fence(language: string, info: string, kind: string, include?: string): Rule {
  return {
    name: `markup.fenced_code.block.${language}`,
    begin: `^([ \\t>]*)(\`{3,}|~{3,})[ \\t]*((?i:${info}))(?:[ \\t][^\`]*)?$`,
    end: '^[ \\t>]*(\\2)[ \\t]*$',
    beginCaptures: {
      2: { name: `punctuation.definition.fence.${language}` },
      3: { name: `fenced_code.block.language.${language}` },
    },
    endCaptures: groups(`punctuation.definition.fence.${language}`),
    contentName: include === undefined ? `markup.raw.block.${language}` : `meta.embedded.block.${kind}`,
    patterns: include === undefined ? [] : [{ include }],
  };
}
