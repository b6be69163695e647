import type { IncomingHttpHeaders } from 'node:http';

/** One request as it reached the server: what a wire tap would see. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body's text, before decoding. */
  readonly raw: string;
  readonly body: ChatBody;
}

/** The parts of a chat completion request that tests look at. */
export interface ChatBody {
  readonly model?: string;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly tools?: readonly unknown[];
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly schema: unknown };
  };
  readonly [key: string]: unknown;
}
