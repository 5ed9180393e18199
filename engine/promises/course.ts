import type { StateMachineDefinition } from '../asl/asl.ts';
import { invokeFunction } from '../asl/asl.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { begins } from './begins.ts';
import { callMoves } from './call-moves.ts';
import { isAlways } from './covers.ts';
import type { Course, Detours, Moment, Move } from './moment.ts';
import { waitMoves } from './wait-moves.ts';
import { type Walk, walkOf } from './walk.ts';

/**
 * Every possible course of an enrollment, moment by moment, over the compiled machine: branches, outcomes, exits at any
 * moment, missed dates, holds. Conditions may be true or false, except that those on the enrolling event never change.
 */
export const courseOf = (definition: JourneyDefinition, machine: StateMachineDefinition, detours: Detours): Course => {
  const walk = walkOf(definition, machine, detours);
  return { begins: begins(walk, machine.StartAt), movesFrom: moment => movesFrom(walk, moment) };
};

const movesFrom = (walk: Walk, moment: Moment): Move[] => {
  const state = walk.states[moment.state];
  if (state === undefined) return [{ happens: { is: 'completed' } }];
  const wait = walk.waits.get(moment.state);
  const own = wait
    ? waitMoves(walk, wait, moment)
    : 'Resource' in state && state.Resource === invokeFunction
      ? callMoves(walk, state, moment)
      : [];
  return [...own, ...interruptions(walk, moment)];
};

/** Moves that are possible at any moment. An event that exits, ends the wait or opens a task has no other effect. */
const interruptions = (walk: Walk, moment: Moment): Move[] => {
  const { exits, early, detours, waits, free } = walk;
  const opening = early.filter(({ step }) => !moment.opened.includes(step) && walk.ahead(moment.state).has(step));
  const taken = [...opening, ...(waits.get(moment.state)?.edges ?? [])];
  return [
    ...(detours.ends ? exits.map(event => ({ happens: { is: 'exited' as const, event } })) : []),
    ...opening.map(({ step, event }) => ({
      happens: { is: 'task' as const, step, outcome: 'opened' as const, by: event },
      to: { ...moment, opened: [...moment.opened, step].sort() },
    })),
    ...free
      .filter(event => !taken.some(other => isAlways(event, other.event)))
      .map(event => ({ happens: { is: 'event' as const, event }, to: moment })),
  ];
};
