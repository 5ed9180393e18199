import * as z from 'zod';

const gate = z
  .strictObject({
    gate: z.string().meta({ description: 'name of the rule, such as audience or quiet-hours' }),
    passed: z.boolean(),
    needed: z.string().meta({ description: 'what it needed, in English' }),
    was: z.string().meta({ description: 'what there was, in English' }),
    since: z.iso.datetime().optional().meta({ description: 'when that became known' }),
  })
  .meta({ description: 'in the order in which they are asked; the first that was not passed is the reason' });

const entry = {
  at: z.iso.datetime(),
  event: z.string(),
  outcome: z.enum(['entered', 'refused', 'not-triggered']),
  reason: z.string().optional(),
  enrollment: z.string().optional(),
  gates: z.array(gate),
};

const enrollment = z.strictObject({
  enrollment: z.string(),
  at: z.iso.datetime(),
  by: z.string().meta({ description: 'what the timeline calls its trigger' }),
  cause: z.string().meta({ description: 'the same in English' }),
  state: z.enum(['in', 'completed', 'exited', 'failed']),
  endedAt: z.iso.datetime().optional(),
  because: z.string().optional(),
  goal: z.enum(['reached', 'missed']).optional(),
  gates: z.array(gate),
});

const attempt = z.strictObject({
  at: z.iso.datetime(),
  enrollment: z.string(),
  step: z.string(),
  round: z.int(),
  outcome: z.enum(['sent', 'held', 'skipped', 'failed', 'unknown', 'done', 'left']),
  to: z.string().optional(),
  reason: z.string().optional(),
  until: z.iso.datetime().optional(),
  took: z.string().optional(),
  gates: z.array(gate),
});

const step = z.strictObject({
  enrollment: z.string(),
  step: z.string(),
  does: z.string(),
  shownTo: z.string().optional().meta({ description: 'of an in-app prompt: who sees it, in English' }),
  state: z.enum(['decided', 'waiting', 'later', 'within', 'passed', 'not-reached']),
  until: z.iso.datetime().optional(),
  after: z.string().optional(),
  passedBy: z.strictObject({ step: z.string(), took: z.string() }).optional(),
  attempts: z.array(attempt),
});

/** The output of `daymark why --json`. */
export const whySchema = z.strictObject({
  account: z.string(),
  name: z.string(),
  timezone: z.string(),
  at: z.iso.datetime().meta({ description: 'as of when' }),
  journeys: z.array(
    z.strictObject({
      journey: z.string(),
      title: z.string(),
      state: z.enum(['in', 'left', 'never']),
      enrollments: z.array(enrollment),
      refused: z.array(z.strictObject({ ...entry, times: z.int() })),
      nearest: z.strictObject(entry).optional(),
      never: z.string().optional(),
      reentry: z.string().optional(),
      next: z.iso.datetime().optional(),
      steps: z.array(step),
    }),
  ),
});
