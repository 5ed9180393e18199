import * as z from 'zod';

/** One number for each of the four weeks. */
const weekly = z.array(z.int());

const newOf = z.strictObject({ byNewEvents: z.int(), of: z.int() });

/** The output of `daymark forecast --json`, described in docs/prove.md. */
export const forecastSchema = z.strictObject({
  at: z.string(),
  weeks: z.array(z.strictObject({ from: z.string(), to: z.string() })),
  journeys: z.array(z.strictObject({ journey: z.string(), mails: weekly, prompts: weekly, tasks: weekly })),
  csms: z.array(
    z.strictObject({
      csm: z.string(),
      open: z.int(),
      tasks: weekly,
      capacity: z.int(),
      overInWeek: z.int().nullable(),
    }),
  ),
  lastWeeks: z.strictObject({ from: z.string(), mails: newOf, prompts: newOf, tasks: newOf }),
  /** What came in the four weeks, by the last play; `null` where they are not over, or it is not known. */
  came: z.strictObject({ mails: z.int(), prompts: z.int(), tasks: z.int() }).nullable(),
  leftOut: z.array(z.string()),
});

export type Forecast = z.infer<typeof forecastSchema>;
