import { type Language, renderMessage, type ShotStyle, type Tool } from '../../core/index.ts';
import type { ChatMessage, ChatRequest, StructureMode } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { Masker } from '../privacy/masker.ts';
import { planText } from './planText.ts';
import { replySchema } from './replySchema.ts';
import { styleNames, styleNotes } from './styleNotes.ts';
import { fillTemplate, type PromptPart, type TemplateValues } from './template.ts';
import type { TemplateName, Templates } from './templates.ts';
import { toolText } from './toolText.ts';

/** What a model is asked to do. */
export type TaskKind = 'from-sop' | 'more-like-this' | 'for-tool' | 'rewrite' | 'repair-document';

/** Everything a prompt is built from, still unmasked. */
export interface PromptSource {
  readonly task: TaskKind;
  readonly templates: Templates;
  /** The language of the shots, and of the prompt. */
  readonly language: Language;
  readonly style: ShotStyle;
  /** The procedure's text; empty if there is none. */
  readonly sop: string;
  readonly tools: readonly Tool[];
  /** Shots there are already, whole or abridged. */
  readonly existing: readonly string[];
  /** The shot to imitate or the shots to mend, as Markdown. */
  readonly shot: string;
  /** The text to rewrite. */
  readonly text: string;
  readonly findings: string;
  /** A shot in the document's form, for servers that write Markdown. */
  readonly example: string;
  readonly temperature?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
}

const languageNames: Readonly<Record<Language, Readonly<Record<Language, string>>>> = {
  en: { en: 'English', 'zh-CN': 'Chinese' },
  'zh-CN': { en: '英文', 'zh-CN': '简体中文' },
};

const jsonExample =
  '{"shots": [{"request": "…", "plan": ["…"], "rounds": [{"step": "1", "think": "…", "action": "…", "calls": [{"name": "…", "arguments": "{…}"}], "observation": "…"}], "answer": "…"}]}';

/** The request that asks for the planned shots, exactly as it leaves: masked where a masker is given. */
export function buildRequest(
  source: PromptSource,
  plans: readonly ShotPlan[],
  mode: StructureMode | undefined,
  masker: Masker | undefined,
): ChatRequest {
  const structured = mode !== 'off';
  const values = valuesOf(source, plans, structured, masker);
  const messages: readonly ChatMessage[] = [
    { role: 'system', content: fill(source, 'system', values, masker) },
    { role: 'user', content: fill(source, source.task, values, masker) },
  ];
  return withOptions(source, messages, structured, masker);
}

/** The conversation goes on: the model's own words, masked as they left, and what a checker says of them. */
export function followUp(
  source: PromptSource,
  earlier: ChatRequest,
  said: string,
  values: TemplateValues,
  masker: Masker | undefined,
): ChatRequest {
  const messages: readonly ChatMessage[] = [
    ...earlier.messages,
    { role: 'assistant', content: said },
    { role: 'user', content: fill(source, 'repair', values, masker) },
  ];
  return { ...earlier, messages };
}

/** The same request once more, with a reminder at its end. */
export function reminded(
  source: PromptSource,
  request: ChatRequest,
  values: TemplateValues,
  masker: Masker | undefined,
): ChatRequest {
  const reminder = fill(source, 'again', values, masker);
  const last = request.messages.length - 1;
  const messages = request.messages.map((message, at) => {
    return at === last ? { ...message, content: `${message.content}\n${reminder}` } : message;
  });
  return { ...request, messages };
}

function withOptions(
  source: PromptSource,
  messages: readonly ChatMessage[],
  structured: boolean,
  masker: Masker | undefined,
): ChatRequest {
  const { temperature, maxTokens, seed } = source;
  const schema = replySchema(source.tools.map(({ name }) => name));
  return {
    messages,
    ...(structured
      ? { structure: { name: masker?.text('shots') ?? 'shots', schema: masker?.shape(schema) ?? schema } }
      : {}),
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(seed === undefined ? {} : { seed }),
  };
}

function valuesOf(
  source: PromptSource,
  plans: readonly ShotPlan[],
  structured: boolean,
  masker: Masker | undefined,
): TemplateValues {
  const { language, style, templates } = source;
  const example = structured ? jsonExample : source.example;
  const format = fillTemplate(templates[structured ? 'format-json' : 'format-markdown'], { example });
  return {
    count: String(plans.length),
    style: styleNames[style],
    'style-notes': renderMessage(styleNotes(style), language),
    language: languageNames[language][language],
    sop: source.sop.trim(),
    tools: toolText(source.tools, masker),
    existing: source.existing.join('\n\n'),
    plan: planText(plans, language),
    shot: source.shot.trim(),
    text: source.text.trim(),
    findings: source.findings.trim(),
    format: format
      .map(({ text }) => text)
      .join('')
      .trim(),
    example,
    reason: '',
  };
}

function fill(source: PromptSource, name: TemplateName, values: TemplateValues, masker: Masker | undefined): string {
  return joinParts(fillTemplate(source.templates[name], values), masker);
}

function joinParts(parts: readonly PromptPart[], masker: Masker | undefined): string {
  // Neighbours are masked together: a name may begin in the template and end in a value.
  const runs: { text: string; kept: boolean }[] = [];
  for (const { text, kept } of parts) {
    const last = runs.at(-1);
    if (last !== undefined && last.kept === kept) last.text += text;
    else runs.push({ text, kept });
  }
  return runs.map(({ text, kept }) => (kept ? text : (masker?.text(text) ?? text))).join('');
}
