import { countsBack, isDelay } from '../definition/anchor.ts';
import { enrollingEvent } from '../definition/enrolled-by.ts';
import { limitToRound } from '../definition/rounds.ts';
import type { Step } from '../definition/step.ts';
import type { Cause, Wake } from '../definition/step-call.ts';
import { isEnrolling, wakeOf } from '../definition/wake-of.ts';
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

/** A step with what is known of its turn. */
export interface Placed {
  place: Place;
  /** At the step itself, its own anchor included. */
  context: Context;
  cause: Cause;
  /** The date that the step belongs to, by its own anchor or by that of the step around or before it. */
  due?: Wake;
  /** The next stage of the same date. */
  supersededBy?: Wake;
  /** Wake-up of the wait before the step. Absent: it comes at once. */
  wake?: Wake;
}

/** The states of a step, after the wait that its anchor asks for. */
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

/** The step with what it takes over from the step whose date it belongs to. */
export const withMissed = <Kind extends Step>(step: Kind, { missed }: Context): Kind =>
  missed && !step.missed ? { ...step, missed } : step;

/** What is known once the step's anchor is reached. */
export const arrive = (
  { at, missed }: Step,
  context: Context,
  { definition }: Pick<Compilation, 'definition'>,
): Context => {
  if (!at) return context;
  if (isDelay(at)) return afterTime(context);
  // Only what the customer just did excuses a touch at night, and only while no time has passed since.
  if (isEnrolling(at, definition)) {
    const isAnswer = enrollingEvent(definition.enroll) !== undefined && sameAnchor(at, context.anchor);
    return { ...context, cause: isAnswer ? 'enrollment' : 'event' };
  }
  if (sameAnchor(at, context.anchor)) return context;
  return { ...loopOf(context), anchor: at, ...(missed && { missed }), cause: 'calendar' };
};

/** What is known after any time has passed that is no date: a duration, or a wait for events. */
export const afterTime = (context: Context): Context => ({ ...loopOf(context), cause: 'event' });

/** State after a step: being immediate on day 0 is not inherited by the steps after it. */
export const leave = (context: Context): Context =>
  context.cause === 'enrollment' ? { ...context, cause: 'event' } : context;

/** Is the journey at a calendar day? */
export const isDated = (
  context: Context,
  { definition }: Pick<Compilation, 'definition'>,
): context is Context & Required<Pick<Context, 'anchor'>> =>
  context.anchor !== undefined && !isEnrolling(context.anchor, definition);

/** Steps of one date follow each other without a wait between. */
const comesLater = ({ at }: Step, { anchor }: Context, { definition }: Pick<Compilation, 'definition'>): boolean =>
  at !== undefined && (isDelay(at) || !(isEnrolling(at, definition) || sameAnchor(at, anchor)));

const isLaterStage = (stage: LeadStage, due: Wake | undefined): boolean =>
  countsBack(due) && stage.attribute === due.attribute && stage.days < due.days;
