import type { State, StateMachineDefinition } from './asl.ts';
import { invokeFunction, parkEnrollment } from './asl.ts';
import { normalEdgesFrom } from './edges.ts';
import { renderAsl } from './render-asl.ts';

export interface MachineSize {
  /** Size of the definition's text in UTF-8. */
  bytes: number;
  /** States entered on the longest path; Step Functions bills each. Holds, moves and retries come on top. */
  transitions: number;
  /** Events in the execution's history on the path that writes most of them. */
  historyEvents: number;
}

/** Maxima of an execution if nothing is moved, held or raced. @throws RangeError for a machine with a cycle */
export const measure = (machine: StateMachineDefinition): MachineSize => ({
  bytes: new TextEncoder().encode(renderAsl(machine)).length,
  transitions: heaviestPath(machine, () => 1),
  historyEvents: startAndEnd + heaviestPath(machine, historyOf),
});

/** ExecutionStarted and ExecutionSucceeded. */
const startAndEnd = 2;

const heaviestPath = ({ StartAt, States }: StateMachineDefinition, weigh: (state: State) => number): number => {
  const weights = new Map<string, number>();
  const underWay = new Set<string>();
  const from = (name: string): number => {
    const known = weights.get(name);
    if (known !== undefined) return known;
    if (underWay.has(name)) throw new RangeError(`State "${name}" leads back to itself.`);
    underWay.add(name);
    const state = States[name];
    const weight = state ? weigh(state) + Math.max(0, ...normalEdgesFrom(state).map(({ to }) => from(to))) : 0;
    underWay.delete(name);
    weights.set(name, weight);
    return weight;
  };
  return from(StartAt);
};

/** Events that a state writes without retries. */
const historyOf = (state: State): number => (state.Type === 'Task' ? taskHistory[state.Resource] : 2);

const taskHistory = { [invokeFunction]: 5, [parkEnrollment]: 6 } as const;
