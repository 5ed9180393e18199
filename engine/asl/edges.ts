import { stepErrors } from '../definition/step-call.ts';
import type { Output, State, StateMachineDefinition } from './asl.ts';

/** A transition from one state to the next. */
export interface Edge {
  to: string;
  /** Input of the next state; default: this state's input. */
  output?: Output;
  /** Errors that take this edge. */
  errors?: readonly string[];
}

/** All edges out of a state. */
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

/** The edges that an enrollment takes if nothing is moved, held or raced; they never lead back. */
export const normalEdgesFrom = (state: State): Edge[] =>
  edgesFrom(state).filter(({ errors }) => !errors?.some(isDetour));

const isDetour = (error: string): boolean =>
  error === stepErrors.held ||
  error === stepErrors.rescheduled ||
  error === stepErrors.migrate ||
  error.endsWith('.ConditionalCheckFailedException');

/** States that an execution can reach, in no particular order. */
export const reachableStates = ({ StartAt, States }: StateMachineDefinition): Set<string> => {
  const found = new Set([StartAt]);
  for (const name of found) {
    const state = States[name];
    for (const { to } of state ? edgesFrom(state) : []) found.add(to);
  }
  return found;
};
