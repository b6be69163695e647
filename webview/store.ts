import type { ModelSuggestion, PanelConfiguration, PanelState, PanelView, WorkedStep } from '../src/protocol/lora.ts';
import type { Bridge } from './bridge.ts';
import type { PageLanguage } from './texts.ts';

/** Everything the page shows. */
export interface PageState {
  readonly panel: PanelState;
  /** What the extension computed last; stale for the few milliseconds until the next answer. */
  readonly view: PanelView | undefined;
  readonly language: PageLanguage;
  readonly suggestions: readonly ModelSuggestion[];
  readonly query: string | undefined;
  readonly unfolded: boolean;
  readonly worked: readonly WorkedStep[];
  readonly shots: { readonly tokens: number; readonly documents: number; readonly shots: number } | undefined;
}

/** Holds the page's state; every change is drawn at once, sent to be computed, and kept over a reload. */
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
  let revision = 0;
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
      const panel = { ...state.panel, ...change };
      bridge.keep(panel);
      store.set({ panel, worked: [] });
      revision += 1;
      bridge.post({ type: 'compute', revision, state: panel });
    },
    editActive: (change) => {
      if (state === undefined) return;
      const { configurations, active } = state.panel;
      store.edit({ configurations: configurations.map((one, at) => (at === active ? { ...one, ...change } : one)) });
    },
  };
  bridge.listen((message) => {
    switch (message.type) {
      case 'start':
        state = { ...blank, ...state, panel: message.state, language: message.language };
        document.documentElement.lang = message.language;
        bridge.keep(message.state);
        store.edit({});
        break;
      case 'view':
        // An answer to an older question would make the figures jump back.
        if (message.revision === revision) store.set({ view: message.view });
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

/** The measured shots are part of what a request sends today, so the request is at least as long. */
function withShotTokens(cost: PanelState['cost'], tokens: number): PanelState['cost'] {
  const { traffic } = cost;
  const rest = Math.max(0, traffic.inputTokensPerRequest - traffic.shotTokensPerRequest);
  return { ...cost, traffic: { ...traffic, shotTokensPerRequest: tokens, inputTokensPerRequest: rest + tokens } };
}

const blank = {
  view: undefined,
  suggestions: [],
  query: undefined,
  unfolded: false,
  worked: [],
  shots: undefined,
} as const;
