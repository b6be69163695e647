import { mentions, type Tool } from '../../core/index.ts';
import type { Masker } from '../privacy/masker.ts';
import { estimateTokens } from '../tokens.ts';
import type { PromptPart } from './template.ts';

/** No prompt is filled with more tokens of tools than this; further ones are left out, those named last. */
const TOOL_TOKEN_BUDGET = 24_000;

/** The tools to include in a prompt: those the texts name, otherwise all, within the token budget. */
export function selectTools(tools: readonly Tool[], texts: readonly string[]): readonly Tool[] {
  const named = tools.filter(({ name }) => texts.some((text) => mentions(text, name)));
  let left = TOOL_TOKEN_BUDGET;
  return (named.length > 0 ? named : tools).filter((tool, at) => {
    left -= estimateTokens(tool.description) + estimateTokens(JSON.stringify(tool.parameters));
    return left > 0 || at === 0;
  });
}

/**
 * The definitions of tools, as the model reads them: name, description, schema. It contains no other words, so that a
 * masked definition has only aliases and JSON Schema keywords.
 */
export function toToolText(tools: readonly Tool[], masker: Masker | undefined): PromptPart {
  const texts = tools.map((tool) => {
    const { name, description, parameters } = masker?.tool(tool) ?? tool;
    return `## ${name}\n${description === '' ? '' : `${description}\n`}${JSON.stringify(parameters)}`;
  });
  return { text: texts.join('\n\n'), kept: true };
}
