import * as z from 'zod';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import { audienceInWords } from '../contacts/resolve-recipients.ts';
import { type RouteStep, routeOf } from '../counts/route.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import { instant } from '../kernel/instant.ts';
import { askedSteps, type StepsAsked } from '../why/asked-steps.ts';
import { type StepSpot, stepFates } from '../why/step-fates.ts';
import type { StepAttempt } from '../why/touch-attempts.ts';
import { gateShown, whyGate } from './why-gate.ts';

const attempt = z.object({
  at: z.iso.datetime(),
  outcome: z.enum(['sent', 'held', 'skipped', 'failed', 'unknown', 'done', 'left']),
  /** In a loop, from 1. */
  round: z.int(),
  to: z.string().exactOptional(),
  took: z.string().exactOptional(),
  until: z.iso.datetime().exactOptional(),
  /** In order of evaluation; empty for a version that is no longer deployed. */
  gates: z.array(whyGate),
});

export const whyStep = z.object({
  enrollment: z.string(),
  /** When that enrollment began. */
  enrolledAt: z.iso.datetime(),
  step: z.string(),
  title: z.string(),
  state: z.enum(['decided', 'waiting', 'later', 'within', 'passed', 'not-reached']),
  /** When it is due; `after`: the step before it. */
  until: z.iso.datetime().exactOptional(),
  after: z.string().exactOptional(),
  passedBy: z.object({ step: z.string(), took: z.string() }).exactOptional(),
  attempts: z.array(attempt),
});

interface Asked extends StepsAsked {
  /** Names by contact id. */
  people: ReadonlyMap<string, string>;
  step: string | undefined;
  contact: string | undefined;
}

/** Number of enrollments shown, the latest ones. */
const mostEnrollments = 6;

export const stepsShown = (journey: JourneyDefinition, asked: Asked): z.input<typeof whyStep>[] => {
  const { snapshot, people } = asked;
  const own = snapshot.enrollments
    .filter(each => each.journey === journey.id)
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, mostEnrollments);
  const enrollments = own.map(toldOf);
  const began = new Map(own.map(({ id, startedAt }) => [id, startedAt]));
  return stepFates(spotsIn(routeOf(journey).steps), enrollments, askedSteps(asked), asked)
    .filter(({ step }) => asked.step === undefined || step === asked.step)
    .map(({ enrollment, step, state, until, after, passedBy, attempts }) => ({
      ...{ enrollment, enrolledAt: began.get(enrollment) ?? '', step, title: asTitle(step), state },
      ...(until !== undefined && { until: instant(until) }),
      ...(after !== undefined && { after: asTitle(after) }),
      ...(passedBy && { passedBy: { step: asTitle(passedBy.step), took: asTitle(passedBy.took).toLowerCase() } }),
      attempts: attempts
        .filter(({ to }) => asked.contact === undefined || to === undefined || to === asked.contact)
        .map(each => attemptShown(each, people)),
    }));
};

const attemptShown = (
  { at, outcome, round, to, took, until, gates }: StepAttempt,
  people: ReadonlyMap<string, string>,
): z.input<typeof attempt> => ({
  ...{ at, outcome, round },
  ...(to !== undefined && { to: people.get(to) ?? audienceInWords(to) }),
  ...(took !== undefined && { took: asTitle(took).toLowerCase() }),
  ...(until !== undefined && { until: instant(until) }),
  gates: gates.map(gateShown),
});

const toldOf = (enrollment: Enrollment) => {
  const { id, status } = enrollment;
  const ended = status === 'active' ? ('exited' as const) : status;
  return { enrollment: id, state: isOver(enrollment) ? ended : ('in' as const) };
};

/** The steps of a route, as `stepFates` asks for them. */
export const spotsIn = (steps: readonly RouteStep[], inside: StepSpot['inside'] = [], isOptional = false): StepSpot[] =>
  steps.flatMap(({ id, arms = [], times, rounds }) => [
    { step: id, inside, isOptional: isOptional || rounds !== undefined },
    ...arms.flatMap(({ name = times === undefined ? undefined : 'round', steps: own }) =>
      // An arm without a name leaves no record of the enrollments that took it.
      name === undefined ? spotsIn(own, inside, true) : spotsIn(own, [...inside, { step: id, arm: name }], isOptional),
    ),
  ]);
