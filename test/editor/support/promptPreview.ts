import type { WebviewPanel } from 'vscode';
import { createLanguageService } from '../../../src/core/index.ts';
import type { ModelChooser } from '../../../src/extension/generation/connections/modelChooser.ts';
import { previewPrompt } from '../../../src/extension/prompt/previewPrompt.ts';
import type { Session } from '../../../src/extension/session.ts';
import { type ChatModel, ModelError } from '../../../src/generation/index.ts';
import { createOpenAiModel, toAddress } from '../../../src/models/index.ts';
import { MEMORY_ROOT, memoryHost } from '../../support/memoryHost.ts';
import { TIMEOUT } from './panel.ts';
import { state, Uri } from './vscodeStandIn.ts';
import type { Webview, WebviewOptions } from './webview.ts';

const NAME = 'parcels.shots.md';

const TOOLS = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'FindParcel',
      parameters: { type: 'object', properties: { number: { type: 'string' } }, required: ['number'] },
    },
  },
]);

const SHOTS = `---
tools: [./parcels.tools.json]
---

**User**: Where is parcel A-17?

**Think**: Look it up.
**Action**: FindParcel(number = "A-17")
**Observation**: {"day": "Friday"}

**Answer**: It arrives on Friday.
`;

/** A model of a server on this machine, with a key for it. */
export function createServerModel(baseUrl: string, key: string | undefined): ChatModel {
  const address = toAddress(baseUrl);
  if (!address.ok) throw new Error(`${baseUrl} is no address.`);
  const connection = { baseUrl, model: 'small', maxRetries: 0 };
  return createOpenAiModel(connection, address.address, { keys: { keyFor: async () => key } });
}

/** Opens the preview of a document of one shot, whose prompt is tried with a model; without one none can be had. */
export async function openPromptPreview(
  webview: Webview,
  { language }: Pick<WebviewOptions, 'language'>,
  chat: ChatModel | ModelError | undefined,
): Promise<void> {
  const host = memoryHost({ [NAME]: SHOTS, 'parcels.tools.json': TOOLS });
  const service = createLanguageService(host, { language });
  state.document = {
    uri: Uri.parse(`${MEMORY_ROOT}/${NAME}`),
    languageId: 'sop-shots',
    getText: () => SHOTS,
    positionAt: (offset) => offset,
  };
  const choose = async () => {
    if (chat instanceof ModelError) throw chat;
    return chat && { chat, guard: async () => ({ kind: 'send', level: undefined }) as const };
  };
  const models = { choose } as unknown as ModelChooser;
  const tokenizers = {
    load: async () => ({
      ok: true as const,
      counter: { name: 'o200k', count: (text: string) => ({ tokens: text.length, isExact: true }) },
    }),
  };
  await webview.show((session) => {
    const own = { ...session, service, host: { ...host, listedFiles: new Set<string>() } } as Session;
    return previewPrompt({ session: own, models, tokenizers }, new Map<string, WebviewPanel>(), undefined);
  });
  await webview.page.locator('.prompt-text').waitFor(TIMEOUT);
}
