import { createLanguageService } from '../../../src/core/index.ts';
import {
  assemblePrompt,
  PROMPT_LINT_OPTIONS,
  type Prompt,
  type PromptSettings,
  type PromptSource,
  type TokenCounter,
} from '../../../src/datasets/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** One token for each character, so that tests can count. */
export const CHARACTERS: TokenCounter = {
  name: 'characters',
  count: (text) => ({ tokens: text.length, isExact: true }),
};

const SETTINGS: PromptSettings = {
  format: 'text',
  selection: 'all',
  system: '',
  request: undefined,
  budget: undefined,
  maxShots: undefined,
};

/** Loads `a.shots.md` of some files. */
export async function sourceOf(files: Readonly<Record<string, string>>): Promise<PromptSource> {
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const uri = memoryUri('a.shots.md');
  const context = await service.getContext(uri);
  if (context === undefined) throw new Error('a.shots.md is missing');
  const { diagnostics } = await service.lint(uri, PROMPT_LINT_OPTIONS);
  return { context, diagnostics, counter: CHARACTERS };
}

/** Assembles a prompt of `a.shots.md`. */
export async function promptOf(
  files: Readonly<Record<string, string>>,
  settings: Partial<PromptSettings> = {},
): Promise<Prompt> {
  return assemblePrompt(await sourceOf(files), { ...SETTINGS, ...settings });
}

/** The numbers of the shots in a prompt, from one, in its order. */
export function shotsOf({ parts }: Prompt): readonly number[] {
  return parts.flatMap(({ shot }) => (shot === undefined ? [] : [shot.index + 1]));
}

const ORDER_TOOLS = [
  {
    name: 'TrackOrder',
    description: 'Says where an order is.',
    parameters: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
  },
  {
    name: 'Refund',
    description: 'Pays back.',
    parameters: {
      type: 'object',
      properties: { id: { type: 'string' }, way: { type: 'string', enum: ['card', 'voucher'] } },
      required: ['id', 'way'],
    },
  },
];

/** Four shots: two track an order, one refunds to a card, one to a voucher. */
export const ORDERS: Readonly<Record<string, string>> = {
  'o.tools.json': JSON.stringify(ORDER_TOOLS),
  'a.shots.md': `---
tools: ./o.tools.json
---

**User**: Where is my order A1?
**Think**: I look it up.
**Action**: TrackOrder(id = "A1")
**Observation**: on its way
**Think**: Now I know.
**Action**: Tell the customer.
"It is on its way."

**User**: Where is order B2? I have been waiting for it for more than a week now.
**Think**: I look it up.
**Action**: TrackOrder(id = "B2")
**Observation**: delivered
**Think**: Now I know.
**Action**: Tell the customer.
"It was delivered."

**User**: Please pay order C3 back to my card.
**Think**: A refund.
**Action**: Refund(id = "C3", way = "card")
**Observation**: done
**Think**: Now I know.
**Action**: Tell the customer.
"Your money is on its way."

**User**: A voucher for order D4, please.
**Think**: A refund.
**Action**: Refund(id = "D4", way = "voucher")
**Observation**: done
**Think**: Now I know.
**Action**: Tell the customer.
"Here is your voucher."
`,
};
