import type * as z from 'zod';
import type { ViewPath } from '../engine/access/public-routes.ts';
import type { views } from '../engine/views/views.ts';
import { sessionToken } from './session.ts';
import { type Parameters, urlOf } from './url-of.ts';

/** The answer of a view, as JSON. */
export type Answer<Path extends ViewPath> = z.output<(typeof views)[Path]['answer']>;

/** A refused request. */
export class RefusedAnswer extends Error {
  readonly status: number;
  readonly code: string;
  /** The rest of the response, for example the state that won a conflict. */
  readonly body: unknown;
  constructor(status: number, { error, ...body }: { error?: { code: string; message: string } }) {
    super(error?.message ?? `The server answered ${status}.`);
    this.status = status;
    this.code = error?.code ?? 'unknown';
    this.body = body;
  }
}

type Kept = Readonly<Record<string, unknown>>;

/** The page of a finished play embeds its answers as gzipped JSON in base64. */
const unpacked = async (text: string): Promise<Kept> => {
  const bytes = Uint8Array.from(atob(text), each => each.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as Kept;
};
const kept = document.getElementById('daymark-play')?.textContent;
const play = kept ? unpacked(kept) : undefined;

/** True in the page of a finished play, which offers no actions. */
export const isReadOnly = play !== undefined;

/** @throws RefusedAnswer */
export const readView = <Path extends ViewPath>(path: Path, parameters?: Parameters): Promise<Answer<Path>> =>
  parseBody(path, parameters) as Promise<Answer<Path>>;

/** The answer of a path that isn't a view. @throws RefusedAnswer */
export const parseBody = async (path: string, parameters?: Parameters): Promise<unknown> => {
  const url = urlOf(path, parameters);
  if (!play) return send('GET', url);
  const answers = await play;
  if (url in answers) return answers[url];
  throw new RefusedAnswer(404, { error: { code: 'not_kept', message: 'This page is not part of the report.' } });
};

/** Performs an action. `key`: the idempotency key. @throws RefusedAnswer */
export const act = (path: string, parameters: Parameters, body: unknown, key: string): Promise<unknown> =>
  send('POST', urlOf(path, parameters), body, { 'idempotency-key': key });

const send = async (
  method: string,
  url: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> => {
  for (const anew of [false, true]) {
    const answer = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await sessionToken(anew)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (answer.ok) return answer.json();
    if (answer.status !== 401 || anew) throw new RefusedAnswer(answer.status, await answer.json().catch(() => ({})));
  }
  return undefined;
};
