import { hash } from 'node:crypto';
import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { stepErrors } from '../engine/definition/step-call.ts';
import type { Execution } from '../engine/local/interpreter/execution.ts';
import { StateError } from '../engine/local/interpreter/state-error.ts';
import { createStateMachines } from '../engine/local/interpreter/state-machines.ts';
import { createVirtualClock } from '../engine/local/virtual-clock.ts';
import { type CheckedWay, namesInWays, type Reply, repliesTo, repliesToward, waysOf } from './ways.ts';

/** The response to a state's request. */
export type WalkAnswer = { state: string } & Outcome;
type Outcome = { result: unknown } | { error: string; cause: string } | { times: 'out' };

/** One execution of a machine from start to end. */
export interface DrawnWalk {
  input: string;
  answers: WalkAnswer[];
  /** The request of each task state, without the task token. */
  asked: unknown[];
  /** States entered, with their inputs. */
  path: [state: string, input: unknown][];
  status: string;
  output?: unknown;
  error?: string;
}

/** What an answer says, but for its details. */
export const replyIn = (answer: WalkAnswer): Reply => {
  if ('error' in answer) return { error: answer.error };
  if ('times' in answer) return { times: answer.times };
  const { took } = answer.result as { took?: string };
  return took === undefined ? { resumed: true } : { took };
};

const startAt = '2026-03-02T09:00:00.000Z';
const days = 86_400_000;

/**
 * Runs a machine in the local interpreter with responses drawn from the seed: results, errors, tokens and time-outs. With
 * an aim, they lead there first: chance alone seldom comes to a rare reply far down a long machine.
 */
export const drawWalk = async (text: string, seed: string, aim?: CheckedWay): Promise<DrawnWalk> => {
  const { States } = JSON.parse(text) as StateMachineDefinition;
  const draw = drawing(seed);
  const mood = draw.one(moods);
  const clock = createVirtualClock(Date.parse(startAt));
  const toward = aim && repliesToward(waysOf(States), aim);
  let aims = aim !== undefined;
  const input = JSON.stringify({ ...executionInput, until: aims || draw.maybe(0.95) ? draw.second() : '' });
  const walk: DrawnWalk = { input, answers: [], asked: [], path: [], status: 'RUNNING' };
  let execution: Execution | undefined;
  const answerOf = (asked: unknown): Outcome => {
    const state = execution?.position.state ?? '';
    const leading = aims ? (toward?.(state) ?? []) : [];
    const reply = leading.length > 0 ? draw.one(leading) : replyTo(States[state], mood, draw);
    const outcome = outcomeOf(reply, draw, aims);
    if (state === aim?.state) aims = false;
    walk.answers.push({ state, ...outcome });
    walk.asked.push(asked);
    return outcome;
  };

  const machines = createStateMachines({
    clock,
    seed,
    observe: ({ state }) => walk.path.push([state, structuredClone(execution?.position.input)]),
    integrations: {
      invokeFunction: (_, payload) => {
        const outcome = answerOf(payload);
        if ('error' in outcome) throw new StateError(outcome.error, outcome.cause);
        return 'result' in outcome ? outcome.result : undefined;
      },
      dynamodb: async (_, given) => {
        const { token, asked } = withoutToken(given);
        const outcome = answerOf(asked);
        if ('error' in outcome && outcome.error.startsWith('DynamoDb.'))
          throw new StateError(outcome.error, outcome.cause);
        clock.at(clock.now(), () => {
          if ('result' in outcome) machines.sendTaskSuccess(token, JSON.stringify(outcome.result));
          if ('error' in outcome) machines.sendTaskFailure(token, outcome.error, outcome.cause);
        });
      },
    },
  });
  const { arn } = machines.createStateMachine('walked', text);
  execution = machines.startExecution(arn, 'walk', input);
  await clock.advanceTo(Date.parse(startAt) + 360 * days);

  walk.status = execution.status;
  if (execution.output !== undefined) walk.output = JSON.parse(execution.output);
  if (execution.error !== undefined) walk.error = execution.error;
  return walk;
};

const executionInput = {
  account: 'acme',
  enrollment: 'walked-1',
  generation: 1,
  anchoredAt: startAt,
  at: startAt,
  waited: '',
};

const withoutToken = (given: unknown): { token: string; asked: unknown } => {
  const asked = structuredClone(given) as { ExpressionAttributeValues: { ':t': { S: string } } };
  const token = asked.ExpressionAttributeValues[':t'].S;
  asked.ExpressionAttributeValues[':t'].S = '';
  return { token, asked };
};

type State = StateMachineDefinition['States'][string];

/** Some walks reach the end of a long journey, with or without holds; in others every other state fails. */
interface Mood {
  faulty: number;
  /** Every error is a hold. */
  holds?: true;
}
const moods: readonly Mood[] = [{ faulty: 0 }, { faulty: 0.6, holds: true }, { faulty: 0.1 }, { faulty: 0.5 }];

const replyTo = (state: State | undefined, { faulty, holds }: Mood, draw: Drawing): Reply => {
  if (state?.Type !== 'Task') throw new Error('Only a task asks the world.');
  const caught = namesInWays(state.Catch);
  const tried = [...namesInWays(state.Retry), ...('Payload' in state.Arguments ? ['Boom'] : [])];
  const drawn = holds ? caught.filter(each => each === stepErrors.held) : draw.maybe(0.7) ? caught : tried;
  if (drawn.length > 0 && draw.maybe(faulty)) return { error: draw.one(drawn) };
  return draw.one(repliesTo(state).filter(reply => !('error' in reply)));
};

/** `complete`: a result says until when to wait, without which the walk may fail at once. */
const outcomeOf = (reply: Reply, draw: Drawing, complete: boolean): Outcome => {
  if ('error' in reply) return { error: reply.error, cause: causeOf(reply.error, draw) };
  if ('times' in reply) return reply;
  if ('resumed' in reply) return { result: {} };
  return {
    result: {
      until: complete || draw.maybe(0.98) ? draw.second() : '',
      at: `${draw.second().slice(0, -1)}.125Z`,
      took: reply.took,
    },
  };
};

const causeOf = (error: string, draw: Drawing): string => {
  if (error === stepErrors.held) return lambdaCause(error, draw.second());
  if (error === stepErrors.rescheduled)
    return JSON.stringify({ until: draw.second(), ...(draw.maybe(0.5) && { at: draw.second() }) });
  return error.startsWith('Journey.') ? '{}' : lambdaCause(error, 'a fault');
};

const lambdaCause = (errorType: string, errorMessage: string) => JSON.stringify({ errorMessage, errorType, trace: [] });

interface Drawing {
  maybe(chance: number): boolean;
  one<Value>(values: readonly Value[]): Value;
  /** Within 20 days of the start. */
  second(): string;
}

const drawing = (seed: string): Drawing => {
  let drawn = 0;
  const number = () => Number.parseInt(hash('sha256', `${seed}|${drawn++}`, 'hex').slice(0, 8), 16) / 2 ** 32;
  return {
    maybe: chance => number() < chance,
    one: values => {
      const value = values[Math.floor(number() * values.length)];
      if (value === undefined) throw new RangeError('There is nothing to choose from.');
      return value;
    },
    second: () => `${new Date(Date.parse(startAt) + Math.floor(number() * 20 * days)).toISOString().slice(0, 19)}Z`,
  };
};
