import { sampleYear } from '../../engine/sample/sample-year.ts';

interface Line {
  type: string;
  object?: string;
  created?: number;
  groupId?: string;
  timestamp?: string;
  messageId?: string;
  event?: string;
  context?: { groupId: string };
  properties?: { survey?: string; score?: number };
  traits?: { stripeCustomerId?: string; renewalAt?: string };
  data?: { object: StripeSubscription & StripeInvoice };
}

interface StripeInvoice {
  customer: string;
  billing_reason?: string;
  lines: { data: { period: { end: number } }[] };
}

interface StripeSubscription {
  id: string;
  customer: string;
  status: string;
  start_date?: number;
  trial_end?: number;
  discount?: { coupon: { percent_off: number } };
  items?: { data: { quantity?: number; price: { unit_amount: number; currency: string } }[] };
}

/** The recorded events of the year, as they came. */
export const lines = sampleYear()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Line);

export const months = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);
export const features = new Set([
  ...['Project Created', 'Task Completed', 'Report Shared', 'Automation Created', 'Integration Connected'],
  ...['Comment Added', 'Template Used', 'Timeline Viewed'],
]);

const seconds = (at: string): number => Date.parse(at) / 1000;
const dayOf = (second: number): string => new Date(second * 1000).toISOString().slice(0, 10);
const daysFrom = (date: string, to: string | number): number =>
  ((typeof to === 'number' ? to : seconds(to)) - seconds(date)) / 86_400;

/**
 * Sums of the sample year, made from its raw events. It reads Stripe's events and Segment's calls by itself: it shares no code with
 * the report or with billing.
 */
export const raw = (() => {
  const accounts = new Map(
    lines.flatMap(({ groupId, traits }) =>
      groupId && traits?.stripeCustomerId ? [[traits.stripeCustomerId, groupId]] : [],
    ),
  );
  const subscriptions = lines
    .filter(({ object, type }) => object === 'event' && type.startsWith('customer.subscription.'))
    .map(({ created = 0, data }) => ({ at: created, ...(data?.object as StripeSubscription) }))
    .sort((a, b) => a.at - b.at);
  const byId = new Map<string, typeof subscriptions>();
  for (const each of subscriptions) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);

  /** Cents a month, in the subscription's own currency. */
  const price = ({ items, discount }: StripeSubscription) => {
    const [item] = items?.data ?? [];
    const full = (item?.price.unit_amount ?? 0) * (item?.quantity ?? 1);
    return Math.round((full * (100 - (discount?.coupon.percent_off ?? 0))) / 100);
  };
  const dollars = (cents: number, currency: string) => {
    const worth = ({ eur: 104, gbp: 125, usd: 100 } as Record<string, number>)[currency] ?? Number.NaN;
    return Math.round((cents * worth) / 100);
  };
  const isPaid = (status: string) => status === 'active' || status === 'past_due';

  /** By account: what it brings at the first second of a month, `YYYY-MM`. */
  const mrrAt = (month: string): Map<string, number> => {
    const second = Date.parse(`${month}-01T00:00:00Z`) / 1000;
    const cents = new Map<string, Map<string, number>>();
    for (const states of byId.values()) {
      const [first] = states;
      if (first === undefined) continue;
      let state = first.at < second ? states.filter(({ at }) => at < second).at(-1) : undefined;
      if (state === undefined && first.start_date !== undefined && first.start_date < second) state = first;
      if (state === undefined || !isPaid(state.status)) continue;
      const account = accounts.get(state.customer) ?? '';
      const currency = state.items?.data[0]?.price.currency ?? '';
      const own = cents.get(account) ?? new Map<string, number>();
      cents.set(account, own.set(currency, (own.get(currency) ?? 0) + price(state)));
    }
    return new Map(
      [...cents].map(([account, own]) => [
        account,
        [...own].reduce((sum, [currency, each]) => sum + dollars(each, currency), 0),
      ]),
    );
  };

  const borders = [...months, '2026-01'];
  const known = new Map(borders.map(month => [month, mrrAt(month)]));
  const movements = months.map((month, index) => {
    const [start, end] = [known.get(month) ?? new Map(), known.get(borders[index + 1] ?? '') ?? new Map()];
    const sums = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 0 };
    for (const account of new Set(accounts.values())) {
      const [from, to] = [start.get(account) ?? 0, end.get(account) ?? 0];
      sums.start += from;
      sums.end += to;
      const wasThere = borders.slice(0, index).some(before => (known.get(before)?.get(account) ?? 0) > 0);
      if (from === 0 && to > 0) sums[wasThere ? 'reactivation' : 'new'] += to;
      else if (to === 0) sums.churn += from;
      else if (to > from) sums.expansion += to - from;
      else sums.contraction += from - to;
    }
    return sums;
  });

  /** Accounts that brought money when a month began and when it was over, that left, and that brought more. */
  const counted = months.map((month, index) => {
    const [start, end] = [known.get(month) ?? new Map(), known.get(borders[index + 1] ?? '') ?? new Map()];
    const paying = [...start].filter(([, cents]) => cents > 0);
    return {
      start: paying.length,
      end: [...end].filter(([, cents]) => cents > 0).length,
      churn: paying.filter(([account]) => (end.get(account) ?? 0) === 0).length,
      expansion: paying.filter(([account, cents]) => (end.get(account) ?? 0) > cents).length,
    };
  });

  /** By account: the second of each payment of an invoice, in order. */
  const invoices = lines
    .filter(({ type }) => type === 'invoice.paid')
    .map(({ created = 0, data }) => ({ at: created, ...(data?.object as StripeInvoice) }))
    .sort((a, b) => a.at - b.at);
  const contracts = lines
    .filter(({ type, traits }) => type === 'group' && traits?.renewalAt !== undefined)
    .map(({ groupId, timestamp = '', traits }) => ({ groupId, at: seconds(timestamp), date: traits?.renewalAt ?? '' }))
    .sort((a, b) => a.at - b.at);
  /** The date of an account's contract that is known before a second. */
  const contractAt = (account: string, second: number) =>
    contracts.findLast(({ groupId, at }) => groupId === account && at < second)?.date;

  const cyclesOf = (customer: string) =>
    invoices.filter(each => each.customer === customer && each.billing_reason === 'subscription_cycle');
  /** Contracts that came to their end, with whether they go on: by a later date, or by a paid period that goes beyond it. */
  const renewals = [...accounts].flatMap(([customer, account]) => {
    const said = contracts.filter(({ groupId }) => groupId === account);
    const later = said.filter(({ date }, n) => n > 0 && daysFrom(said[n - 1]?.date ?? date, date) >= 180);
    const cycles = cyclesOf(customer).filter(({ at, lines: of }) => {
      const date = contractAt(account, at);
      return date !== undefined && dayOf(of.data[0]?.period.end ?? Number.NaN) > date;
    });
    const went = [...later, ...cycles].map(({ at }) => at).sort((a, b) => a - b);
    const first: number[] = [];
    for (const at of went) if (at - (first.at(-1) ?? Number.NEGATIVE_INFINITY) >= 31 * 86_400) first.push(at);
    const own = subscriptions.filter(each => each.customer === customer);
    const [date, last] = [said.at(-1)?.date, own.at(-1)];
    const left = last?.status === 'canceled' && date !== undefined && Math.abs(daysFrom(date, last.at)) <= 31;
    return [
      ...first.map(at => ({ account, at, renewed: true })),
      ...(left ? [{ account, at: last.at, renewed: false }] : []),
    ];
  });
  /** Payments of a cycle but the first, of accounts that never said when their contract ends. */
  const undated = [...accounts].flatMap(([customer, account]) =>
    contracts.some(({ groupId }) => groupId === account) ? [] : cyclesOf(customer).slice(1),
  );
  const paidUndated = (month: string) => undated.filter(({ at }) => dayOf(at).startsWith(month)).length;
  const cameUp = (month: string) => renewals.filter(({ at }) => dayOf(at).startsWith(month));
  /** Contracts that come up within 90 days of a day, with their yearly revenue in cents. */
  const dueAfter = (day: string) =>
    [...new Set(accounts.values())].flatMap(account => {
      const date = contractAt(account, Number.POSITIVE_INFINITY);
      const arr = 12 * (known.get(day.slice(0, 7))?.get(account) ?? 0);
      const isDue = date !== undefined && date >= day && daysFrom(day, date) < 90;
      return isDue && arr > 0 ? [{ account, arr }] : [];
    });

  /** Each call counts once, however often it arrives. */
  const calls = [...new Map(lines.filter(({ type }) => type === 'track').map(line => [line.messageId, line])).values()];
  const scores = (survey: string, month: string) =>
    calls
      .filter(({ event, timestamp }) => event === 'Survey Responded' && timestamp?.startsWith(month))
      .filter(({ properties }) => properties?.survey === survey)
      .map(({ properties }) => properties?.score ?? Number.NaN);
  const trials = (month: string) =>
    [...byId.values()].flatMap(states => {
      if (states[0]?.status !== 'trialing') return [];
      const end = states.find(({ status }) => status !== 'trialing');
      return end && new Date(end.at * 1000).toISOString().startsWith(month) ? [end.status] : [];
    });
  const daysToValue = (month: string) =>
    calls
      .filter(({ event, timestamp }) => event === 'Account Created' && timestamp?.startsWith(month))
      .map(({ context, timestamp = '' }) => {
        const uses = calls
          .filter(each => each.context?.groupId === context?.groupId && features.has(each.event ?? ''))
          .map(each => Date.parse(each.timestamp ?? ''));
        return uses.length === 0 ? Number.POSITIVE_INFINITY : (Math.min(...uses) - Date.parse(timestamp)) / 86_400_000;
      })
      .sort((a, b) => a - b);
  return { movements, counted, cameUp, paidUndated, dueAfter, scores, trials, daysToValue };
})();
