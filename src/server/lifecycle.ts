import {
  type DataCallback,
  type Disposable,
  ErrorCodes,
  Message,
  type MessageReader,
  type MessageWriter,
  type RequestMessage,
} from 'vscode-languageserver';

/** The order of messages that the protocol asks of a client. */
export interface Lifecycle {
  /** Passes on the messages that are allowed; a request that is not is answered with an error, a notification dropped. */
  readonly reader: MessageReader;
  /** Whether the client has asked the server to shut down. */
  isShutDown(): boolean;
}

type Phase = 'created' | 'initialized' | 'shut down';

/** The error for a request in a phase that does not allow it; undefined if it is allowed. */
function refuse(phase: Phase, method: string): { readonly code: number; readonly message: string } | undefined {
  if (phase === 'created' && method !== 'initialize') {
    return { code: ErrorCodes.ServerNotInitialized, message: 'The server is not initialized.' };
  }
  if (phase === 'initialized' && method === 'initialize') {
    return { code: ErrorCodes.InvalidRequest, message: 'The server is already initialized.' };
  }
  if (phase === 'shut down') return { code: ErrorCodes.InvalidRequest, message: 'The server has been shut down.' };
  return undefined;
}

/** Checks the order of a client's messages: `initialize` first and once, nothing but `exit` after `shutdown`. */
export function createLifecycle(reader: MessageReader, writer: MessageWriter): Lifecycle {
  let phase: Phase = 'created';
  const answer = (message: RequestMessage): boolean => {
    const error = refuse(phase, message.method);
    if (error !== undefined) void writer.write({ jsonrpc: '2.0', id: message.id, error } as Message);
    else if (message.method === 'initialize') phase = 'initialized';
    else if (message.method === 'shutdown') phase = 'shut down';
    return error === undefined;
  };
  const isAllowed = (message: Message): boolean => {
    if (Message.isRequest(message)) return answer(message);
    return phase === 'initialized' || !Message.isNotification(message) || message.method === 'exit';
  };
  const listen = (callback: DataCallback): Disposable =>
    reader.listen((message) => {
      if (isAllowed(message)) callback(message);
    });
  return {
    reader: {
      listen,
      onError: reader.onError.bind(reader),
      onClose: reader.onClose.bind(reader),
      onPartialMessage: reader.onPartialMessage.bind(reader),
      dispose: () => reader.dispose(),
    },
    isShutDown: () => phase === 'shut down',
  };
}
