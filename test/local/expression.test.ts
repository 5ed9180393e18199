import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../engine/local/interpreter/expression.ts';
import { compileFast, unsure } from '../../engine/local/interpreter/fast-expression.ts';
import type { Scope } from '../../engine/local/interpreter/scope.ts';

const now = Date.parse('2026-03-28T09:00:00.500Z');
const scopeOf = (input: unknown, rest: Partial<Scope['states']> = {}): Scope => ({
  states: { input, context: { Task: { Token: 'token' } }, ...rest },
  variables: { until: '2026-04-01T09:00:00Z' },
  now,
  random: () => 0.5,
});

const scalars = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.boolean(),
  fc.constant(null),
);
const inputs = fc.record(
  {
    a: fc.oneof(
      scalars,
      fc.array(scalars, { maxLength: 2 }),
      fc.record({ b: scalars }),
      fc.array(fc.record({ b: scalars }), { maxLength: 2 }),
    ),
    c: scalars,
    d: fc.constantFrom('2026-04-01T09:00:00Z', '2026-04-01', 'tomorrow', '2026-13-01T00:00:00Z'),
  },
  { requiredKeys: [] },
);

const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      '$states.input.a',
      '$states.input.a.b',
      '$states.input.c',
      '$states.input.d',
      '$states.input.missing.further',
      '$states.input.constructor',
      '$states.context.Task.Token',
      '$until',
      '$millis()',
    ),
    fc.constantFrom('1', '0', '2.5', "'text'", "''", 'true', 'false', 'null'),
    fc
      .tuple(
        tie('expression'),
        fc.constantFrom('&', '+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', 'and', 'or'),
        tie('expression'),
      )
      .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
    fc
      .tuple(fc.constantFrom('floor', 'ceil', 'toMillis', 'exists'), tie('expression'))
      .map(([name, of]) => `$${name}(${of})`),
    fc
      .tuple(fc.constantFrom('max', 'min'), tie('expression'), tie('expression'))
      .map(([name, a, b]) => `$${name}([${a}, ${b}])`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
}));

describe('the fast path of expressions', () => {
  it('agrees with jsonata wherever it is sure', async () => {
    let sure = 0;
    await fc.assert(
      fc.asyncProperty(expression, inputs, async (source, input) => {
        const reference = jsonata(source);
        const scope = scopeOf(input);
        const compiled = compileFast(reference.ast());
        const fast = compiled ? compiled(scope) : unsure;
        if (fast === unsure) return;
        sure += 1;
        const exact = await reference.evaluate(undefined, {
          ...scope.variables,
          states: scope.states,
          millis: () => now,
        });
        expect(fast).toEqual(exact);
      }),
      { numRuns: 3000 },
    );
    expect(sure).toBeGreaterThan(500);
  });

  it.each([
    ['$states.input.until', '2026-04-01T09:00:00Z'],
    ["'ACCT#' & $states.input.account", 'ACCT#acme'],
    ['$max([1, $ceil(($toMillis($states.input.until) - $millis()) / 1000)])', 345_600],
    ["$min([99999999, $max([1, $ceil(($toMillis('9999-12-31T09:00:00Z') - $millis()) / 1000)])])", 99_999_999],
    ['$parse($states.errorOutput.Cause).until', '2026-05-01T09:00:00Z'],
    ["$states.input.took = 'first'", true],
    ['$exists($states.input.nothing) ? 1 : null', null],
  ])('computes %s at once', (source, value) => {
    const scope = scopeOf(
      { account: 'acme', until: '2026-04-01T09:00:00Z', took: 'first' },
      { errorOutput: { Error: 'Journey.Rescheduled', Cause: '{"until":"2026-05-01T09:00:00Z"}' } },
    );
    expect(compileExpression(source)(scope)).toEqual(value);
  });
});

describe('expressions that only jsonata can tell', () => {
  it('are told by jsonata, as plain JSON', async () => {
    const scope = scopeOf({ steps: [{ id: 'a' }, { id: 'b' }] });
    expect(await compileExpression('$states.input.steps.id')(scope)).toEqual(['a', 'b']);
    expect(await compileExpression("$merge([$states.input, {'x': 1}]).x")(scope)).toBe(1);
  });

  it('fail as query evaluation errors', async () => {
    await expect(compileExpression('$states.input.a + 1')(scopeOf({ a: 'x' }))).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });

  it('know neither $eval, which AWS took away, nor operators newer than jsonata 2.0', async () => {
    await expect(compileExpression("$eval('1')")(scopeOf({}))).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
    });
    expect(() => compileExpression('$states.input.a ?? 1')).toThrow(SyntaxError);
    expect(() => compileExpression('$states.input.a ?: 1')).toThrow(SyntaxError);
  });
});
