import { type ModelTree, type Outcome, withShotTokens } from '../src/finetuning/index.ts';
import type { Language } from '../src/protocol/index.ts';
import {
  getNewestState,
  type ModelSuggestion,
  modelKey,
  type PanelConfiguration,
  type PanelState,
  type WorkedStep,
} from '../src/protocol/index.ts';
import type { Bridge } from './bridge.ts';

/** Everything the page shows. */
export interface PageState {
  readonly panel: PanelState;
  /** The last model received, with the key of its states; the previous model until the chosen one is loaded. */
  readonly model: { readonly key: string; readonly outcome: Outcome<ModelTree> } | undefined;
  readonly language: Language;
  readonly suggestions: readonly ModelSuggestion[];
  readonly query: string | undefined;
  /** True if the suggestions are similar names and no matches. */
  readonly similar: boolean;
  /** Texts of number fields that are not numbers, by the field's id; the last valid number applies. */
  readonly drafts: Readonly<Record<string, string>>;
  readonly unfolded: boolean;
  readonly worked: readonly WorkedStep[];
  readonly shots: { readonly tokens: number; readonly documents: number; readonly shots: number } | undefined;
}

/** Holds the page's state; every change is rendered, sent to the extension, and kept over a reload. */
export interface Store {
  readonly bridge: Bridge;
  get(): PageState | undefined;
  /** Changes page-only state. */
  set(change: Partial<PageState>): void;
  /** Changes the user's input. */
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
      const isOther = modelKey(panel) !== modelKey(state.panel);
      bridge.save(panel);
      store.set({ panel, worked: [] });
      // The extension has to load another model.
      if (isOther) bridge.flush();
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
        // Input made after the message was sent is kept.
        const panel = getNewestState(message.state, state?.panel) ?? message.state;
        state = { ...blank, ...state, panel, language: message.language };
        document.documentElement.lang = message.language;
        store.edit({});
        bridge.flush();
        break;
      }
      case 'model':
        // A model chosen earlier may arrive later.
        if (state !== undefined && message.key === modelKey(state.panel)) {
          store.set({ model: { key: message.key, outcome: message.model } });
        }
        break;
      case 'state':
        store.edit(message.state);
        store.set({ worked: message.worked ?? [], drafts: {}, query: undefined, suggestions: [] });
        break;
      case 'models':
        if (message.query === state?.query) store.set({ suggestions: message.models, similar: message.similar });
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
  similar: false,
  drafts: {},
  unfolded: false,
  worked: [],
  shots: undefined,
} as const;
