import { type Language, renderMessage, type Tool, type WritableStyle } from '../../core/index.ts';
import type { ChatMessage, ChatRequest, StructureMode } from '../model.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { Masker } from '../privacy/masker.ts';
import { toPlanText } from './planText.ts';
import { createReplySchema } from './replySchema.ts';
import { getStyleNotes, STYLE_NAMES } from './styleNotes.ts';
import { fillTemplate, type PromptPart, type TemplateValues } from './template.ts';
import type { TemplateName, Templates } from './templateSet.ts';
import { toToolText } from './toolText.ts';

/** What a model is asked to do. */
export type TaskKind = 'from-sop' | 'more-like-this' | 'for-tool' | 'rewrite' | 'repair-document';

/** Everything a prompt is built from, still unmasked. */
export interface PromptSource {
  readonly task: TaskKind;
  readonly templates: Templates;
  /** The language of the shots, and of the prompt. */
  readonly language: Language;
  readonly style: WritableStyle;
  /** The procedure's text; empty if there is none. */
  readonly sop: string;
  readonly tools: readonly Tool[];
  /** Shots there are already, whole or abridged. */
  readonly existing: readonly string[];
  /** The shot to imitate or the shots to repair, as Markdown. */
  readonly shot: string;
  /** The text to rewrite. */
  readonly text: string;
  readonly findings: string;
  /** What the user adds to the prompt, such as tone or customers; empty if nothing. */
  readonly instructions: string;
  /** A shot in the document's form, for servers that write Markdown. */
  readonly example: string;
  /** 0 to 2, as the API takes it. */
  readonly temperature?: number;
  /** Maximum length of the reply, in tokens. */
  readonly maxTokens?: number;
  /** Varies the prompt and the reply. */
  readonly seed?: number;
}

const LANGUAGE_NAMES: Readonly<Record<Language, Readonly<Record<Language, string>>>> = {
  en: { en: 'English', 'zh-CN': 'Chinese' },
  'zh-CN': { en: '英文', 'zh-CN': '简体中文' },
};

const JSON_EXAMPLE =
  '{"shots": [{"request": "…", "plan": ["…"], "rounds": [{"step": "1", "think": "…", "action": "…", "calls": [{"name": "…", "arguments": "{…}"}], "observation": "…"}], "answer": "…"}]}';

/** The request for the planned shots exactly as it is sent, masked if a masker is given. */
export function buildRequest(
  source: PromptSource,
  plans: readonly ShotPlan[],
  mode: StructureMode | undefined,
  masker: Masker | undefined,
): ChatRequest {
  const structured = mode !== 'off';
  const values = toTemplateValues(source, plans, structured, masker);
  const messages: readonly ChatMessage[] = [
    { role: 'system', content: fill(source, 'system', values, masker) },
    { role: 'user', content: fill(withInstructions(source), source.task, values, masker) },
  ];
  return withOptions(source, messages, structured, masker);
}

/** Continues the conversation with the model's reply (masked) and the findings about it. */
export function createFollowUp(
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

/** The prompt to review one shot, masked if a masker is given. */
export function fillReviewTemplate(source: PromptSource, shot: string, masker: Masker | undefined): string {
  const values = toTemplateValues({ ...source, shot }, [], true, masker);
  return fill(source, 'review', values, masker);
}

/** The same request again, with a reminder at its end. */
export function withReminder(
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
  const schema = createReplySchema(source.tools.map(({ name }) => name));
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

function toTemplateValues(
  source: PromptSource,
  plans: readonly ShotPlan[],
  structured: boolean,
  masker: Masker | undefined,
): TemplateValues {
  const { language, style, templates } = source;
  const example = structured ? JSON_EXAMPLE : source.example;
  const format = fillTemplate(templates[structured ? 'format-json' : 'format-markdown'], { example });
  return {
    count: String(plans.length),
    style: STYLE_NAMES[style],
    'style-notes': renderMessage(getStyleNotes(style), language),
    language: LANGUAGE_NAMES[language][language],
    sop: source.sop.trim(),
    tools: toToolText(source.tools, masker),
    existing: source.existing.join('\n\n'),
    plan: toPlanText(plans, language),
    shot: source.shot.trim(),
    text: source.text.trim(),
    findings: source.findings.trim(),
    instructions: source.instructions.trim(),
    format: format
      .map(({ text }) => text)
      .join('')
      .trim(),
    example,
    reason: '',
  };
}

/** A customised template may have no place for the instructions: then they follow it. */
function withInstructions(source: PromptSource): PromptSource {
  const { task, templates } = source;
  const template = templates[task];
  if (source.instructions.trim() === '' || template.includes('{{instructions}}')) return source;
  return { ...source, templates: { ...templates, [task]: `${template.trimEnd()}\n\n{{instructions}}\n` } };
}

function fill(source: PromptSource, name: TemplateName, values: TemplateValues, masker: Masker | undefined): string {
  return joinParts(fillTemplate(source.templates[name], values), masker);
}

function joinParts(parts: readonly PromptPart[], masker: Masker | undefined): string {
  // Adjacent parts are masked together, because a name can span a template and a value.
  const runs: { text: string; kept: boolean }[] = [];
  for (const { text, kept } of parts) {
    const last = runs.at(-1);
    if (last !== undefined && last.kept === kept) last.text += text;
    else runs.push({ text, kept });
  }
  return runs.map(({ text, kept }) => (kept ? text : (masker?.text(text) ?? text))).join('');
}
