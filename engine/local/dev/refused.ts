import type { Instant } from '../../kernel/instant.ts';

/** A request that a door refused: what was sent, what was wrong, how to fix it. */
export interface RefusedHere {
  at: Instant;
  method: string;
  path: string;
  status: number;
  /** As the door answered. */
  error: unknown;
  /** Its beginning. */
  body: string;
}

const mostKept = 200;

/** The last requests that doors refused, the latest first. */
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
