import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../kernel/instant.ts';
import type { Clock } from '../../ports/ports.ts';
import { PostRefused, PostUnanswered, PostUnavailable } from '../../ports/poster.ts';

export interface HttpAttempts {
  clock: Clock;
  /** Before the second try, the third, and so on. */
  pausesInMilliseconds?: readonly number[] | undefined;
  timeoutInMilliseconds?: number | undefined;
}

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST' | 'PATCH';
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** The outcome of a request, retried where that is idempotent. */
export type HttpAnswer =
  | { result: 'taken'; body: string }
  | { result: 'refused'; status: number; why: string }
  | { result: 'tryAgain'; why: string; waitInSeconds: number }
  /** It may have it, and would take it for another one if it came again. */
  | { result: 'open'; why: string };

/** @param dropsRepeated the receiver does nothing twice, so that what may have arrived is sent again */
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
 * The receiver's response. @param receiver as errors name it: never by its address
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
