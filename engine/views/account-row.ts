import * as z from 'zod';
import type { ListedAccount } from '../counts/listed-account.ts';
import { healthBands } from '../definition/health-model.ts';
import { healthComponents } from '../definition/health-rules.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { moneyText } from '../kernel/money.ts';

/** An item with its display name. */
export const namedItem = z.object({ id: z.string(), name: z.string() });
const text = z.string().exactOptional();

/** An account in the list. */
export const accountRow = z.object({
  id: z.string(),
  name: z.string(),
  plan: text,
  touchModel: text,
  stage: text,
  owner: namedItem.exactOptional(),
  /** Yearly revenue in major units, and as text. */
  arr: z.object({ amount: z.number(), text: z.string() }).exactOptional(),
  seats: z.object({ bought: z.number().exactOptional(), used: z.int().exactOptional() }).exactOptional(),
  renewalAt: text,
  health: z
    .object({
      score: z.number().nullable(),
      band: z.enum(healthBands).nullable(),
      /** Change in points over four weeks; `cause`: the component that changed most, and why. */
      change: z.number().exactOptional(),
      cause: z.object({ component: z.enum(healthComponents), because: z.string() }).exactOptional(),
    })
    .exactOptional(),
  /** UTC day of the last activity, within the last five weeks. */
  lastSeen: z.iso.date().exactOptional(),
  tasks: z.object({
    open: z.int(),
    breached: z.int(),
    worst: z
      .object({
        id: z.string(),
        title: z.string(),
        severity: z.int(),
        dueAt: z.iso.datetime(),
        isBreached: z.boolean(),
      })
      .exactOptional(),
  }),
  journeys: z.array(namedItem),
  asOf: z.iso.datetime(),
});

export type AccountRow = z.input<typeof accountRow>;

/** @param titles of journeys, by id */
export const accountRowOf = (row: ListedAccount, team: Team, titles: ReadonlyMap<string, string>): AccountRow => {
  const { account, name, plan, touchModel, stage, owner, arr, currency, seats, renewalAt, health, tasks, asOf } = row;
  const { worst } = tasks;
  return {
    ...{ id: account, name },
    ...(plan !== undefined && { plan }),
    ...(touchModel !== undefined && { touchModel }),
    ...(stage !== undefined && { stage }),
    ...(owner !== undefined && { owner: { id: owner, name: csmOf(owner, team)?.name ?? owner } }),
    ...(arr !== undefined && { arr: { amount: arr, text: yearlyText(arr, currency) } }),
    ...(seats && { seats }),
    ...(renewalAt !== undefined && { renewalAt }),
    ...(health && {
      health: {
        ...{ score: health.score, band: health.band },
        ...(health.change !== undefined && { change: health.change }),
        ...(health.cause && { cause: health.cause }),
      },
    }),
    ...(row.lastSeen !== undefined && { lastSeen: row.lastSeen }),
    tasks: {
      ...{ open: tasks.open, breached: tasks.breached },
      ...(worst && {
        worst: {
          ...{ id: worst.id, severity: worst.severity, dueAt: worst.dueAt, isBreached: worst.isBreached === true },
          title: worst.reason.replaceAll('-', ' '),
        },
      }),
    },
    journeys: row.journeys.map(id => ({ id, name: titles.get(id) ?? id })),
    asOf,
  };
};

/** @param amount in major units */
export const yearlyText = (amount: number, currency: string): string => moneyText({ amount, currency, unit: 'major' });
