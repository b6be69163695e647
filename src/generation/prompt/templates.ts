import type { Language, Message } from '../../core/index.ts';
import { CHINESE_TEMPLATES } from './chineseTemplates.ts';
import { ENGLISH_TEMPLATES } from './englishTemplates.ts';
import { findTemplateProblems } from './template.ts';
import type { TemplateName, Templates } from './templateSet.ts';

/** Every placeholder a template can use. */
export const TEMPLATE_PLACES = [
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
  'instructions',
  'format',
  'example',
  'reason',
] as const;

const SHIPPED: Readonly<Record<Language, Templates>> = { en: ENGLISH_TEMPLATES, 'zh-CN': CHINESE_TEMPLATES };

/** The shipped templates of a language. */
export function getShippedTemplates(language: Language): Templates {
  return SHIPPED[language];
}

/** The file a template can be overridden by, relative to the folder of the project file. */
export function getTemplatePath(name: TemplateName, language: Language): string {
  return `.sop-shots/prompts/${name}.${language}.md`;
}

/** All template names, for those who read the files. */
export const TEMPLATE_NAMES = Object.keys(ENGLISH_TEMPLATES) as readonly TemplateName[];

/** The shipped templates with those of the workspace over them, and what is wrong with these. */
export function withOverrides(
  language: Language,
  overrides: Readonly<Partial<Record<TemplateName, string>>>,
): { readonly templates: Templates; readonly problems: readonly Message[] } {
  const problems = TEMPLATE_NAMES.flatMap((name) => {
    const text = overrides[name];
    return text === undefined ? [] : findTemplateProblems(getTemplatePath(name, language), text, TEMPLATE_PLACES);
  });
  return { templates: { ...SHIPPED[language], ...overrides }, problems };
}
