import {
  canceled,
  cancelScheduled,
  cardFailure,
  renewalPaid,
  subscribed,
  trialBecomesPaid,
  trialing,
} from './billing.ts';
import type { Company } from './company.ts';
import { group, identify, type Message, taskAction, track } from './messages.ts';
import type { Random } from './random.ts';
import { DAY, dateOf, HOUR } from './time.ts';
import { usage } from './usage.ts';

/** What one customer did in the year from `start` to `end`: two of three sign up in it, the others were there before. */
export const life = (company: Company, start: number, end: number, random: Random): Message[] =>
  random.chance(0.68) ? newCustomer(company, start, end, random) : oldCustomer(company, start, end, random);

const newCustomer = (company: Company, start: number, end: number, random: Random): Message[] => {
  const signup = start + random.between(2, 350) * DAY + random.between(0, 24 * 3600) * 1_000;
  const messages = [
    ...introduction(company, signup),
    track(company, admin(company), 'Account Created', signup + 30_000, { plan: company.plan }),
  ];
  const trial = random.chance(0.45) ? random.pick([14, 30]) : 0;
  let leaves = end;
  if (trial > 0) {
    messages.push(
      track(company, admin(company), 'Trial Started', signup + 60_000, { days: trial }),
      trialing(company, signup + 90_000, trial),
    );
    const trialEnd = signup + trial * DAY;
    if (company.habit === 'stalled' || random.chance(0.2)) leaves = trialEnd;
    else messages.push(trialBecomesPaid(company, trialEnd));
    messages.push(track(company, admin(company), 'Trial Ended', trialEnd));
    if (leaves < end) messages.push(canceled(company, leaves));
  } else {
    messages.push(subscribed(company, signup + 2 * HOUR));
    if (random.chance(0.08)) {
      leaves = signup + random.between(5, 120) * DAY + 11 * HOUR;
      messages.push(canceled(company, leaves));
      if (random.chance(0.4)) messages.push(track(company, admin(company), 'Account Deleted', leaves + 3 * DAY));
    } else if (random.chance(0.2)) {
      const failure = cardFailure(company, signup + random.between(30, 200) * DAY, random);
      messages.push(...failure.messages);
      if (failure.lost) leaves = failure.messages.at(-1)?.at ?? leaves;
    }
  }
  if (company.habit === 'stalled') messages.push(...ownerWorks(company, 'low-adoption', signup + 31 * DAY, random));
  return [...messages, ...usage(company, signup, leaves, random, signup + 21 * DAY)];
};

const oldCustomer = (company: Company, start: number, end: number, random: Random): Message[] => {
  const renewal = start + random.between(95, 360) * DAY;
  const known = start + random.between(0, 20) * HOUR;
  const messages = introduction(company, known, { renewalAt: dateOf(renewal) });
  const fate = random.next();
  if (fate < 0.12) {
    messages.push(cancelScheduled(company, renewal - 75 * DAY), canceled(company, renewal));
    return [...messages, ...usage(company, start, renewal, random)];
  }
  if (fate < 0.24) messages.push(group(company, renewal - 50 * DAY, { renewalAt: dateOf(renewal + 20 * DAY) }));
  if (fate > 0.8) {
    const failure = cardFailure(company, renewal - random.between(40, 90) * DAY, random);
    messages.push(...failure.messages);
    if (failure.lost) return [...messages, ...usage(company, start, failure.messages.at(-1)?.at ?? end, random)];
  }
  const renewed = fate < 0.24 ? renewal + 20 * DAY : renewal - random.between(0, 25) * DAY;
  messages.push(
    renewalPaid(company, renewed),
    group(company, renewed + HOUR, { renewalAt: dateOf(renewed + 365 * DAY) }),
  );
  return [...messages.filter(message => message.at < end), ...usage(company, start, end, random)];
};

const introduction = (company: Company, at: number, traits: Record<string, string> = {}): Message[] => [
  group(company, at, {
    name: company.name,
    plan: company.plan,
    arr: company.arr,
    seats: company.seats,
    timezone: company.timezone,
    locale: company.locale,
    owner: company.owner,
    touchModel: company.touchModel,
    stripeCustomerId: company.customer,
    status: 'active',
    ...traits,
  }),
  ...company.contacts.map((person, index) => identify(company, person, at + (index + 1) * 1_000)),
];

/** The owner takes a task up within a working day and says what came of it. */
const ownerWorks = (company: Company, reason: string, from: number, random: Random): Message[] => [
  taskAction(company, reason, 'acknowledge', from + random.between(2, 7) * HOUR),
  taskAction(
    company,
    reason,
    'resolve',
    from + random.between(20, 60) * HOUR,
    random.pick(['contacted_recovering', 'contacted_no_response', 'plan_agreed', 'false_positive']),
  ),
];

const admin = (company: Company) => {
  const [first] = company.contacts;
  if (!first) throw new RangeError(`${company.id} has no contacts.`);
  return first;
};
