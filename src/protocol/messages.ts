/** The message system for the webview, which may import core only through the protocol. */
export { defineMessages, type Language, type Localized, renderMessage } from '../core/index.ts';
