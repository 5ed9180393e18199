import { appendFileSync } from 'node:fs';
import * as z from 'zod';
import type { PlannedCall } from '../../import/plan-import.ts';
import { UserError } from '../user-error.ts';

/** A call that the target refused. */
export interface RefusedByTarget {
  call: PlannedCall;
  message: string;
}

/** Receiver of calls. Sending the same calls twice changes nothing. */
export interface ImportTarget {
  /** Name in the report: the URL or the file. */
  name: string;
  send(calls: readonly PlannedCall[]): Promise<RefusedByTarget[]>;
}

/** Appends the calls to a file for `simulate`. */
export const fileTarget = (file: string): ImportTarget => ({
  name: file,
  send: async calls => {
    appendFileSync(file, calls.map(({ call }) => `${JSON.stringify(call)}\n`).join(''));
    return [];
  },
});

const attempts = 8;

/**
 * The ingestion API of a deployment or of `daymark dev`. Throttled and failed requests are retried after `Retry-After`,
 * or after a pause that doubles.
 * @throws UserError if it doesn't accept the calls
 */
export const doorTarget = (url: string, writeKey: string, wait = pause): ImportTarget => {
  const post = async (calls: readonly PlannedCall[]): Promise<Response> => {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL('/v1/batch', url), {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${writeKey}:`)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ batch: calls.map(({ call }) => call) }),
      }).catch(() => undefined);
      const isBusy = response === undefined || response.status === 429 || response.status >= 500;
      if (response !== undefined && !isBusy) return response;
      if (attempt === attempts || (response === undefined && attempt === 3)) throw unanswered(url, response);
      const asked = Number(response?.headers.get('retry-after'));
      await wait(asked > 0 ? asked * 1000 : 250 * 2 ** attempt);
    }
  };
  return {
    name: url,
    send: async calls => {
      const response = await post(calls);
      const body: unknown = await response.json().catch(() => undefined);
      if (response.status === 401 || response.status === 403)
        throw new UserError(
          `${url} does not accept that write key`,
          'pass one of the keys in the secret write-keys with --write-key',
          2,
        );
      const { data } = answer.safeParse(body);
      if (!response.ok || !data)
        throw new UserError(
          `${url} answered ${response.status}: ${z.object({ error: z.object({ message: z.string() }) }).safeParse(body).data?.error.message ?? 'an unreadable body'}`,
          'check that it is the URL of a deployment, or of `npx daymark dev`',
        );
      return (data.failed ?? []).flatMap(({ index, message }) => {
        const call = calls[index];
        return call ? [{ call, message }] : [];
      });
    },
  };
};

const answer = z.object({
  success: z.literal(true),
  failed: z.array(z.object({ index: z.int(), message: z.string() })).optional(),
});

const unanswered = (url: string, response: Response | undefined): UserError =>
  new UserError(
    `${url} ${response === undefined ? 'does not answer' : `answers ${response.status} again and again`}`,
    'run the same command again once it does: it resumes where it stopped',
  );

const pause = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));
