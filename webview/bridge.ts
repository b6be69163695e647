import { isPanelState, isToPage, type PanelState, type ToExtension, type ToPage } from '../src/protocol/lora.ts';

interface VsCodeApi {
  postMessage(message: ToExtension): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's only way out: messages to the extension, and a state that survives a reload. */
export interface Bridge {
  post(message: ToExtension): void;
  restore(): PanelState | undefined;
  keep(state: PanelState): void;
  listen(receive: (message: ToPage) => void): void;
}

export function createBridge(): Bridge {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    restore: () => {
      const state = api.getState();
      return isPanelState(state) ? state : undefined;
    },
    keep: (state) => api.setState(state),
    listen: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isToPage(event.data)) receive(event.data);
      });
    },
  };
}
