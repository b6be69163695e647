import {
  type CancellationToken,
  type Disposable,
  type ExtensionContext,
  type LanguageModelChatMessage,
  LanguageModelTextPart,
  lm,
  type Progress,
} from 'vscode';

/** What the provider was asked, as it arrived on the other side of VS Code's interface. */
export interface AskedModel {
  readonly model: string;
  /** The roles and texts of the messages. */
  readonly messages: readonly { readonly role: number; readonly text: string }[];
  readonly token: CancellationToken;
}

/** Answers a request: says its words as they come, or throws. */
export type Answer = (asked: AskedModel, say: (words: string) => void) => Promise<void>;

/** What the extension gives the tests. */
export interface ModelProvider {
  readonly asked: readonly AskedModel[];
  /** From now on requests are answered like this, and those of before are forgotten. */
  answerWith(answer: Answer): void;
}

interface ModelInformation {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly version: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  readonly capabilities: object;
}

/** VS Code's interface for providers. It is newer than the oldest version supported, so its types are written here. */
interface ProviderRegistry {
  registerLanguageModelChatProvider(
    vendor: string,
    provider: {
      provideLanguageModelChatInformation(): Promise<readonly ModelInformation[]>;
      provideLanguageModelChatResponse(
        model: ModelInformation,
        messages: readonly LanguageModelChatMessage[],
        options: object,
        progress: Progress<LanguageModelTextPart>,
        token: CancellationToken,
      ): Promise<void>;
      provideTokenCount(): Promise<number>;
    },
  ): Disposable;
}

const models: readonly ModelInformation[] = ['tiny', 'huge'].map((id) => ({
  id,
  name: `Test ${id}`,
  family: id,
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 10_000,
  capabilities: {},
}));

/** An extension as others write them: it brings models that run wherever it likes. */
export function activate({ subscriptions }: ExtensionContext): ModelProvider {
  const asked: AskedModel[] = [];
  let answer: Answer = async (_, say) => say('Hello.');
  const registry = lm as typeof lm & ProviderRegistry;
  subscriptions.push(
    registry.registerLanguageModelChatProvider('test-models', {
      provideLanguageModelChatInformation: async () => models,
      provideLanguageModelChatResponse: async ({ id }, messages, _options, progress, token) => {
        const request = { model: id, messages: messages.map(plainMessage), token };
        asked.push(request);
        await answer(request, (words) => progress.report(new LanguageModelTextPart(words)));
      },
      provideTokenCount: async () => 1,
    }),
  );
  return {
    asked,
    answerWith: (given) => {
      answer = given;
      asked.length = 0;
    },
  };
}

function plainMessage({ role, content }: LanguageModelChatMessage): AskedModel['messages'][number] {
  const texts = [...content].map((part) => (part instanceof LanguageModelTextPart ? part.value : ''));
  return { role, text: texts.join('') };
}
