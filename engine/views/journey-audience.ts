import * as z from 'zod';
import { inOrderOf } from '../counts/arrange-accounts.ts';
import { audienceFunnel, heldIn } from '../counts/audience-funnel.ts';
import type { ListedAccount } from '../counts/listed-account.ts';
import { partsOfCondition } from '../definition/segments.ts';
import { describeNeeds } from '../why/describe-needs.ts';
import { notThere } from './answer-view.ts';
import { view } from './view.ts';

const listed = 200;

/** The accounts that would enter a journey if its trigger happened now. */
export const journeyAudience = view({
  path: '/v1/journeys/{id}/audience',
  summary: 'Who would enter a journey: its audience as a funnel, and the accounts behind a number of it',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    id: z.string(),
    /** The number whose accounts to list: how many conditions hold, or `free`: all hold, and not in the journey yet. */
    held: z
      .union(
        [z.literal('free'), z.coerce.number('must be a number, or free').int().min(0)],
        'must be a number, or free',
      )
      .exactOptional(),
    from: z.coerce.number('must be a number').int().min(0).default(0),
  }),
  answer: z.object({
    id: z.string(),
    title: z.string(),
    /** All accounts except deleted ones. */
    of: z.int(),
    /** How many accounts fulfill each condition and all before it, in the order of writing. */
    parts: z.array(z.object({ needs: z.string(), accounts: z.int() })),
    /** Of those, the ones that aren't in the journey yet. */
    free: z.int(),
    /** Not evaluated with the current audience: only in the first number. */
    unknown: z.int(),
    /** Accounts of the requested number, by yearly revenue. */
    accounts: z.array(
      z.object({ id: z.string(), name: z.string(), arr: z.number().exactOptional(), currency: z.string() }),
    ),
    next: z.int().exactOptional(),
  }),
  kept: ({ journeys }) => journeys.map(id => ({ id })),
  leadsTo: ({ id, parts }) =>
    [0, ...parts.map((_, index) => index + 1), 'free'].map(
      held => ['/v1/journeys/{id}/audience', { id, held }] as const,
    ),
  read: async ({ id, held, from }, _, { accountList, build }) => {
    const definition = (await build.journeys()).find(each => each.id === id);
    if (!definition) throw notThere();
    const rows: ListedAccount[] = [];
    for await (const page of accountList.all()) rows.push(...page);
    const { audience } = definition;
    const funnel = audienceFunnel(definition, rows);
    const least = held === 'free' ? (audience ? partsOfCondition(audience).length : 0) : (held ?? 0);
    const behind = rows
      .filter(({ status }) => held !== undefined && status !== 'deleted')
      .filter(row => least === 0 || (heldIn(row, audience) ?? -1) >= least)
      .filter(({ journeys }) => held !== 'free' || !journeys.includes(id))
      .sort(inOrderOf('arr'));
    return {
      ...{ id, title: definition.title, of: funnel.of, free: funnel.free, unknown: funnel.unknown },
      parts: funnel.parts.map(({ condition, accounts }) => ({
        needs: describeNeeds(condition),
        accounts,
      })),
      accounts: behind.slice(from, from + listed).map(({ account, name, arr, currency }) => ({
        ...{ id: account, name, currency },
        ...(arr !== undefined && { arr }),
      })),
      ...(from + listed < behind.length && { next: from + listed }),
    };
  },
});
