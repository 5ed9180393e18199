import { memoize } from '../../kernel/memoize.ts';
import { executionArn, stateMachineArn } from '../arn.ts';
import { ServiceError } from '../service-error.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { beginExecution, closeExecution, type Execution, hasEnded } from './execution.ts';
import { type Integrations, invocation, invokeLambda } from './invoke-lambda.ts';
import { payloadLimit } from './json-size.ts';
import { type KeptMachines, keepMachines, restoredExecutions } from './kept-machines.ts';
import { compileMachine, InvalidDefinition, type Machine } from './machine.ts';
import { isJson, parseInput } from './parse-input.ts';
import { asFailure, runExecution } from './run-execution.ts';
import type { StateMove } from './state-move.ts';
import { createTokens } from './tokens.ts';
import { createVersions, unqualified } from './versions.ts';
import type { InterpreterHost, StateEntered } from './world.ts';

export interface StateMachinesOptions {
  clock: VirtualClock;
  seed: string;
  integrations: Integrations;
  /** Called when an execution ends FAILED, TIMED_OUT or ABORTED. */
  onFailure?(execution: Execution): void;
  observe?(entered: StateEntered): void;
}

/** Step Functions, with the names of its API. All methods throw ServiceError. */
export interface StateMachines {
  createStateMachine(name: string, definition: string): { arn: string; createdAt: number };
  /** Open executions keep the definition they started with. */
  updateStateMachine(arn: string, definition: string): void;
  /** Publishes the current definition as a version and returns its ARN; an unchanged definition keeps its version. */
  publishVersion(arn: string): string;
  /** Points an alias at a version. With `update` the alias must exist; without it, it must not point elsewhere. */
  pointAlias(alias: { name: string; version: string; update: boolean }): string;
  /** ARNs of aliases of a state machine. */
  aliases(machineArn: string): string[];
  deleteAlias(arn: string): void;
  /** ARNs of the published versions, the latest first. */
  versions(machineArn: string): string[];
  /** The version that the alias points at. */
  describeAlias(arn: string): string;
  /** The current definition, or for a version's or alias's ARN the published one. */
  describeStateMachine(arn: string): { definition: string; createdAt: number };
  stateMachines(): { arn: string; createdAt: number }[];
  /** `machineArn`: ARN of a state machine, of one of its versions, or of an alias. */
  startExecution(machineArn: string, name: string | undefined, input?: string): Execution;
  describeExecution(arn: string): Execution;
  executions(): IterableIterator<Execution>;
  stopExecution(arn: string, error?: string, cause?: string): Execution;
  sendTaskSuccess(token: string, output: string): void;
  sendTaskFailure(token: string, error?: string, cause?: string): void;
  /** The whole state, in a form that JSON can hold; `undefined` while an execution is neither waiting nor ended. */
  keep(): KeptMachines | undefined;
  /** Restores the result of `keep`; call it on a new instance only. */
  restore(kept: KeptMachines): void;
}

/** One year: Step Functions ends an execution that is older. */
const longestExecution = 365 * 24 * 3600 * 1000;

export const createStateMachines = (options: StateMachinesOptions): StateMachines => {
  const { clock, seed, integrations } = options;
  const machines = new Map<string, { definition: string; machine: Machine; createdAt: number }>();
  const versions = createVersions();
  const executions = new Map<string, Execution>();
  const tokens = createTokens(seed);

  const run = (execution: Execution, move: StateMove) => runExecution(world, execution, move);

  /** A wait that ends at `at`, or with the execution's year. */
  const wait = (execution: Execution, at: number, move: StateMove, token?: string) => {
    const deadline = execution.startedAt + longestExecution;
    const due = clock.at(
      Math.min(at, deadline),
      () => {
        world.wake(execution);
        if (at <= deadline) return run(execution, move);
        return world.end(execution, 'TIMED_OUT', {
          error: 'States.Timeout',
          cause: 'An execution lasts one year at most.',
        });
      },
      { group: execution.group },
    );
    execution.position.waiting = { due, token, at, move };
    return execution.position.waiting;
  };
  const timedOut: StateMove = { kind: 'failed', error: { error: 'States.Timeout' } };

  const world: InterpreterHost = {
    clock,
    seed,
    observe: options.observe,
    newToken: execution => tokens.issue(execution),
    invoke: (execution, given) => invokeLambda(integrations, execution, given),
    updateItem: given => integrations.dynamodb('updateItem', given),
    awaitAnswer: (execution, late, seconds) => {
      const waiting = wait(execution, clock.now() + seconds * 1000, timedOut);
      const goOn = (move: StateMove) => {
        if (execution.position.waiting !== waiting) return;
        world.wake(execution);
        clock.at(clock.now(), () => run(execution, move), { group: execution.group });
      };
      late.then(
        payload => goOn({ kind: 'succeeded', result: invocation(payload) }),
        error => goOn({ kind: 'failed', error: asFailure(error) }),
      );
    },
    park: (execution, token, seconds) => void wait(execution, clock.now() + seconds * 1000, timedOut, token),
    sleep: (execution, at, move) => void wait(execution, at, move),
    wake: ({ position }) => {
      if (!position.waiting) return;
      clock.cancel(position.waiting.due);
      if (position.waiting.token) tokens.retire(position.waiting.token);
      position.waiting = undefined;
    },
    end: (execution, status, outcome) => {
      world.wake(execution);
      closeExecution(execution, status, outcome, clock.now());
      if (status !== 'SUCCEEDED') options.onFailure?.(execution);
    },
  };

  const answer = (token: string, move: StateMove) => {
    const execution = tokens.holder(token);
    world.wake(execution);
    clock.at(clock.now(), () => run(execution, move), { group: execution.group });
  };

  return {
    createStateMachine: (name, definition) => {
      requireName(name);
      const arn = stateMachineArn(name);
      const known = machines.get(arn);
      if (known && known.definition !== definition)
        throw new ServiceError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      const created = known ?? { definition, machine: compile(definition), createdAt: clock.now() };
      machines.set(arn, created);
      return { arn, createdAt: created.createdAt };
    },
    updateStateMachine: (arn, definition) => {
      const known = machines.get(arn);
      if (!known) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
      machines.set(arn, { ...known, definition, machine: compile(definition) });
    },
    publishVersion: arn => {
      const known = machines.get(arn);
      if (!known) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
      return versions.publish(arn, known);
    },
    pointAlias: alias => versions.point(alias),
    aliases: versions.aliases,
    deleteAlias: versions.drop,
    versions: versions.of,
    describeAlias: arn => {
      const version = versions.target(arn);
      if (!version) throw new ServiceError('ResourceNotFound', `Alias does not exist: '${arn}'`);
      return version;
    },
    describeStateMachine: arn => {
      const machine = machines.get(unqualified(arn));
      const found = arn === unqualified(arn) ? machine : versions.find(arn);
      if (!machine || !found)
        throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
      return { definition: found.definition, createdAt: machine.createdAt };
    },
    stateMachines: () => [...machines].map(([arn, { createdAt }]) => ({ arn, createdAt })),
    startExecution: (given, name, input = '{}') => {
      const machineArn = unqualified(given);
      const known = given === machineArn ? machines.get(machineArn) : versions.find(given);
      if (!known) throw new ServiceError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`);
      const chosen = name ?? `execution-${executions.size + 1}`;
      requireName(chosen);
      const value = parseInput(input);
      const arn = executionArn(machineArn, chosen);
      const earlier = executions.get(arn);
      if (earlier && !hasEnded(earlier) && earlier.input === input) return earlier;
      if (earlier) throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      const execution = beginExecution({
        arn,
        name: chosen,
        machineArn,
        machine: known.machine,
        input,
        value,
        now: clock.now(),
      });
      executions.set(arn, execution);
      const enter: StateMove = { kind: 'enter', state: known.machine.startAt, input: value };
      clock.at(clock.now(), () => run(execution, enter), { group: execution.group });
      return execution;
    },
    describeExecution: arn => find(executions, arn),
    executions: () => executions.values(),
    stopExecution: (arn, error, cause) => {
      const execution = find(executions, arn);
      if (!hasEnded(execution)) world.end(execution, 'ABORTED', { error, cause });
      return execution;
    },
    sendTaskSuccess: (token, output) => {
      if (Buffer.byteLength(output) > payloadLimit || !isJson(output))
        throw new ServiceError('InvalidOutput', `Invalid Output: '${output.slice(0, 100)}'`);
      answer(token, { kind: 'succeeded', result: JSON.parse(output) });
    },
    sendTaskFailure: (token, error = 'States.TaskFailed', cause = '') =>
      answer(token, { kind: 'failed', error: { error, message: cause } }),
    keep: () => keepMachines(machines, versions.keep(), [...executions.values()]),
    restore: kept => {
      const runnable = memoize((definition: string) => ({ definition, machine: compile(definition) }));
      for (const { arn, definition, createdAt } of kept.machines)
        machines.set(arn, { ...runnable(definition), createdAt });
      versions.restore(kept.versions, runnable);
      for (const { execution, waiting } of restoredExecutions(kept, runnable)) {
        executions.set(execution.arn, execution);
        if (!waiting) continue;
        wait(execution, waiting.at, waiting.move, waiting.token);
        if (waiting.token) tokens.hold(waiting.token, execution);
      }
    },
  };
};

const compile = (definition: string): Machine => {
  try {
    return compileMachine(definition);
  } catch (error) {
    if (error instanceof InvalidDefinition)
      throw new ServiceError('InvalidDefinition', `Invalid State Machine Definition: '${error.message}'`);
    throw error;
  }
};

/** At most 80 characters, none of which Step Functions or CloudWatch rejects. */
const requireName = (name: string) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about control characters
  if (name.length < 1 || name.length > 80 || /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/.test(name))
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
};

const find = (executions: ReadonlyMap<string, Execution>, arn: string): Execution => {
  const execution = executions.get(arn);
  if (!execution) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  return execution;
};
