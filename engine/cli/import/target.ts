import { appendFileSync } from 'node:fs';
import * as z from 'zod';
import type { PlannedCall } from '../../import/plan-import.ts';
import { UserError } from '../user-error.ts';

/** A call that the place would not take. */
export interface RefusedByTarget {
  call: PlannedCall;
  message: string;
}

/** Where calls go. Sending the same ones twice changes nothing. */
export interface ImportTarget {
  /** As the report names it. */
  name: string;
  send(calls: readonly PlannedCall[]): Promise<RefusedByTarget[]>;
}

/** A file of calls, which `simulate` plays. */
export const fileTarget = (file: string): ImportTarget => ({
  name: file,
  send: async calls => {
    appendFileSync(file, calls.map(({ call }) => `${JSON.stringify(call)}\n`).join(''));
    return [];
  },
});

const attempts = 8;

/**
 * The door of a deployment or of `daymark dev`. A call refused for now is sent again at the time that the answer gives, or after a
 * pause that doubles.
 * @throws UserError where the door does not open
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
      const said: unknown = await response.json().catch(() => undefined);
      if (response.status === 401 || response.status === 403)
        throw new UserError(
          `${url} does not know that write key`,
          'give one of the secret write-keys with --write-key',
          2,
        );
      const { data } = answer.safeParse(said);
      if (!response.ok || !data)
        throw new UserError(
          `${url} answered ${response.status}: ${z.object({ error: z.object({ message: z.string() }) }).safeParse(said).data?.error.message ?? 'nothing that can be read'}`,
          'see whether it is the address of a deployment, or of `npx daymark dev`',
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
    'run the same command again once it does: it goes on where it was',
  );

const pause = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));
