import * as z from 'zod';
import { dimensions } from './business-report.ts';
import { figureIds } from './figure.ts';
import { movementKinds } from './movement.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);
const moved = z.strictObject({
  start: z.int(),
  new: z.int(),
  expansion: z.int(),
  contraction: z.int(),
  churn: z.int(),
  reactivation: z.int(),
  end: z.int(),
});
const sums = { amounts: moved, accounts: moved };

const revenue = z.strictObject({
  month,
  currency: z.string(),
  ...sums,
  apart: z.record(z.string(), z.strictObject(sums)),
  unpriced: z.int(),
});

const figure = z.strictObject({
  id: z.enum(figureIds),
  unit: z.enum(['percent', 'money', 'days', 'score']),
  value: z.number().nullable(),
  inputs: z.record(z.string(), z.number().nullable()),
  interval: z.tuple([z.number(), z.number()]).exactOptional(),
  accounts: z.array(z.string()).exactOptional(),
});

const tasks = z.strictObject({
  name: z.string(),
  opened: z.int(),
  inTime: z.int(),
  outcomes: z.record(z.string(), z.int()),
  byItself: z.int(),
  precision: z.number().nullable(),
  minutes: z.number(),
  timed: z.int(),
  open: z.int(),
  capacity: z.int().exactOptional(),
});

const comparison = z.strictObject({
  journey: z.string(),
  by: z.enum(['journey', 'policy', 'experiment']),
  step: z.string().exactOptional(),
  groups: z.array(
    z.strictObject({
      name: z.string(),
      share: z.number(),
      accounts: z.int(),
      drawn: z.array(z.string()),
      counted: z.array(z.string()).nullable(),
      reached: z.array(z.string()).nullable(),
    }),
  ),
  ratio: z.number().nullable(),
  hidden: z.boolean(),
  lifts: z.array(
    z.strictObject({
      group: z.string(),
      against: z.string(),
      points: z.number(),
      interval: z.tuple([z.number(), z.number()]),
      relative: z.number().nullable(),
    }),
  ),
  foresight: z
    .strictObject({
      perMonth: z.number(),
      rate: z.number().nullable(),
      sees: z.array(z.strictObject({ months: z.int(), points: z.number().nullable() })),
    })
    .exactOptional(),
});

/** The output of `daymark report --json`, described in docs/report.md. */
export const reportSchema = z.strictObject({
  month,
  currency: z.string(),
  accounts: z.int(),
  months: z.array(revenue),
  figures: z.array(figure),
  groups: z.array(
    z.strictObject({
      by: z.enum(dimensions),
      value: z.string(),
      accounts: z.int(),
      revenue,
      figures: z.array(figure),
    }),
  ),
  movements: z.array(
    z.strictObject({
      account: z.string(),
      movement: z.enum(movementKinds),
      currency: z.string(),
      start: z.int(),
      end: z.int(),
    }),
  ),
  atRisk: z.array(
    z.strictObject({
      band: z.enum(['red', 'yellow', 'green', 'unknown']),
      accounts: z.array(z.string()),
      arr: z.int(),
      cameUp: z.int(),
      renewed: z.int(),
      atRisk: z.int().nullable(),
    }),
  ),
  team: z.strictObject({ csms: z.array(tasks), rules: z.array(tasks), playbooks: z.array(tasks) }),
  comparisons: z.array(comparison),
});
