import * as z from 'zod';
import { costedDeployment } from '../cost/costed-deployment.ts';
import { monthlyCost, totalOf } from '../cost/monthly-cost.ts';
import { meanings, typical } from '../cost/workload.ts';
import { moneyText } from '../kernel/money.ts';
import { view } from './view.ts';

const charge = z.object({ what: z.string(), amount: z.number(), dollars: z.number(), text: z.string() });

/** The result of `npx daymark cost` for the current number of accounts. */
export const numbersCost = view({
  path: '/v1/numbers/cost',
  summary: 'What a month costs at list prices of AWS, by service, for as many accounts as there are',
  roles: ['lead'],
  query: z.object({}),
  answer: z.object({
    accounts: z.int(),
    /** Dollars per month: in total, and per account. */
    total: z.string(),
    perAccount: z.string(),
    /** By service, the most expensive first; a service's charges add up to its cost. */
    services: z.array(
      z.object({ service: z.string(), dollars: z.number(), text: z.string(), charges: z.array(charge) }),
    ),
    /** Assumptions about an account's month. */
    assumed: z.array(z.object({ what: z.string(), value: z.number() })),
  }),
  kept: () => [{}],
  read: async (_, __, { accountList, build }) => {
    let accounts = 0;
    for await (const page of accountList.all()) accounts += page.length;
    const charges = monthlyCost({ accounts, ...typical }, costedDeployment(await build.journeySizes()));
    const total = totalOf(charges);
    const services = [...Map.groupBy(charges, ({ service }) => service)].map(([service, own]) => ({
      service,
      ...{ dollars: totalOf(own), text: inDollars(totalOf(own)) },
      charges: own.map(({ what, amount, dollars }) => ({ what, amount, dollars, text: inDollars(dollars) })),
    }));
    return {
      accounts,
      total: inDollars(total),
      perAccount: inDollars(accounts === 0 ? 0 : total / accounts),
      services: services.sort((a, b) => b.dollars - a.dollars),
      assumed: Object.entries(meanings).map(([name, what]) => ({ what, value: typical[name as keyof typeof typical] })),
    };
  },
});

const inDollars = (dollars: number): string =>
  moneyText({ amount: Math.round(100 * dollars), currency: 'usd', unit: 'minor' });
