import { compileExpression } from './expression.ts';
import type { Scope } from './scope.ts';
import { queryError } from './state-error.ts';

/** JSON whose strings `{% … %}` are expressions, compiled. Returns a promise if an expression does. */
export type Template = (scope: Scope) => unknown;

/** @throws SyntaxError naming the place of an expression that is not JSONata */
export const compilePayload = (value: unknown, path: string): Template => {
  const template = compilePart(value, path);
  if (template) return template;
  deepFreeze(value);
  return () => value;
};

/** `undefined` for constants, which are most of a touch's arguments. */
const compilePart = (value: unknown, path: string): Template | undefined => {
  if (typeof value === 'string') return isExpression(value) ? compileText(value, path) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Object.keys(value);
  const parts = Object.values(value).map((part, index) => compilePart(part, `${path}.${keys[index]}`));
  if (parts.every(part => part === undefined)) return undefined;
  const literals = Object.values(value);
  literals.filter((_, index) => parts[index] === undefined).forEach(deepFreeze);
  const build = (values: unknown[]): unknown => (Array.isArray(value) ? values : named(keys, values));
  return scope => {
    const values: unknown[] = new Array(parts.length);
    let pending = false;
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index];
      const filled = part ? part(scope) : literals[index];
      values[index] = filled;
      if (!isPromise(filled)) continue;
      pending = true;
      filled.catch(() => undefined); // reported by Promise.all, unless a later part throws first
    }
    return pending ? Promise.all(values).then(build) : build(values);
  };
};

const expressionText = /^\{%([\s\S]*)%\}$/;
export const isExpression = (text: string): boolean => expressionText.test(text);

const compileText = (text: string, path: string): Template => {
  const source = (expressionText.exec(text)?.[1] ?? '').trim();
  const defined = (value: unknown) => {
    if (value === undefined)
      throw queryError(`The JSONata expression '${source}' at ${path} returned nothing (undefined).`);
    return value;
  };
  try {
    const expression = compileExpression(source);
    return scope => {
      const value = expression(scope);
      return isPromise(value) ? value.then(defined) : defined(value);
    };
  } catch (error) {
    throw new SyntaxError(`'${source}' at ${path} is not JSONata: ${error instanceof Error ? error.message : error}`);
  }
};

export const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

const named = (keys: readonly string[], values: readonly unknown[]) => {
  const object: Record<string, unknown> = {};
  for (let index = 0; index < keys.length; index += 1) object[keys[index] as string] = values[index]; // index < length
  return object;
};

/** All executions share the constant parts; `requireFit` measures frozen values once. */
const deepFreeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
};
