import type { ExprNode } from 'jsonata';
import type { Scope } from './scope.ts';

/** Returned if the result might differ from jsonata's; the expression is then evaluated by jsonata. */
export const unsure = Symbol('unsure');

type Fast = (scope: Scope) => unknown;
type Node = Readonly<Record<string, unknown>>;

/**
 * Compiles the expressions that state machines consist of (paths of `$states` and variables, literals, operators on
 * scalars, a few functions) into closures, a hundred times as fast as jsonata; `undefined` for all others. The closures
 * return `unsure` for operands that JSONata treats specially, such as arrays.
 */
export const compileFast = (ast: ExprNode): Fast | undefined => compile(ast as unknown as Node);

const compile = (node: Node): Fast | undefined => {
  if (node.predicate || node.group || node.stages || node.focus || node.index || node.keepArray) return undefined;
  return kinds[String(node.type)]?.(node);
};

const kinds: Readonly<Record<string, (node: Node) => Fast | undefined>> = {
  string: node => () => node.value,
  number: node => () => node.value,
  value: node => () => node.value,
  variable: node => variable(String(node.value)),
  path: node => path(node),
  binary: node => binary(node),
  condition: node => condition(node),
  block: node => {
    const expressions = node.expressions as Node[];
    return expressions.length === 1 && expressions[0] ? compile(expressions[0]) : undefined;
  },
  function: node => call(node),
};

const variable = (name: string): Fast | undefined => {
  if (name === '' || name === '$') return undefined;
  if (name === 'states') return scope => scope.states;
  return scope => (Object.hasOwn(scope.variables, name) ? scope.variables[name] : unsure);
};

const path = (node: Node): Fast | undefined => {
  const [root, ...names] = node.steps as Node[];
  const start = root?.type === 'variable' || root?.type === 'function' ? compile(root) : undefined;
  if (!start || node.keepSingletonArray || node.tuple) return undefined;
  if (
    !names.every(
      name => name.type === 'name' && !name.predicate && !name.stages && !name.focus && !name.index && !name.tuple,
    )
  )
    return undefined;
  const keys = names.map(name => String(name.value));
  return scope => {
    let value = start(scope);
    for (const key of keys) value = field(value, key);
    return Array.isArray(value) ? unsure : value;
  };
};

const field = (value: unknown, key: string): unknown => {
  if (typeof value !== 'object' || value === null) return value === unsure ? unsure : undefined;
  if (Array.isArray(value)) return unsure;
  if (Object.hasOwn(value, key)) return (value as Node)[key];
  return key in value ? unsure : undefined;
};

const binary = (node: Node): Fast | undefined => {
  const operator = operators[String(node.value)];
  const left = compile(node.lhs as Node);
  const right = compile(node.rhs as Node);
  return operator && left && right ? scope => operator(left(scope), right(scope)) : undefined;
};

type Operator = (left: unknown, right: unknown) => unknown;

const arithmetic =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) =>
    Number.isFinite(left) && Number.isFinite(right) ? compute(left as number, right as number) : unsure;

const comparison =
  (numbers: (left: number, right: number) => boolean, strings: (left: string, right: string) => boolean): Operator =>
  (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return numbers(left, right);
    return typeof left === 'string' && typeof right === 'string' ? strings(left, right) : unsure;
  };

const equality =
  (wanted: boolean): Operator =>
  (left, right) =>
    isScalar(left) && isScalar(right) ? (left === right) === wanted : unsure;

const operators: Readonly<Record<string, Operator>> = {
  '&': (left, right) => {
    const [a, b] = [text(left), text(right)];
    return a === unsure || b === unsure ? unsure : `${a as string}${b as string}`;
  },
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': equality(true),
  '!=': equality(false),
  '<': comparison(
    (a, b) => a < b,
    (a, b) => a < b,
  ),
  '<=': comparison(
    (a, b) => a <= b,
    (a, b) => a <= b,
  ),
  '>': comparison(
    (a, b) => a > b,
    (a, b) => a > b,
  ),
  '>=': comparison(
    (a, b) => a >= b,
    (a, b) => a >= b,
  ),
  // Evaluates the right side even where JSONata would not: expressions have no effects, and a failure is `unsure`.
  and: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? left && right : unsure),
  or: (left, right) => (typeof left === 'boolean' && typeof right === 'boolean' ? left || right : unsure),
};

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const text = (value: unknown): unknown => {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  return Number.isSafeInteger(value) || typeof value === 'boolean' ? String(value) : unsure;
};

const condition = (node: Node): Fast | undefined => {
  const test = compile(node.condition as Node);
  const then = compile(node.then as Node);
  const otherwise = node.else ? compile(node.else as Node) : () => undefined;
  if (!test || !then || !otherwise) return undefined;
  return scope => {
    const met = test(scope);
    if (typeof met !== 'boolean') return unsure;
    return met ? then(scope) : otherwise(scope);
  };
};

const call = (node: Node): Fast | undefined => {
  const procedure = node.procedure as Node;
  const compute = procedure.type === 'variable' ? functions[String(procedure.value)] : undefined;
  const given = node.arguments as Node[];
  if (!compute || given.length !== compute.arity) return undefined;
  const argument = given[0] ? compileArgument(given[0], compute.list === true) : () => undefined;
  return argument && (scope => compute.of(argument(scope), scope));
};

/** The argument of `$max` and `$min` is an array literal. */
const compileArgument = (node: Node, list: boolean): Fast | undefined => {
  if (!list) return compile(node);
  if (node.type !== 'unary' || node.value !== '[' || node.predicate || node.group) return undefined;
  const items = (node.expressions as Node[]).map(compile);
  return items.every(item => item !== undefined) ? scope => items.map(item => item(scope)) : undefined;
};

interface FastFunction {
  arity: 0 | 1;
  list?: true;
  of(argument: unknown, scope: Scope): unknown;
}

const ofNumber = (compute: (value: number) => number): FastFunction => ({
  arity: 1,
  of: value => (Number.isFinite(value) ? compute(value as number) : unsure),
});
const ofNumbers = (compute: (...values: number[]) => number): FastFunction => ({
  arity: 1,
  list: true,
  of: values => {
    const numbers = values as number[]; // the next line checks
    return numbers.length > 0 && numbers.every(Number.isFinite) ? compute(...numbers) : unsure;
  },
});

const functions: Readonly<Record<string, FastFunction>> = {
  max: ofNumbers(Math.max),
  min: ofNumbers(Math.min),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  millis: { arity: 0, of: (_, scope) => scope.now },
  toMillis: {
    arity: 1,
    of: value => (typeof value === 'string' && isoInstant.test(value) ? orUnsure(Date.parse(value)) : unsure),
  },
  exists: { arity: 1, of: value => (value === unsure ? unsure : value !== undefined) },
  parse: { arity: 1, of: value => (typeof value === 'string' ? parsed(value) : unsure) },
};

const isoInstant = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d+)?Z$/;
const orUnsure = (value: number) => (Number.isNaN(value) ? unsure : value);

const parsed = (json: string): unknown => {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? unsure : value;
  } catch {
    return unsure;
  }
};
