import type { Anchor } from '../definition/anchor.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step, StepKind, StepOf } from '../definition/step.ts';
import type { Cause, TemplateRef, Wake } from '../definition/step-call.ts';
import type { State } from './asl.ts';

/** The compilation of one journey: context for the steps' compilers, and the collection of their states. */
export interface Compilation {
  definition: JourneyDefinition;
  /** Position of a step in the journey's source order, from 1. */
  orderOf(step: string): number;
  /** @throws CompileError if there is no such template */
  templateOf(step: string, template: string): TemplateRef;
  /** Adds a state in front of the existing ones, because paths are compiled from their end. Returns the name. */
  add(name: string, state: State): string;
  /** Adds a state that several paths share, on the first call only. */
  once(name: string, state: () => State): string;
  /** Adds a state behind all others, on the first call only. */
  last(name: string, state: () => State): string;
  /** Name of the state in which an execution ends. */
  ending(name: 'exited' | 'completed'): string;
  /** Compiles consecutive steps in front of `following`; returns how to enter the first of them. */
  block(steps: readonly Step[], context: Context, following: Following): Following;
  /** Facts that hold after the steps; `undefined` if no path leads past them. */
  after(steps: readonly Step[], context: Context): Context | undefined;
}

/** Facts that hold for every enrollment that reaches a step. */
export interface Context {
  /** Round of the loop around the step, from 1; nested loops count on. */
  iteration: number;
  /** The calendar date that the journey has reached. */
  anchor?: Exclude<Anchor, { kind: 'after' }>;
  /** The `missed` option of the step placed on that date. */
  missed?: Step['missed'];
  cause: Cause;
  /** When the next round of the enclosing loop begins. */
  roundEnds?: Wake;
}

/** Position of a step, after which the states around it are named. */
export interface Place {
  id: string;
  order: number;
  iteration: number;
}

/** The continuation of a step. */
export type Following = Ahead | Nothing;

export type Ahead = StepAhead | WaitAhead;

export interface StepAhead {
  /** The state to enter. */
  state: string;
  /** Instruction for the function of the step before it. */
  next: { kind: 'go' };
  /** The stages before a date that every path ahead reaches, in order. */
  stages: readonly LeadStage[];
}

export interface WaitAhead extends Omit<StepAhead, 'next'> {
  next: { kind: 'park'; wake: Wake };
  /** Place of the step that computes the wake-up if no function precedes the wait. */
  planner: Place;
}

export interface Nothing {
  state?: undefined;
  next: { kind: 'end' };
  stages: readonly [];
}

export type LeadStage = Extract<Wake, { kind: 'before' }>;

/** Compiles one kind of step to states. */
export interface StepCompiler<Kind extends StepKind> {
  /** Adds the step's states; returns how to enter them. */
  states(step: StepOf<Kind>, context: Context, following: Following, compilation: Compilation): Following;
  /** Facts that hold after the step; `undefined` if no path leads past it. */
  after(step: StepOf<Kind>, context: Context, compilation: Compilation): Context | undefined;
}

/** Entry to a step without a wait before it. */
export const stepAhead = (state: string, { stages }: Following): StepAhead => ({ state, next: { kind: 'go' }, stages });

export const nothing: Nothing = { next: { kind: 'end' }, stages: [] };

/** `until welcome`, and in the second round of a loop `until welcome (2)`. */
export const stateName = (place: Pick<Place, 'id' | 'iteration'>, prefix?: string): string =>
  `${prefix ? `${prefix} ` : ''}${place.id}${place.iteration > 1 ? ` (${place.iteration})` : ''}`;

/** The same place with another name. */
export const named = (prefix: string, place: Place): Place => ({ ...place, id: `${prefix} ${place.id}` });

/**
 * Facts that hold where paths meet. If any path leads there by an event, a touch there counts as caused by an event.
 */
export const meet = (contexts: readonly (Context | undefined)[]): Context | undefined => {
  const [first, ...others] = contexts.filter(context => context !== undefined);
  return first && others.reduce(meetTwo, first);
};

const meetTwo = (one: Context, other: Context): Context => ({
  ...loopOf(one),
  ...(sameAnchor(one.anchor, other.anchor) && one.anchor && { anchor: one.anchor }),
  ...(one.missed === other.missed && one.missed && { missed: one.missed }),
  cause: causes.find(cause => cause === one.cause || cause === other.cause) ?? 'enrollment',
});

/** The facts about the enclosing loop, which hold on every path inside it. */
export const loopOf = ({ iteration, roundEnds }: Context): Pick<Context, 'iteration' | 'roundEnds'> => ({
  iteration,
  ...(roundEnds && { roundEnds }),
});

const causes: readonly Cause[] = ['event', 'calendar', 'enrollment'];

export const sameAnchor = (one: Anchor | undefined, other: Anchor | undefined): boolean =>
  anchorKey(one) === anchorKey(other);

const anchorKey = (anchor: Anchor | undefined): string => JSON.stringify(anchor && Object.entries(anchor).sort());
