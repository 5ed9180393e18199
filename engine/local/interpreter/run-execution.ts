import { LateAnswer } from '../late-answer.ts';
import { draw, type Execution, hasEnded, isoInstant } from './execution.ts';
import { requireFit } from './json-size.ts';
import type { MachineState, TaskMachineState } from './machine.ts';
import { findCatcher, nextRetry } from './recovery.ts';
import type { Scope } from './scope.ts';
import { type Failure, queryError, StateError } from './state-error.ts';
import type { StateMove } from './state-move.ts';
import { isPromise, type Template } from './template.ts';
import type { InterpreterHost } from './world.ts';

/** History events that Step Functions allows one execution. */
const historyLimit = 25_000;

/**
 * Runs an execution until it waits or ends. Stays synchronous as long as no step returns a promise: with no-op tasks, a
 * journey of a month takes microseconds.
 */
export const runExecution = (world: InterpreterHost, execution: Execution, first: StateMove): void | Promise<void> => {
  let move: StateMove | undefined = first;
  while (move && !hasEnded(execution)) {
    if (execution.history >= historyLimit) {
      const cause = `The execution reached the maximum number of history events (${historyLimit}).`;
      return world.end(execution, 'FAILED', { error: 'States.Runtime', cause });
    }
    const following: StateMove | undefined | Promise<StateMove | undefined> = perform(world, execution, move);
    if (isPromise(following)) {
      return (following as Promise<StateMove | undefined>).then(next =>
        next ? runExecution(world, execution, next) : undefined,
      );
    }
    move = following;
  }
};

type Following = StateMove | undefined | Promise<StateMove | undefined>;

const perform = (world: InterpreterHost, execution: Execution, move: StateMove): Following => {
  const failed = (error: unknown): Following => {
    execution.history += 1; // TaskFailed, or EvaluationFailed
    return recover(world, execution, asFailure(error));
  };
  try {
    const following = moves[move.kind](world, execution, move as never);
    return isPromise(following) ? (following as Promise<StateMove | undefined>).catch(failed) : following;
  } catch (error) {
    return failed(error);
  }
};

const moves: {
  [K in StateMove['kind']]: (
    world: InterpreterHost,
    execution: Execution,
    move: Extract<StateMove, { kind: K }>,
  ) => Following;
} = {
  enter: (world, execution, { state, input }) => {
    const now = world.clock.now();
    const { position } = execution;
    position.state = state;
    position.input = input;
    position.enteredAt = now;
    position.retries = [];
    position.context.State = { Name: state, EnteredTime: isoInstant(now), RetryCount: 0 };
    position.context.Task = {};
    execution.transitions += 1;
    execution.history += 1;
    world.observe?.({ at: now, execution: execution.name, state });
    return start(world, execution, stateOf(execution));
  },
  attempt: (world, execution) => attempt(world, execution, stateOf(execution) as TaskMachineState),
  leave: (world, execution) => leave(world, execution, stateOf(execution), {}),
  succeeded: (world, execution, { result }) => {
    requireFit(result, 'result');
    execution.history += 1;
    return leave(world, execution, stateOf(execution), { result });
  },
  failed: (world, execution, { error }) => {
    execution.history += 1;
    return recover(world, execution, error);
  },
};

const stateOf = (execution: Execution): MachineState => {
  const state = execution.machine.states.get(execution.position.state);
  if (!state) throw new Error(`The state '${execution.position.state}' is missing`); // compileMachine has checked
  return state;
};

const start = (world: InterpreterHost, execution: Execution, state: MachineState): Following => {
  const scope = scopeOf(world, execution);
  switch (state.kind) {
    case 'Task':
      return { kind: 'attempt' };
    case 'Pass':
      return leave(world, execution, state, {});
    case 'Choice':
      return choose(world, execution, state, scope, 0);
    case 'Wait':
      return then(state.seconds?.(scope) ?? state.timestamp?.(scope), value => {
        const at = wakeAt(state.seconds !== undefined, value, world.clock.now());
        return world.sleep(execution, at, { kind: 'leave' });
      });
    case 'Succeed':
      return leave(world, execution, state, {});
    case 'Fail':
      return then(state.error(scope), error =>
        then(state.cause(scope), cause =>
          world.end(execution, 'FAILED', { error: String(error), cause: String(cause) }),
        ),
      );
  }
};

const choose = (
  world: InterpreterHost,
  execution: Execution,
  state: Extract<MachineState, { kind: 'Choice' }>,
  scope: Scope,
  index: number,
): Following => {
  const rule = state.rules[index];
  if (!rule) {
    if (state.otherwise === undefined)
      throw new StateError('States.NoChoiceMatched', `No rule of '${state.name}' matched, and it has no Default.`);
    return leave(world, execution, { ...state, next: state.otherwise }, {});
  }
  return then(rule.condition(scope), met => {
    if (typeof met !== 'boolean')
      throw queryError(`A condition of '${state.name}' is not a boolean: ${JSON.stringify(met)}`);
    return met ? leave(world, execution, rule, {}) : choose(world, execution, state, scope, index + 1);
  });
};

const attempt = (world: InterpreterHost, execution: Execution, state: TaskMachineState): Following => {
  const { position } = execution;
  const token = state.task === 'park' ? world.newToken(execution) : undefined;
  position.context.Task = token === undefined ? {} : { Token: token };
  const scope = scopeOf(world, execution);
  return then(state.timeout?.(scope), timeout =>
    then(state.arguments(scope), given => {
      requireFit(given, 'arguments');
      execution.history += 2; // TaskScheduled, TaskStarted
      if (token === undefined)
        return then(world.invoke(execution, given), result =>
          result instanceof LateAnswer
            ? world.awaitAnswer(execution, result.answer, timeoutSeconds(timeout, state.name))
            : { kind: 'succeeded', result },
        );
      // The wait begins before the write that shows the token to others: an answer may come back first.
      world.park(execution, token, timeoutSeconds(timeout, state.name));
      return then(world.updateItem(given), () => {
        execution.history += 1; // TaskSubmitted
        return undefined;
      });
    }),
  );
};

const timeoutSeconds = (value: unknown, state: string): number => {
  if (value === undefined) return 99_999_999;
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 99_999_999) return value as number;
  throw queryError(`TimeoutSeconds of '${state}' must be an integer from 1 to 99999999, not ${JSON.stringify(value)}.`);
};

const secondsOnly = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** When the wait ends, in milliseconds. A timestamp is truncated to the second, as on AWS. */
const wakeAt = (isSeconds: boolean, value: unknown, now: number): number => {
  if (isSeconds && Number.isInteger(value) && (value as number) >= 0) return now + (value as number) * 1000;
  if (!isSeconds && typeof value === 'string' && secondsOnly.test(value))
    return Math.floor(Date.parse(value) / 1000) * 1000;
  throw queryError(`A Wait takes whole seconds or an RFC 3339 timestamp, not ${JSON.stringify(value)}.`);
};

/** Retries, catches, or fails the execution. */
const recover = (world: InterpreterHost, execution: Execution, error: Failure): Following => {
  const state = stateOf(execution);
  world.wake(execution);
  if (state.kind === 'Task') {
    const delay = nextRetry(state.retry, execution.position.retries, error, () => draw(world.seed, execution));
    if (delay !== undefined) {
      execution.transitions += 1;
      execution.position.context.State.RetryCount += 1;
      return world.sleep(execution, world.clock.now() + delay, { kind: 'attempt' });
    }
    const catcher = findCatcher(state.catch, error);
    if (catcher) {
      const errorOutput = { Error: error.error, ...(error.message !== undefined && { Cause: error.message }) };
      const failed = (failure: unknown) => fail(world, execution, asFailure(failure));
      try {
        const left = leave(world, execution, catcher, { errorOutput });
        return isPromise(left) ? (left as Promise<StateMove | undefined>).catch(failed) : left;
      } catch (failure) {
        return failed(failure);
      }
    }
  }
  return fail(world, execution, error);
};

const fail = (world: InterpreterHost, execution: Execution, error: Failure): undefined =>
  world.end(execution, 'FAILED', { error: error.error, cause: error.message });

/** Leaves a state. Assign and Output are evaluated in the same scope: the variables before either, and the result. */
const leave = (
  world: InterpreterHost,
  execution: Execution,
  edge: { next?: string; output?: Template; assign?: Template },
  outcome: { result?: unknown } | { errorOutput: unknown },
): Following => {
  const { position } = execution;
  const scope = scopeOf(world, execution, outcome);
  const byDefault =
    'errorOutput' in outcome ? outcome.errorOutput : 'result' in outcome ? outcome.result : position.input;
  return then(edge.output ? edge.output(scope) : byDefault, output =>
    then(edge.assign?.(scope), assigned => {
      requireFit(output, 'output');
      if (assigned !== undefined) {
        requireFit(assigned, 'assigned variables');
        position.variables = { ...position.variables, ...(assigned as object) };
      }
      execution.history += 1;
      if (edge.next !== undefined) return { kind: 'enter', state: edge.next, input: output };
      return world.end(execution, 'SUCCEEDED', { output: JSON.stringify(output) });
    }),
  );
};

const scopeOf = (world: InterpreterHost, execution: Execution, outcome: object = {}): Scope => ({
  states: { input: execution.position.input, context: execution.position.context, ...outcome },
  variables: execution.position.variables,
  now: world.clock.now(),
  random: () => draw(world.seed, execution),
});

/** `then` for a value that may not be a promise. */
const then = <T>(value: unknown, next: (value: unknown) => T): T | Promise<Awaited<T>> =>
  isPromise(value) ? (value.then(next) as Promise<Awaited<T>>) : next(value);

export const asFailure = (error: unknown): Failure =>
  error instanceof StateError
    ? error
    : new StateError('States.Runtime', error instanceof Error ? (error.stack ?? error.message) : String(error));
