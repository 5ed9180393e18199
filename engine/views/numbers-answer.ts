import * as z from 'zod';
import { dimensions } from '../numbers/business-report.ts';
import { figureIds } from '../numbers/figure.ts';
import { movementKinds } from '../numbers/movement.ts';

/** An account, by name. */
const named = z.object({ id: z.string(), name: z.string() });
/** Money in words. */
const money = z.string();

const figure = z.object({
  id: z.enum(figureIds),
  title: z.string(),
  /** How it is made, in the names of its inputs. */
  formula: z.string(),
  /** `-` where it cannot be told. */
  text: z.string(),
  value: z.number().nullable(),
  unit: z.enum(['percent', 'money', 'days', 'score']),
  /** `start $1,200.00, churn $100.00` */
  inputs: z.string(),
  /** 95 %, of shares of few. */
  interval: z.string(),
  /** Its value in the months up to this one, the oldest first; absent of figures of several months. */
  trend: z.array(z.object({ month: z.string(), value: z.number().nullable() })).exactOptional(),
  /** Those behind it, where it is of some of them. */
  accounts: z.array(named).exactOptional(),
});

const tasks = z.object({
  id: z.string(),
  name: z.string(),
  opened: z.int(),
  inTime: z.int(),
  outcomes: z.array(z.object({ code: z.string(), count: z.int() })),
  byItself: z.int(),
  /** Percent of those that a person resolved. */
  precision: z.number().nullable(),
  minutes: z.number(),
  open: z.int(),
  capacity: z.int().exactOptional(),
});

/** A month of the business, in words. */
export const numbersAnswer = z.object({
  month: z.string(),
  /** Months that are over and can be asked for, the last one first. */
  months: z.array(z.string()),
  /** Up to when what is stored was read. */
  asOf: z.iso.datetime(),
  currency: z.string(),
  accounts: z.int(),
  /** Monthly recurring revenue, the oldest month first; its parts add up. */
  revenue: z.array(
    z.object({
      month: z.string(),
      /** In smallest units. */
      end: z.int(),
      start: money,
      endText: money,
      moved: z.array(z.object({ kind: z.enum(movementKinds), text: money, accounts: z.int() })),
    }),
  ),
  figures: z.array(figure),
  groups: z.array(
    z.object({
      by: z.enum(dimensions),
      value: z.string(),
      accounts: z.int(),
      revenue: money,
      /** Ids of its accounts. */
      members: z.array(z.string()),
      /** Those that can be told. */
      figures: z.array(figure.pick({ id: true, text: true, inputs: true, interval: true, accounts: true })),
    }),
  ),
  movements: z.array(z.object({ account: named, kind: z.enum(movementKinds), from: money, to: money })),
  /** Contracts that come up within 90 days, by health; of the last month only. */
  renewals: z.array(
    z.object({
      band: z.enum(['red', 'yellow', 'green', 'unknown']),
      accounts: z.array(named),
      arr: money,
      cameUp: z.int(),
      renewed: z.int(),
      atRisk: money.exactOptional(),
    }),
  ),
  csms: z.array(tasks),
  rules: z.array(tasks),
  playbooks: z.array(tasks),
  /** The tasks behind the figures of CSMs, rules and playbooks, as they were opened. */
  tasks: z.array(
    z.object({
      account: z.string(),
      csm: z.string(),
      rule: z.string(),
      playbook: z.string().exactOptional(),
      openedAt: z.iso.datetime(),
      /** Which of the figures it counts in; beside `opened`, `inTime`, `byItself` and `open` its outcome. */
      countsIn: z.array(z.string()),
    }),
  ),
  /** Names of accounts, groups and tasks, by id. */
  names: z.record(z.string(), z.string()),
  /** Values that are in no sum, and why. */
  notes: z.array(z.string()),
});
