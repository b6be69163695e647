import { isPanelState, isToPage, type PanelState, type ToExtension, type ToPage } from '../src/protocol/index.ts';

interface VsCodeApi {
  postMessage(message: ToExtension): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The connection to the extension: messages, and a state that survives a reload. */
export interface Bridge {
  /** Sends a message; a state that waits is sent before it. */
  post(message: ToExtension): void;
  restore(): PanelState | undefined;
  /** Keeps a state over a reload and sends it to the extension: after a pause, since a slider has many of them. */
  save(state: PanelState): void;
  /** Sends a state that waits. */
  flush(): void;
  listen(receive: (message: ToPage) => void): void;
}

/** How long a state waits for a newer one, in milliseconds. */
const PAUSE = 200;

export function createBridge(): Bridge {
  const api = acquireVsCodeApi();
  let waiting: PanelState | undefined;
  const flush = () => {
    if (waiting === undefined) return;
    const state = waiting;
    waiting = undefined;
    api.setState(state);
    api.postMessage({ type: 'entered', state });
  };
  window.addEventListener('pagehide', flush);
  return {
    post: (message) => {
      flush();
      api.postMessage(message);
    },
    restore: () => {
      const state = api.getState();
      return isPanelState(state) ? state : undefined;
    },
    save: (state) => {
      if (waiting === undefined) setTimeout(flush, PAUSE);
      waiting = state;
    },
    flush,
    listen: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isToPage(event.data)) receive(event.data);
      });
    },
  };
}
