import type { ParkState, State, StateMachineDefinition } from '../asl/asl.ts';
import { parkEnrollment } from '../asl/asl.ts';
import { normalEdgesFrom } from '../asl/edges.ts';
import { armCondition } from '../asl/took-state.ts';
import { isDelay } from '../definition/anchor.ts';
import type { Await } from '../definition/await.ts';
import { awaitsOf, earlyOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { TaskCall, Wake } from '../definition/step-call.ts';
import { alternativesOf } from '../journey/alternatives-of.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import { isAlways } from './covers.ts';
import { dueDays } from './due-days.ts';
import type { Detours, Moment } from './moment.ts';

/** A compiled journey, prepared for the walk. */
export interface Walk {
  definition: JourneyDefinition;
  states: StateMachineDefinition['States'];
  exits: readonly EventTrigger[];
  awaits: readonly Await[];
  /** Tasks that events open before their step. */
  early: readonly { step: string; event: EventTrigger }[];
  /** Events that never exit. */
  free: readonly EventTrigger[];
  waits: ReadonlyMap<string, Wait>;
  /** All wake-ups: of waits, and of calls. */
  wakes: readonly Wake[];
  /** Steps from a state on that may still open their task. */
  ahead(state: string): ReadonlySet<string>;
  /** Steps that a later wait counts from. */
  noted: ReadonlySet<string>;
  detours: Detours;
}

/** A wait state: its step, its timeout, and the events that end it earlier. */
export interface Wait {
  step: string;
  wake: Wake;
  timeout: { to: string; edge: string };
  edges: readonly { to: string; edge: string; event: EventTrigger }[];
}

export const walkOf = (definition: JourneyDefinition, machine: StateMachineDefinition, detours: Detours): Walk => {
  const awaits = awaitsOf(definition);
  const exits = definition.exit.flatMap(alternativesOf);
  const waits = new Map(
    Object.entries(machine.States).flatMap(([name, state]) => (isPark(state) ? [[name, waitIn(state, awaits)]] : [])),
  );
  return {
    definition,
    states: machine.States,
    exits,
    free: detours.events.filter(event => !exits.some(exit => isAlways(event, exit))),
    awaits,
    early: earlyOf(definition).flatMap(({ id, early }) =>
      early.flatMap(alternativesOf).map(event => ({ step: id, event })),
    ),
    waits,
    wakes: [...waits.values()].map(({ wake }) => wake).concat(Object.values(machine.States).flatMap(dueOf)),
    ahead: tasksAhead(machine.States),
    noted: new Set([...waits.values()].flatMap(({ wake }) => (isDelay(wake) && wake.since ? [wake.since] : []))),
    detours,
  };
};

const dueOf = (state: State): Wake[] => {
  const due = 'Arguments' in state && 'Payload' in state.Arguments ? state.Arguments.Payload.due : undefined;
  return due === undefined ? [] : [due as unknown as Wake];
};

const tasksAhead = (states: Walk['states']): Walk['ahead'] => {
  const known = new Map<string, ReadonlySet<string>>();
  const from = (name: string): ReadonlySet<string> => {
    const found = known.get(name);
    if (found) return found;
    const state = states[name];
    const own = state && 'Arguments' in state && 'Payload' in state.Arguments ? taskOf(state.Arguments) : [];
    const all = new Set([...own, ...(state ? normalEdgesFrom(state).flatMap(({ to }) => [...from(to)]) : [])]);
    known.set(name, all);
    return all;
  };
  return from;
};

const taskOf = ({ FunctionName, Payload }: { FunctionName: string; Payload: object }): string[] =>
  FunctionName === '${OpenTask}' ? [(Payload as TaskCall).step.id] : [];

const isPark = (state: State): state is ParkState => state.Type === 'Task' && state.Resource === parkEnrollment;

const waitIn = (park: ParkState, awaits: readonly Await[]): Wait => {
  const { step, wake } = JSON.parse(park.Arguments.ExpressionAttributeValues[':w']?.S ?? '') as Wait;
  const ends = [...park.Catch, park].map(({ Output, Next }, index) => ({
    to: Next,
    edge: typeof Output === 'object' ? String(Output.waited ?? '').replace(`${step} `, '') : '',
    timesOut: index === 0 ? park.Catch[0]?.ErrorEquals.includes('States.Timeout') === true : false,
  }));
  const [timeout] = ends;
  if (!timeout?.timesOut) throw new Error(`The wait for "${step}" does not catch its timeout first.`);
  const edges = awaits
    .filter(each => each.step === step)
    .flatMap(({ edge, trigger }) => {
      const end = ends.find(each => each.edge === edge);
      return end ? alternativesOf(trigger).map(event => ({ to: end.to, edge, event })) : [];
    });
  return { step, wake, timeout: { to: timeout.to, edge: timeout.edge }, edges };
};

/** The moments on entering a state: one for each day on which a wait there may end. */
export const momentsAt = (walk: Walk, state: string | undefined, moment: Moment): Moment[] => {
  const wait = state === undefined ? undefined : walk.waits.get(state);
  const at = { ...moment, state: isLast(walk, state) ? '' : (state ?? ''), held: 0, due: moment.day };
  if (wait === undefined) return [at];
  const days = dueDays(wait.wake, moment, walk.definition.policy.businessCalendar);
  return [...new Set(days.length > 0 ? days.map(day => Math.max(day, moment.day)) : [moment.day])].map(due => ({
    ...at,
    due,
  }));
};

const isLast = ({ states }: Walk, name: string | undefined): boolean =>
  name === undefined || states[name] === undefined || states[name]?.Type === 'Succeed';

/** The state after a call that took an arm; `undefined` at the end. */
export const stateAfter = ({ states }: Walk, name: string, took = ''): string | undefined => {
  const state = states[name];
  const next = state && 'Next' in state ? state.Next : undefined;
  const choice = next === undefined ? undefined : states[next];
  if (choice?.Type !== 'Choice') return next;
  return choice.Choices.find(({ Condition }) => Condition === armCondition(took))?.Next ?? choice.Default;
};
