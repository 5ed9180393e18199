import { stepErrors } from '../definition/step-call.ts';
import type { Output, State, StateMachineDefinition } from './asl.ts';

/** A way from one state to the next. */
export interface Edge {
  to: string;
  /** What the next state gets; absent: the state's own input. */
  output?: Output;
  /** Errors by which the state is left this way. */
  errors?: readonly string[];
}

/** All ways out of a state. */
export const edgesFrom = (state: State): Edge[] => {
  if (state.Type === 'Succeed') return [];
  if (state.Type === 'Choice') {
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])].map(
      to => ({ to }),
    );
  }
  const caught = (state.Catch ?? []).map(({ Next, Output, ErrorEquals }) => ({
    to: Next,
    output: Output,
    errors: ErrorEquals,
  }));
  return [...(state.Next === undefined ? [] : [{ to: state.Next, output: state.Output }]), ...caught];
};

/** The ways that an enrollment takes when nothing is moved, held back or raced: they lead forward only. */
export const normalEdgesFrom = (state: State): Edge[] =>
  edgesFrom(state).filter(({ errors }) => !errors?.some(isDetour));

const isDetour = (error: string): boolean =>
  error === stepErrors.held ||
  error === stepErrors.rescheduled ||
  error === stepErrors.migrate ||
  error.endsWith('.ConditionalCheckFailedException');

/** States that an execution can come to, in no order. */
export const reachableStates = ({ StartAt, States }: StateMachineDefinition): Set<string> => {
  const found = new Set([StartAt]);
  for (const name of found) {
    const state = States[name];
    for (const { to } of state ? edgesFrom(state) : []) found.add(to);
  }
  return found;
};
