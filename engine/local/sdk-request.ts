/** The fields of an SDK request that local endpoints read. */
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

/** The SDK's error for a connection that ended without an answer. */
export class ConnectionCut extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ECONNRESET';
}
