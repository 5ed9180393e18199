import type { StateMachineDefinition } from './asl.ts';
import { catchOutput, parkRetry, statesAll } from './rules/errors.ts';
import { assignedBeforeUsed, expressionScope, expressionSyntax } from './rules/expressions.ts';
import { nextExists, nextOrEnd, reachable } from './rules/graph.ts';
import { heartbeat, nameLength, size, timeout, timestampForm } from './rules/limits.ts';
import type { AslCheck } from './rules/rule.ts';

export interface AslProblem {
  rule: AslRule;
  /** Absent when the machine as a whole is the problem. */
  state?: string;
  /** The problem and its fix. */
  message: string;
}

/**
 * Rules against mistakes that AWS would reject, or would accept and execute wrongly, and that other validators miss.
 */
const rules = {
  'next-exists': nextExists,
  reachable,
  'next-or-end': nextOrEnd,
  'expression-syntax': expressionSyntax,
  'expression-scope': expressionScope,
  'assigned-before-used': assignedBeforeUsed,
  'catch-output': catchOutput,
  'states-all': statesAll,
  'park-retry': parkRetry,
  timeout,
  heartbeat,
  'timestamp-form': timestampForm,
  'name-length': nameLength,
  size,
} satisfies Record<string, AslCheck>;

export type AslRule = keyof typeof rules;
export const aslRules = Object.keys(rules) as readonly AslRule[];

/** Checks a state machine by our own rules. The compiler's output breaks none of them. */
export const checkAsl = (machine: StateMachineDefinition): AslProblem[] =>
  aslRules.flatMap(rule => [...rules[rule](machine)].map(problem => ({ rule, ...problem })));
