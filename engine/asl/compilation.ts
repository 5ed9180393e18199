import type { Anchor } from '../definition/anchor.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step, StepKind, StepOf } from '../definition/step.ts';
import type { Cause, TemplateRef, Wake } from '../definition/step-call.ts';
import type { State } from './asl.ts';

/** The compilation of one journey: what every step's compiler may ask, and where its states go. */
export interface Compilation {
  definition: JourneyDefinition;
  /** Position of a step in the journey, in order of writing, from 1. */
  orderOf(step: string): number;
  /** @throws CompileError when there is no such template. */
  templateOf(step: string, template: string): TemplateRef;
  /** Adds a state before those there are: a path is compiled from its end. Returns the name. */
  add(name: string, state: State): string;
  /** Adds a state that several paths lead to, the first time. */
  once(name: string, state: () => State): string;
  /** Adds a state that stands behind all others, the first time. */
  last(name: string, state: () => State): string;
  /** Name of the state in which an execution ends without having sent anything more. */
  ending(name: 'exited' | 'completed'): string;
  /** States of steps that follow each other, and then of what follows them. */
  block(steps: readonly Step[], context: Context, following: Following): Following;
  /** Facts that hold after the steps; nothing when no path leads past them. */
  after(steps: readonly Step[], context: Context): Context | undefined;
}

/** Facts that hold for every enrollment that reaches a step. */
export interface Context {
  /** Of the loop around the step, from 1; loops in loops count on. */
  iteration: number;
  /** The calendar date that the journey stands at. */
  anchor?: Exclude<Anchor, { kind: 'after' }>;
  /** What the step that is placed on that date says of its being missed. */
  missed?: Step['missed'];
  cause: Cause;
  /** When the next round of the enclosing loop begins. */
  roundEnds?: Wake;
}

/** Where a step stands, and what the states around it are named after. */
export interface Place {
  id: string;
  order: number;
  iteration: number;
}

/** The continuation of a step. */
export type Following = Ahead | Nothing;

export type Ahead = StepAhead | WaitAhead;

export interface StepAhead {
  /** The first state of what follows. */
  state: string;
  /** What the step's function before it is told. */
  next: { kind: 'go' };
  /** Dates counted back from that every path ahead comes to, in order. */
  stages: readonly LeadStage[];
}

export interface WaitAhead extends Omit<StepAhead, 'next'> {
  next: { kind: 'park'; wake: Wake };
  /** The step that computes the wake-up where no function comes before the wait. */
  planner: Place;
}

export interface Nothing {
  state?: undefined;
  next: { kind: 'end' };
  stages: readonly [];
}

export type LeadStage = Extract<Wake, { kind: 'before' }>;

/** How one kind of step becomes states. */
export interface StepCompiler<Kind extends StepKind> {
  /** Adds the step's states; returns how to come to them. */
  states(step: StepOf<Kind>, context: Context, following: Following, compilation: Compilation): Following;
  /** Facts that hold after the step; nothing when no path leads past it. */
  after(step: StepOf<Kind>, context: Context, compilation: Compilation): Context | undefined;
}

/** How to come to a step that waits for nothing. */
export const stepAhead = (state: string, { stages }: Following): StepAhead => ({ state, next: { kind: 'go' }, stages });

export const nothing: Nothing = { next: { kind: 'end' }, stages: [] };

/** `until welcome`, and in the second round of a loop `until welcome (2)`. */
export const stateName = (place: Pick<Place, 'id' | 'iteration'>, prefix?: string): string =>
  `${prefix ? `${prefix} ` : ''}${place.id}${place.iteration > 1 ? ` (${place.iteration})` : ''}`;

/** The same place with another name. */
export const named = (prefix: string, place: Place): Place => ({ ...place, id: `${prefix} ${place.id}` });

/** What is known where paths meet. A touch that any of them leads to by an event counts as caused by an event. */
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

/** Values known inside the enclosing loop on every path into it. */
export const loopOf = ({ iteration, roundEnds }: Context): Pick<Context, 'iteration' | 'roundEnds'> => ({
  iteration,
  ...(roundEnds && { roundEnds }),
});

const causes: readonly Cause[] = ['event', 'calendar', 'enrollment'];

export const sameAnchor = (one: Anchor | undefined, other: Anchor | undefined): boolean =>
  anchorKey(one) === anchorKey(other);

const anchorKey = (anchor: Anchor | undefined): string => JSON.stringify(anchor && Object.entries(anchor).sort());
