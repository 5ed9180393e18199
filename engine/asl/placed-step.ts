import { countsBack, isDelay } from '../definition/anchor.ts';
import { enrollingEvent } from '../definition/enrolled-by.ts';
import type { Step } from '../definition/step.ts';
import type { Cause, Wake } from '../definition/step-call.ts';
import { isEnrolling, limitToRound, wakeOf } from '../definition/wake-of.ts';
import {
  type Ahead,
  type Compilation,
  type Context,
  type Following,
  type LeadStage,
  loopOf,
  type Place,
  sameAnchor,
} from './compilation.ts';
import { type PausePrefix, waitForTime } from './waits.ts';

/** A step's place, and the facts about its turn. */
export interface Placed {
  place: Place;
  /** Facts at the step itself, its own anchor included. */
  context: Context;
  cause: Cause;
  /** The date of the step, from its own anchor, or from that of the step around or before it. */
  due?: Wake;
  /** The next stage of the same date. */
  supersededBy?: Wake;
  /** Wake-up of the wait before the step; absent if the step comes at once. */
  wake?: Wake;
}

/** Compiles a step, with the wait before it that its anchor requires. */
export const placed = <Entry extends Following>(
  step: Step,
  context: Context,
  following: Following,
  compilation: Compilation,
  states: (placed: Placed) => Entry,
  prefix: PausePrefix = 'until',
): Entry | Ahead => {
  const { definition } = compilation;
  const here = arrive(step, context, compilation);
  const place: Place = { id: step.id, order: compilation.orderOf(step.id), iteration: here.iteration };
  const wake =
    step.at && comesLater(step, context, compilation)
      ? limitToRound(wakeOf(step.at, definition.policy), context.roundEnds)
      : undefined;
  const due = isDated(here, compilation) ? wakeOf(here.anchor, definition.policy) : undefined;
  const supersededBy = following.stages.find(stage => isLaterStage(stage, due));
  const entry = states({
    place,
    context: here,
    cause: here.cause,
    ...(due && { due }),
    ...(supersededBy && { supersededBy }),
    ...(wake && { wake }),
  });
  return wake ? waitForTime(place, wake, entry, compilation, prefix) : entry;
};

/** The step with the `missed` option inherited from the step whose date it shares. */
export const withMissed = <Kind extends Step>(step: Kind, { missed }: Context): Kind =>
  missed && !step.missed ? { ...step, missed } : step;

/** Facts that hold once the step's anchor is reached. */
export const arrive = (
  { at, missed }: Step,
  context: Context,
  { definition }: Pick<Compilation, 'definition'>,
): Context => {
  if (!at) return context;
  if (isDelay(at)) return afterTime(context);
  // A touch may go at night only as an answer to an event, and only while no time has passed since.
  if (isEnrolling(at, definition)) {
    const isAnswer = enrollingEvent(definition.enroll) !== undefined && sameAnchor(at, context.anchor);
    return { ...context, cause: isAnswer ? 'enrollment' : 'event' };
  }
  if (sameAnchor(at, context.anchor)) return context;
  return { ...loopOf(context), anchor: at, ...(missed && { missed }), cause: 'calendar' };
};

/** Facts that hold after a duration or a wait for events, which lead to no calendar date. */
export const afterTime = (context: Context): Context => ({ ...loopOf(context), cause: 'event' });

/** Facts that hold after a step: the next steps do not inherit its being immediate on day 0. */
export const leave = (context: Context): Context =>
  context.cause === 'enrollment' ? { ...context, cause: 'event' } : context;

/** Whether the journey has reached a calendar day. */
export const isDated = (
  context: Context,
  { definition }: Pick<Compilation, 'definition'>,
): context is Context & Required<Pick<Context, 'anchor'>> =>
  context.anchor !== undefined && !isEnrolling(context.anchor, definition);

/** Whether a wait precedes the step: steps of the same date follow each other without one. */
const comesLater = ({ at }: Step, { anchor }: Context, { definition }: Pick<Compilation, 'definition'>): boolean =>
  at !== undefined && (isDelay(at) || !(isEnrolling(at, definition) || sameAnchor(at, anchor)));

const isLaterStage = (stage: LeadStage, due: Wake | undefined): boolean =>
  countsBack(due) && stage.attribute === due.attribute && stage.days < due.days;
