import { type ModelTree, type Outcome, withShotTokens } from '../src/finetuning/index.ts';
import {
  type ModelSuggestion,
  modelKey,
  newestState,
  type PanelConfiguration,
  type PanelState,
  type WorkedStep,
} from '../src/protocol/lora.ts';
import type { Bridge } from './bridge.ts';
import type { PageLanguage } from './texts.ts';

/** Everything the page shows. */
export interface PageState {
  readonly panel: PanelState;
  /** The model that came last, and the key of the states it belongs to; the one before until the chosen one is read. */
  readonly model: { readonly key: string; readonly outcome: Outcome<ModelTree> } | undefined;
  readonly language: PageLanguage;
  readonly suggestions: readonly ModelSuggestion[];
  readonly query: string | undefined;
  readonly unfolded: boolean;
  readonly worked: readonly WorkedStep[];
  readonly shots: { readonly tokens: number; readonly documents: number; readonly shots: number } | undefined;
}

/** Holds the page's state; every change is drawn at once, handed to the extension, and kept over a reload. */
export interface Store {
  readonly bridge: Bridge;
  get(): PageState | undefined;
  /** Changes what only concerns the page. */
  set(change: Partial<PageState>): void;
  /** Changes what the user entered. */
  edit(change: Partial<PanelState>): void;
  editActive(change: Partial<PanelConfiguration>): void;
}

export function createStore(bridge: Bridge, draw: (state: PageState) => void): Store {
  let state: PageState | undefined;
  const store: Store = {
    bridge,
    get: () => state,
    set: (change) => {
      if (state === undefined) return;
      state = { ...state, ...change };
      draw(state);
    },
    edit: (change) => {
      if (state === undefined) return;
      const panel = { ...state.panel, ...change, edits: state.panel.edits + 1 };
      bridge.keep(panel);
      store.set({ panel, worked: [] });
      bridge.post({ type: 'entered', state: panel });
    },
    editActive: (change) => {
      if (state === undefined) return;
      const { configurations, active } = state.panel;
      store.edit({ configurations: configurations.map((one, at) => (at === active ? { ...one, ...change } : one)) });
    },
  };
  bridge.listen((message) => {
    switch (message.type) {
      case 'start': {
        // What was entered while the message was under way is not undone by it.
        const panel = newestState(message.state, state?.panel) ?? message.state;
        state = { ...blank, ...state, panel, language: message.language };
        document.documentElement.lang = message.language;
        store.edit({});
        break;
      }
      case 'model':
        // A model that was chosen before the present one may take longer to read.
        if (state !== undefined && message.key === modelKey(state.panel)) {
          store.set({ model: { key: message.key, outcome: message.model } });
        }
        break;
      case 'state':
        store.edit(message.state);
        store.set({ worked: message.worked ?? [] });
        break;
      case 'models':
        if (message.query === state?.query) store.set({ suggestions: message.models });
        break;
      case 'shotTokens':
        store.set({ shots: message });
        if (state !== undefined) store.edit({ cost: withShotTokens(state.panel.cost, message.tokens) });
        break;
    }
  });
  return store;
}

const blank = {
  model: undefined,
  suggestions: [],
  query: undefined,
  unfolded: false,
  worked: [],
  shots: undefined,
} as const;
