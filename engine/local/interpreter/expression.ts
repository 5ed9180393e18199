import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { memoize } from '../../kernel/memoize.ts';
import { compileFast, unsure } from './fast-expression.ts';
import type { Scope } from './scope.ts';
import { queryError } from './state-error.ts';

/**
 * Returns a promise if it needs the jsonata package.
 * @throws StateError `States.QueryEvaluationError`, also as a rejection
 */
export type CompiledExpression = (scope: Scope) => unknown;

/**
 * Compiles the text between `{%` and `%}`. Expressions that the compiler emits run synchronously; the rest runs in jsonata 2.0.6,
 * the version that Step Functions implements. Memoized by text, because most states use the same expressions.
 * @throws SyntaxError if it is not JSONata
 */
export const compileExpression = memoize((source: string): CompiledExpression => {
  const { expression, ast } = parse(source);
  const fast = compileFast(ast);
  const slow = async (scope: Scope) => {
    try {
      return plain(await expression.evaluate(undefined, bindings(scope)));
    } catch (error) {
      throw queryError(`The JSONata expression '${source}' failed: ${message(error)}`);
    }
  };
  if (!fast) return slow;
  return scope => {
    const value = fast(scope);
    return value === unsure ? slow(scope) : value;
  };
});

const parse = (source: string) => {
  try {
    const expression = jsonata(source);
    return { expression, ast: expression.ast() };
  } catch (error) {
    throw new SyntaxError(message(error));
  }
};

/** Functions that Step Functions adds to JSONata, and `$eval`, which it removes. */
const bindings = (scope: Scope) => ({
  ...scope.variables,
  states: scope.states,
  millis: () => scope.now,
  now: () => new Date(scope.now).toISOString(),
  parse: (text: string) => JSON.parse(text),
  hash: (text: string, algorithm: string) => createHash(algorithm.replace('-', '')).update(text).digest('hex'),
  random: () => scope.random(),
  uuid: () => uuid(scope.random),
  range: (from: number, to: number, by: number) =>
    Array.from({ length: Math.max(0, Math.floor((to - from) / by) + 1) }, (_, index) => from + index * by),
  partition: (items: unknown[], size: number) =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size)),
  eval: undefined,
});

const uuid = (random: () => number) =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(random() * 16).toString(16));

/** Without the marks that jsonata leaves on its arrays; a function has no JSON and becomes undefined. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  return JSON.parse(JSON.stringify(value));
};

/** jsonata throws plain objects with a message. */
const message = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
