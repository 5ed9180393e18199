import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../kernel/instant.ts';
import type { Clock } from '../../ports/ports.ts';
import { PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';

export interface HttpAttempts {
  clock: Clock;
  /** Pauses before the second attempt, the third, and so on. */
  pausesInMilliseconds?: readonly number[] | undefined;
  timeoutInMilliseconds?: number | undefined;
}

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST' | 'PATCH';
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** The outcome of a request, after retries where they are safe. */
export type HttpAnswer =
  | { result: 'taken'; body: string }
  | { result: 'refused'; status: number; why: string }
  | { result: 'tryAgain'; why: string; waitInSeconds: number }
  /** The receiver may have the request, and would not recognize a repeat. */
  | { result: 'open'; why: string };

/** @param dropsRepeated whether the receiver ignores repeats, so that a request that may have arrived can be retried */
export const attemptHttp = async (
  request: () => HttpRequest,
  dropsRepeated: boolean,
  { clock, pausesInMilliseconds = [300, 1_000, 3_000], timeoutInMilliseconds = 5_000 }: HttpAttempts,
): Promise<HttpAnswer> => {
  const attempt = () => tryOnce(request(), { dropsRepeated, now: clock.now(), timeoutInMilliseconds });
  let answer = await attempt();
  for (const milliseconds of pausesInMilliseconds) {
    if (answer.result !== 'tryAgain' || answer.waitInSeconds > longestPauseInSeconds) break;
    await pause(Math.max(milliseconds, answer.waitInSeconds * 1_000));
    answer = await attempt();
  }
  return answer;
};

/**
 * The body of an accepted request.
 * @param receiver name for errors, never its address
 * @throws PostRefused, PostUnavailable, PostUnanswered
 */
export const mustBeTaken = (answer: HttpAnswer, receiver: string): string => {
  if (answer.result === 'taken') return answer.body;
  if (answer.result === 'open') throw new PostUnanswered(`${receiver} may have the post: ${answer.why}.`);
  const failure = `${receiver} did not take the post: ${answer.why}.`;
  throw answer.result === 'refused' ? new PostRefused(failure) : new PostUnavailable(failure, answer.waitInSeconds);
};

interface Try {
  dropsRepeated: boolean;
  now: Instant;
  timeoutInMilliseconds: number;
}

const tryOnce = async (
  { url, ...request }: HttpRequest,
  { dropsRepeated, now, timeoutInMilliseconds }: Try,
): Promise<HttpAnswer> => {
  try {
    const response = await fetch(url, {
      ...request,
      // A redirect would carry body and headers to an address that is not configured.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutInMilliseconds),
    });
    const { status, ok } = response;
    if (ok) return { result: 'taken', body: await response.text().catch(() => '') };
    await response.body?.cancel();
    const why = `it answered ${status}`;
    if (status < 500 && !asksToComeLater.includes(status)) return { result: 'refused', status, why };
    return status === 429 || dropsRepeated
      ? { result: 'tryAgain', why, waitInSeconds: retryAfter(response, now) }
      : { result: 'open', why };
  } catch (error) {
    const reason = reasonOf(error);
    const why = `no answer (${reason})`;
    return dropsRepeated || neverSent.includes(reason)
      ? { result: 'tryAgain', why, waitInSeconds: 0 }
      : { result: 'open', why };
  }
};

/** HTTP statuses: Request Timeout, Too Early, Too Many Requests. */
const asksToComeLater = [408, 425, 429];

/** Error codes that mean that nothing was sent. */
const neverSent = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** Longer waits are left to the caller, because a function is billed while it waits. */
const longestPauseInSeconds = 10;

/** Seconds in the `retry-after` header, which holds a number of seconds or a date; 0 for anything else. */
const retryAfter = (response: Response, now: Instant): number => {
  const text = response.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.parse(now)) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
};

/** Only the error's code or name, because messages contain host names. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
};
