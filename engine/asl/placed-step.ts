import { isEnrolling, wakeOf } from '../domain/enrollment-plan.ts';
import type { Step } from '../domain/step.ts';
import type { Cause, Wake } from '../domain/step-call.ts';
import {
  type Ahead,
  type Compilation,
  type Context,
  type Following,
  type Place,
  type Stage,
  sameAnchor,
} from './compilation.ts';
import { type PausePrefix, pause } from './waits.ts';

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
  const { policy } = compilation.definition;
  const here = arrive(step, context);
  const place: Place = { id: step.id, order: compilation.orderOf(step.id), iteration: here.iteration };
  const wake = step.at && comesLater(step, context) ? wakeOf(step.at, policy) : undefined;
  const due = here.anchor && !isEnrolling(here.anchor) ? wakeOf(here.anchor, policy) : undefined;
  const supersededBy = following.stages.find(stage => isLaterStage(stage, due));
  const entry = states({
    place,
    context: here,
    cause: here.cause,
    ...(due && { due }),
    ...(supersededBy && { supersededBy }),
    ...(wake && { wake }),
  });
  return wake ? pause(place, wake, entry, compilation, prefix) : entry;
};

/** The step with what it takes over from the step whose date it belongs to. */
export const withMissed = <Kind extends Step>(step: Kind, { missed }: Context): Kind =>
  missed && !step.missed ? { ...step, missed } : step;

/** What is known once the step's anchor is reached. */
export const arrive = (step: Step, context: Context): Context => {
  if (!step.at || !comesLater(step, context)) return context;
  if (step.at.kind === 'after') return afterTime(context);
  return {
    iteration: context.iteration,
    anchor: step.at,
    ...(step.missed && { missed: step.missed }),
    cause: isEnrolling(step.at) ? 'enrollment' : 'calendar',
  };
};

/** What is known after any time has passed that is no date: a duration, or a wait for events. */
export const afterTime = ({ iteration }: Context): Context => ({ iteration, cause: 'event' });

/** Steps of one date follow each other without a wait between. */
const comesLater = ({ at }: Step, { anchor }: Context): boolean => at?.kind === 'after' || !sameAnchor(at, anchor);

const isLaterStage = (stage: Stage, due: Wake | undefined): boolean =>
  due?.kind === 'before' && stage.attribute === due.attribute && stage.days < due.days;
