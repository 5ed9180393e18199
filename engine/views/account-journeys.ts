import * as z from 'zod';
import { type Enrollment, isOver } from '../account/enrollment.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import { instant } from '../kernel/instant.ts';

export const accountJourney = z.object({
  id: z.string(),
  name: z.string(),
  enrollment: z.string(),
  version: z.string(),
  state: z.enum(['in', 'completed', 'exited', 'failed']),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().exactOptional(),
  /** Why it left early, in words. */
  because: z.string().exactOptional(),
  /** In the control group: goes through without touches and tasks. */
  heldOut: z.boolean(),
  /** The step it waits for. */
  waits: z.object({ step: z.string(), title: z.string(), until: z.iso.datetime() }).exactOptional(),
  /** Completed steps in order of time. In loops, with the round: `tip (2)`. */
  path: z.array(z.object({ step: z.string(), at: z.iso.datetime() })),
});

/** Number of ended enrollments shown. */
const mostEnded = 12;

/** Active enrollments, then the most recently ended ones. */
export const accountJourneys = (
  enrollments: readonly Enrollment[],
  journeys: readonly JourneyDefinition[],
): z.input<typeof accountJourney>[] => {
  const active = enrollments.filter(each => !isOver(each)).sort(byTime(({ startedAt }) => startedAt));
  const ended = enrollments.filter(isOver).sort(byTime(({ endedAt = '' }) => endedAt));
  return [...active, ...ended.slice(0, mostEnded)].map(enrollment => {
    const { id, journey, version, status, startedAt, endedAt, exitReason, heldOut, wait, steps } = enrollment;
    const left = exitReason !== undefined ? 'exited' : status;
    return {
      id: journey,
      name: journeys.find(each => each.id === journey)?.title ?? asTitle(journey),
      enrollment: id,
      version,
      state: left === 'active' ? 'in' : left,
      since: startedAt,
      ...(endedAt !== undefined && { endedAt }),
      ...(exitReason !== undefined && { because: asTitle(exitReason.replaceAll('.', ' ')) }),
      heldOut: heldOut !== undefined,
      ...(wait &&
        left === 'active' && {
          waits: { step: wait.step, title: asTitle(wait.step), until: instant(wait.until) },
        }),
      path: Object.entries(steps)
        .map(([step, at]) => ({ step, at }))
        .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    };
  });
};

const byTime =
  (timeOf: (enrollment: Enrollment) => string) =>
  (a: Enrollment, b: Enrollment): number =>
    timeOf(b).localeCompare(timeOf(a));
