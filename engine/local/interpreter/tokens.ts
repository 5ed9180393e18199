import { hash } from 'node:crypto';
import { ServiceError } from '../service-error.ts';
import type { Execution } from './execution.ts';

/** Task tokens, derived from the seed, so that two runs write the same rows. */
export interface Tokens {
  issue(execution: Execution): string;
  /** Registers the token that a restored execution is waiting with. */
  hold(token: string, execution: Execution): void;
  retire(token: string): void;
  /** @throws ServiceError TaskTimedOut for a token that was answered or expired, InvalidToken for one never issued */
  holder(token: string): Execution;
}

export const createTokens = (seed: string): Tokens => {
  const waiting = new Map<string, Execution>();
  const seal = (body: string) => hash('sha256', `${seed}|${body}`, 'base64url');

  return {
    issue: execution => {
      execution.position.tokens += 1;
      const body = Buffer.from(`${execution.arn}|${execution.position.tokens}`).toString('base64url');
      const token = `${body}.${seal(body)}`;
      waiting.set(token, execution);
      return token;
    },
    hold: (token, execution) => void waiting.set(token, execution),
    retire: token => {
      waiting.delete(token);
    },
    holder: token => {
      const execution = waiting.get(token);
      if (execution) return execution;
      const [body = '', sealed] = token.split('.');
      if (sealed !== seal(body)) throw new ServiceError('InvalidToken', 'Invalid Token: it was never issued.');
      throw new ServiceError('TaskTimedOut', 'Task Timed Out: the token is no longer waited for.');
    },
  };
};
