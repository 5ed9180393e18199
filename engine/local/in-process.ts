import { type Api, answerRequest } from './answer-request.ts';

/** What of a request of the SDK says what is asked. */
interface SdkRequest {
  method: string;
  path: string;
  query: Readonly<Record<string, string | string[] | null>>;
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
}

/** A request handler of the SDK that answers by the APIs themselves, as their endpoint does over a socket. */
export const inProcess = (apis: readonly Api[]) => ({
  handle: async ({ method, path, query, headers, body = '' }: SdkRequest) => {
    const answered = answerRequest(apis, {
      method,
      path,
      query: queryOf(query),
      target: headers['x-amz-target'] ?? '',
      body: typeof body === 'string' ? body : new TextDecoder().decode(body),
    });
    if ('cut' in answered) throw new ConnectionCut();
    return {
      response: { statusCode: answered.status, headers: answered.headers, body: Buffer.from(answered.body) },
    };
  },
});

const queryOf = (query: SdkRequest['query']): URLSearchParams => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const each of [value ?? []].flat()) params.append(name, each);
  return params;
};

/** As the SDK reports a connection that ended without an answer. */
class ConnectionCut extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ECONNRESET';
}
