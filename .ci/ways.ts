import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { armCondition } from '../engine/asl/took-state.ts';
import { isNext, type Next, specialArms } from '../engine/definition/step-call.ts';

/** What a task can be answered, but for the details: a function's result by its arm, a wait's end, an error, a time-out. */
export type Reply = { took: string } | { resumed: true } | { times: 'out' } | { error: string };

/** A reply to a task that leads out of it. */
export interface CheckedWay {
  state: string;
  reply: Reply;
  /** The next task, or an end; absent: the machine ends with this task. */
  to?: string;
}

export const wayName = ({ state, reply }: Pick<CheckedWay, 'state' | 'reply'>): string =>
  `${state}: ${JSON.stringify(reply)}`;

type States = StateMachineDefinition['States'];
type State = States[string];

/** Every way out of every task, errors that are only retried aside. */
export const waysOf = (states: States): CheckedWay[] =>
  Object.entries(states).flatMap(([name, state]) =>
    repliesTo(state).map(reply => ({ state: name, reply, to: nextTask(states, nextState(state, reply), reply) })),
  );

export const repliesTo = (state: State): Reply[] => {
  if (state.Type !== 'Task') return [];
  const arms = armsOf(state);
  return [
    ...(arms?.map(took => ({ took })) ?? [{ resumed: true } as const, { times: 'out' } as const]),
    ...namesInWays(state.Catch).map(error => ({ error })),
  ];
};

/** The arms that a function's result may name; none for a wait. */
const armsOf = (state: State): string[] | undefined => {
  if (state.Type !== 'Task' || !('Payload' in state.Arguments)) return undefined;
  const next = state.Arguments.Payload.next as unknown as Next | Readonly<Record<string, Next>>;
  return isNext(next) ? [''] : [...new Set([...Object.keys(next), specialArms.exited])];
};

/** The other spelling is in case AWS differs from its documentation; a time-out is a reply of its own. */
export const namesInWays = (entries: readonly { ErrorEquals: readonly string[] }[] = []): string[] =>
  entries.flatMap(({ ErrorEquals }) => ErrorEquals.filter(each => !/^(States|DynamoDB)\./.test(each)));

const nextState = (state: State, reply: Reply): string | undefined => {
  if (state.Type !== 'Task') return undefined;
  const error = 'error' in reply ? reply.error : 'times' in reply ? 'States.Timeout' : undefined;
  if (error === undefined) return state.Next;
  return state.Catch?.find(({ ErrorEquals }) => ErrorEquals.includes(error))?.Next;
};

const nextTask = (states: States, to: string | undefined, reply: Reply): string | undefined => {
  const state = to === undefined ? undefined : states[to];
  if (state?.Type !== 'Choice') return to;
  const condition = 'took' in reply ? armCondition(reply.took) : undefined;
  return nextTask(states, state.Choices.find(({ Condition }) => Condition === condition)?.Next ?? state.Default, reply);
};

/** The replies at a state that bring a walk nearest to the aim, and the aim's own at its state; none where no way leads there. */
export const repliesToward = (ways: readonly CheckedWay[], aim: CheckedWay): ((state: string) => Reply[]) => {
  const distances = new Map([[aim.state, 0]]);
  for (const [state, distance] of distances) {
    for (const way of ways) if (way.to === state && !distances.has(way.state)) distances.set(way.state, distance + 1);
  }
  return at => {
    if (at === aim.state) return [aim.reply];
    const nearer = (distances.get(at) ?? 0) - 1;
    return ways.flatMap(({ state, reply, to = '' }) => (state === at && distances.get(to) === nearer ? [reply] : []));
  };
};
