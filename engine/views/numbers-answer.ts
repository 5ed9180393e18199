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
  /** Formula in the names of its inputs. */
  formula: z.string(),
  /** `-` if unknown. */
  text: z.string(),
  value: z.number().nullable(),
  unit: z.enum(['percent', 'money', 'days', 'score']),
  /** `start $1,200.00, churn $100.00` */
  inputs: z.string(),
  /** 95 % interval of shares of few accounts. */
  interval: z.string(),
  /** Values in the months up to this one, the oldest first; absent for figures over several months. */
  trend: z.array(z.object({ month: z.string(), value: z.number().nullable() })).exactOptional(),
  /** Accounts behind it, if it is about a subset. */
  accounts: z.array(named).exactOptional(),
});

const tasks = z.object({
  id: z.string(),
  name: z.string(),
  opened: z.int(),
  inTime: z.int(),
  outcomes: z.array(z.object({ code: z.string(), count: z.int() })),
  byItself: z.int(),
  /** Percent of the tasks resolved by a person. */
  precision: z.number().nullable(),
  minutes: z.number(),
  open: z.int(),
  capacity: z.int().exactOptional(),
});

/** A month of the business, in words. */
export const numbersAnswer = z.object({
  month: z.string(),
  /** Complete months that can be requested, the latest first. */
  months: z.array(z.string()),
  /** When the data was read. */
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
      /** Figures with a value. */
      figures: z.array(figure.pick({ id: true, text: true, inputs: true, interval: true, accounts: true })),
    }),
  ),
  movements: z.array(z.object({ account: named, kind: z.enum(movementKinds), from: money, to: money })),
  /** Renewals within 90 days, by health band; only for the last month. */
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
  /** The tasks behind the figures of CSMs, rules and playbooks, in order of opening. */
  tasks: z.array(
    z.object({
      account: z.string(),
      csm: z.string(),
      rule: z.string(),
      playbook: z.string().exactOptional(),
      openedAt: z.iso.datetime(),
      /** The figures it counts in: `opened`, `inTime`, `byItself`, `open`, or its outcome. */
      countsIn: z.array(z.string()),
    }),
  ),
  /** Names of the accounts of groups and tasks, by id. */
  names: z.record(z.string(), z.string()),
  /** Amounts that are in no sum, and why. */
  notes: z.array(z.string()),
});
