/** What LLaMA-Factory's templates need that differ from most; the others take `<think>` and parallel calls. */
interface TemplateTraits {
  /** The tags around a thought. With other tags the template cannot read the call after it. */
  readonly thought?: readonly [open: string, close: string];
  /** True if it cannot write several calls in one turn. */
  readonly singleCalls?: true;
  /** True if it cannot read a call in `<tool_call>`. */
  readonly noTags?: true;
}

const SINGLE_CALLS: TemplateTraits = { singleCalls: true };
const CHANNEL: TemplateTraits = { thought: ['<|channel>thought\n', '<channel|>'] };

/** Found by writing a call with each of the 121 templates of LLaMA-Factory 0.9.5. */
const TEMPLATES: Readonly<Record<string, TemplateTraits>> = {
  chatglm3: SINGLE_CALLS,
  gemma4: CHANNEL,
  gemma4n: CHANNEL,
  glm4: SINGLE_CALLS,
  glm4v: SINGLE_CALLS,
  glm_ocr: SINGLE_CALLS,
  glmz1: SINGLE_CALLS,
  gpt_oss: {
    thought: ['<|channel|>analysis<|message|>', '<|end|><|start|>assistant<|channel|>final<|message|>'],
  },
  kimi_vl: { thought: ['◁think▷', '◁/think▷'] },
  lfm2: { noTags: true },
  lfm2_vl: { noTags: true },
  seed_oss: { thought: ['<seed:think>', '</seed:think>'] },
};

/** The tags around a thought that LLaMA-Factory expects for a template. */
export function getThoughtWords(template: string | undefined): readonly [string, string] {
  return getTraits(template)?.thought ?? ['<think>\n', '\n</think>\n\n'];
}

/** The traits of a template, if it has any that differ. */
export function getTraits(template: string | undefined): TemplateTraits | undefined {
  return template !== undefined && Object.hasOwn(TEMPLATES, template) ? TEMPLATES[template] : undefined;
}

/** The templates with one of the traits. */
export function listTemplates(trait: keyof TemplateTraits): readonly string[] {
  return Object.keys(TEMPLATES).filter((name) => TEMPLATES[name]?.[trait] !== undefined);
}
