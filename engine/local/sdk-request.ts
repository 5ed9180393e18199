/** What of a request of the SDK says what is asked. */
export interface SdkRequest {
  method: string;
  path: string;
  query: Readonly<Record<string, string | string[] | null>>;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

export interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** As the SDK reports a connection that ended without an answer. */
export class ConnectionCut extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ECONNRESET';
}
