import type { Instant } from '../../kernel/instant.ts';

/** A request that an API refused. */
export interface RefusedHere {
  at: Instant;
  method: string;
  path: string;
  status: number;
  /** The `error` of the answer, or its body if that is not JSON. */
  error: unknown;
  /** The first 2,000 characters of the request's body. */
  body: string;
}

const mostKept = 200;

/** The last 200 requests answered with a status of 400 or above, the latest first. */
export const refusedRequests = () => {
  const kept: RefusedHere[] = [];
  return {
    all: (): readonly RefusedHere[] => kept,
    learn: (request: Omit<RefusedHere, 'error'>, answer: string | undefined): void => {
      if (request.status < 400) return;
      kept.unshift({ ...request, body: request.body.slice(0, 2_000), error: errorIn(answer) });
      kept.splice(mostKept);
    },
  };
};

const errorIn = (answer = ''): unknown => {
  try {
    return (JSON.parse(answer) as { error?: unknown }).error;
  } catch {
    return answer;
  }
};
