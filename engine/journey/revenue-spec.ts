import * as z from 'zod';
import type { RevenueRules } from '../definition/revenue-rules.ts';

const currency = z.string().regex(/^[a-z]{3}$/, 'no currency. Write its three small letters, such as eur.');

/** Of `revenue` in the policy. */
export const revenueSchema = z
  .strictObject({
    currency,
    rates: z.array(
      z.strictObject({
        from: z.iso.date('no date. Write YYYY-MM-DD.'),
        worth: z.record(currency, z.number().gt(0).max(1e9)),
      }),
    ),
    margin: z.number().gt(0).max(1).exactOptional(),
  })
  .check(({ value: { currency: own, rates }, issues }) => {
    for (const [place, { from, worth }] of rates.entries()) {
      const say = (message: string) => issues.push({ code: 'custom', input: from, path: ['rates', place], message });
      if (own in worth) say(`says what a ${own} is worth in ${own}. Take it out: the report is in ${own}.`);
      const before = rates[place - 1]?.from;
      if (before !== undefined && before >= from)
        say(`begins no later than the one before it. Put rates in order of "from".`);
    }
  }) satisfies z.ZodType<RevenueRules>;
