import * as z from 'zod';

const shareOf = z.strictObject({
  part: z.int(),
  of: z.int(),
  percent: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).exactOptional(),
  tells: z.boolean(),
});

const row = z.strictObject({
  value: z.number(),
  today: z.boolean(),
  fired: z.int(),
  accounts: z.int(),
  fates: z.strictObject({ left: z.int(), renewed: z.int(), stayed: z.int(), open: z.int() }),
  precision: shareOf,
  recall: shareOf,
  daysBefore: z
    .strictObject({ median: z.number(), interval: z.tuple([z.number(), z.number()]).exactOptional() })
    .nullable(),
  tasks: z.strictObject({
    opened: z.int(),
    perCsmWeek: z.number(),
    busiest: z
      .strictObject({
        csm: z.string(),
        perWeek: z.number(),
        perWeekOfOthers: z.number().nullable(),
        openAtOnce: z.number().nullable(),
        capacity: z.int(),
      })
      .nullable(),
  }),
});

/** The output of `daymark backtest --json`, described in docs/prove.md. */
export const backtestSchema = z.strictObject({
  subject: z.string(),
  told: z.string(),
  parameter: z.string(),
  unit: z.enum(['share', 'days', 'weeks', 'count', 'points', 'number']),
  today: z.number(),
  /** Other parameters for `--set`. */
  others: z.array(z.strictObject({ name: z.string(), today: z.number() })),
  within: z.int(),
  from: z.string(),
  to: z.string(),
  accounts: z.int(),
  cancellations: z.int(),
  chance: shareOf,
  csms: z.int(),
  rows: z.array(row),
});

export type Backtest = z.infer<typeof backtestSchema>;
export type BacktestRow = Backtest['rows'][number];
export type BacktestShare = z.infer<typeof shareOf>;
