import type { Failure } from './state-error.ts';

/** The next move of an execution. */
export type StateMove =
  | { kind: 'enter'; state: string; input: unknown }
  | { kind: 'attempt' }
  | { kind: 'leave' }
  | { kind: 'succeeded'; result: unknown }
  | { kind: 'failed'; error: Failure };
