import type { Language, Message } from '../../core/index.ts';
import { chineseTemplates } from './chineseTemplates.ts';
import { englishTemplates } from './englishTemplates.ts';
import { templateProblems } from './template.ts';

/** The templates a run is made of. */
export type TemplateName =
  | 'system'
  | 'from-sop'
  | 'more-like-this'
  | 'for-tool'
  | 'rewrite'
  | 'repair-document'
  | 'format-json'
  | 'format-markdown'
  | 'repair'
  | 'again';

export type Templates = Readonly<Record<TemplateName, string>>;

/** Every place a template may name. */
export const templatePlaces = [
  'count',
  'style',
  'style-notes',
  'language',
  'sop',
  'tools',
  'existing',
  'plan',
  'shot',
  'text',
  'findings',
  'format',
  'example',
  'reason',
] as const;

const shipped: Readonly<Record<Language, Templates>> = { en: englishTemplates, 'zh-CN': chineseTemplates };

/** The shipped templates of a language. */
export function shippedTemplates(language: Language): Templates {
  return shipped[language];
}

/** The file a template can be overridden by, relative to the folder of the project file. */
export function templateFile(name: TemplateName, language: Language): string {
  return `.sop-shots/prompts/${name}.${language}.md`;
}

/** All template names, for those who read the files. */
export const templateNames = Object.keys(englishTemplates) as readonly TemplateName[];

/** The shipped templates with those of the workspace over them, and what is wrong with these. */
export function withOverrides(
  language: Language,
  overrides: Readonly<Partial<Record<TemplateName, string>>>,
): { readonly templates: Templates; readonly problems: readonly Message[] } {
  const problems = templateNames.flatMap((name) => {
    const text = overrides[name];
    return text === undefined ? [] : templateProblems(templateFile(name, language), text, templatePlaces);
  });
  return { templates: { ...shipped[language], ...overrides }, problems };
}
