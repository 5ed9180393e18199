import * as z from 'zod';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import { countEnrollments } from '../../operate/count-enrollments.ts';
import { resumeJourney } from '../../operate/resume-journey.ts';
import { type SteeringVerb, steeringPlan, steeringVerbs } from '../../operate/steering-plan.ts';
import { stopJourney } from '../../operate/stop-journey.ts';
import { drainJourney, pauseJourney } from '../../operate/turn-switches.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { action } from '../action.ts';

type Steers = Pick<AllPorts, 'activeEnrollments' | 'clock' | 'queue' | 'switches'>;

const summaries: Record<SteeringVerb, string> = {
  pause: 'Hold the touches of a journey',
  resume: 'Release the touches of a paused journey, and open it to new enrollments',
  drain: 'Close a journey to new enrollments',
  stop: 'End every enrollment of a journey, and close it',
};

const performs: Record<SteeringVerb, (journey: string, ports: Steers) => Promise<unknown>> = {
  pause: pauseJourney,
  resume: resumeJourney,
  drain: drainJourney,
  stop: stopJourney,
};

/** Maximum number of enrollments per request: each one's account gets an event. */
const mostTold = 5_000;
const tells: readonly SteeringVerb[] = ['resume', 'stop'];

const journeyState = z.object({
  journey: z.string(),
  /** Active enrollments. */
  enrollments: z.int(),
  isPaused: z.boolean(),
  isClosed: z.boolean(),
  /** What it would change; only in requests for the plan. */
  plan: z
    .object({
      lines: z.array(z.string()),
      /** There is nothing to do. */
      isEmpty: z.boolean(),
      /** Active enrollments by the step they wait for; an empty text stands for those in a step at this moment. */
      bySteps: z.array(z.object({ step: z.string(), enrollments: z.int() })),
    })
    .exactOptional(),
});

const steer = <Verb extends SteeringVerb>(verb: Verb) =>
  action<'activeEnrollments' | 'queue' | 'switches'>()({
    path: `/v1/journeys/{id}/${verb}` as const,
    summary: summaries[verb],
    roles: ['lead', 'marketer'],
    body: z.strictObject({
      id: z.string(),
      /** `true`: returns the plan, and does nothing. */
      plan: z.enum(['true', 'false'], 'must be true or false').optional(),
      /** The journey's id, typed to confirm the plan. */
      confirm: z.string('must be text').optional(),
    }),
    answer: journeyState,
    act: async ({ id, plan: asksForPlan, confirm }, { at }, ports) => {
      const { build, switches, activeEnrollments, clock } = ports;
      if (!(await build.journeys()).some(journey => journey.id === id))
        throw new RefusedRequest('not_found', `There is no journey ${shortened(id, 200)}.`, { status: 404 });
      const [found, { enrollments, bySteps }] = await Promise.all([
        switches.read(clock.now()),
        countEnrollments(activeEnrollments(id)),
      ]);
      if (found === 'unknown')
        throw new RefusedRequest('unavailable', 'The switches could not be read. Try again in a moment.', {
          status: 503,
        });
      const now = { enrollments, isPaused: found.journeys.has(id), isClosed: found.closed.has(id) };
      const { lines, isEmpty, after } = steeringPlan(verb, now);
      if (asksForPlan === 'true') {
        const steps = [...bySteps].map(([step, count]) => ({ step, enrollments: count }));
        return { answer: { journey: id, ...now, plan: { lines, isEmpty, bySteps: steps } } };
      }
      if (confirm !== id)
        throw new RefusedRequest('not_confirmed', `confirm: type ${id} to confirm the plan`, {
          field: 'confirm',
        });
      if (isEmpty) return { answer: { journey: id, ...after } };
      if (tells.includes(verb) && enrollments > mostTold)
        throw new RefusedRequest(
          'too_many',
          `This affects ${enrollments} enrollments, more than ${mostTold}: run npx daymark ${verb} ${id} on the command line.`,
          { status: 409 },
        );
      return {
        line: { action: `journey.${verb}`, journey: id, details: { enrollments } },
        perform: async () => {
          await performs[verb](id, { ...ports, clock: { now: () => at } });
        },
        answer: { journey: id, ...after },
      };
    },
  });

/** Actions on whole journeys, by path. */
export const actionsOnJourneys = Object.fromEntries(steeringVerbs.map(verb => [steer(verb).path, steer(verb)]));
