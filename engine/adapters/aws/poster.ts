import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../kernel/instant.ts';
import type { Clock } from '../../ports/ports.ts';
import { type Poster, PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';
import type { Destinations } from './settings.ts';

/** @throws PostRefused for one that is not configured */
export const destinationOf = (
  destinations: Destinations,
  kind: 'slack' | 'webhook',
  name: string,
): { url: string; secret?: string } => {
  const known: Readonly<Record<string, { url: string; secret?: string }>> = destinations[kind];
  const destination = Object.hasOwn(known, name) ? known[name] : undefined;
  if (destination) return destination;
  throw new PostRefused(`No ${kind} "${name}": add it to DAYMARK_DESTINATIONS.`);
};

interface Options {
  clock: Clock;
  /** Before the second try, the third, and so on. */
  pausesInMilliseconds?: readonly number[];
  timeoutInMilliseconds?: number;
}

/**
 * Slack's incoming webhooks, and webhooks of one's own, whose receiver checks
 * `daymark-signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">` and drops a repeated `idempotency-key`.
 * Addresses are credentials: no error names them.
 */
export const httpsPoster = (
  destinations: Destinations,
  { clock, pausesInMilliseconds = [300, 1_000, 3_000], timeoutInMilliseconds = 5_000 }: Options,
): Poster => ({
  post: async ({ kind, name }, body, idempotencyKey) => {
    const { url, secret } = destinationOf(destinations, kind, name);
    const text = JSON.stringify(body);
    const attempt = () => {
      const now = clock.now();
      return tryOnce(
        url,
        {
          method: 'POST',
          body: text,
          headers: {
            'content-type': 'application/json',
            ...(secret && {
              'idempotency-key': idempotencyKey,
              'daymark-signature': signature(secret, text, now),
            }),
          },
          // A redirect would carry the signed body to an address that is not configured.
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutInMilliseconds),
        },
        { dropsRepeated: secret !== undefined, now },
      );
    };
    let answer = await attempt();
    for (const milliseconds of pausesInMilliseconds) {
      if (answer.kind !== 'tryAgain' || answer.waitInSeconds > longestPauseInSeconds) break;
      await pause(Math.max(milliseconds, answer.waitInSeconds * 1_000));
      answer = await attempt();
    }
    if (answer.kind === 'taken') return;
    if (answer.kind === 'open') throw new PostUnanswered(`The ${kind} "${name}" may have the post: ${answer.why}.`);
    const failure = `The ${kind} "${name}" did not take the post: ${answer.why}.`;
    throw answer.kind === 'refused' ? new PostRefused(failure) : new PostUnavailable(failure, answer.waitInSeconds);
  },
});

type Answer =
  | { kind: 'taken' }
  | { kind: 'refused'; why: string }
  | { kind: 'tryAgain'; why: string; waitInSeconds: number }
  /** It may have the post, and would take it for another one if it came again. */
  | { kind: 'open'; why: string };

const tryOnce = async (
  url: string,
  request: RequestInit,
  { dropsRepeated, now }: { dropsRepeated: boolean; now: Instant },
): Promise<Answer> => {
  try {
    const response = await fetch(url, request);
    await response.body?.cancel();
    if (response.ok) return { kind: 'taken' };
    const why = `it answered ${response.status}`;
    if (response.status < 500 && !asksToComeLater.includes(response.status)) return { kind: 'refused', why };
    return response.status === 429 || dropsRepeated
      ? { kind: 'tryAgain', why, waitInSeconds: retryAfter(response, now) }
      : { kind: 'open', why };
  } catch (error) {
    const reason = reasonOf(error);
    const why = `no answer (${reason})`;
    return dropsRepeated || neverSent.includes(reason)
      ? { kind: 'tryAgain', why, waitInSeconds: 0 }
      : { kind: 'open', why };
  }
};

/** Request Timeout, Too Early, Too Many Requests. */
const asksToComeLater = [408, 425, 429];

/** Nothing has left this process. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** A longer wait is left to the caller: a function is billed while it waits. */
const longestPauseInSeconds = 10;

/** In seconds: it is written as a number of them, or as a date. Anything else counts as no wish. */
const retryAfter = (response: Response, now: Instant): number => {
  const text = response.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.parse(now)) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
};

/** Codes only: messages name hosts. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
};

const signature = (secret: string, body: string, now: Instant): string => {
  const t = Math.floor(Date.parse(now) / 1_000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
};
