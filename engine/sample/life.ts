import {
  canceled,
  cancelScheduled,
  cardExpires,
  cardFailure,
  cardReplaced,
  renewalPaid,
  subscribed,
  trialBecomesPaid,
  trialing,
} from './billing.ts';
import type { Company } from './company.ts';
import { group, identify, type Message, mailFeedback, promptAction, track } from './messages.ts';
import type { Random } from './random.ts';
import { adminOf, answeredNps, lookedAfter, morning, ownerWorks, ticket } from './signs.ts';
import { storyOf } from './stories/all-stories.ts';
import type { Story, Told } from './stories/story.ts';
import { DAY, dateOf, HOUR } from './time.ts';
import { nowAndThen, usual, wholeTeam, work } from './work.ts';

/** What one customer did in the year from `start` to `end`: what all do, and its own story. */
export const life = (account: Company, start: number, end: number, random: Random): Message[] => {
  const story = storyOf(account.number);
  const company: Company = story.isFlatRate
    ? { ...account, plan: 'team', arr: 3_000, seats: 0, touchModel: 'digital' }
    : account;
  const isNew = story.begins === 'new';
  const from = isNew
    ? start + random.between(3, story.isFlatRate ? 330 : 215) * DAY + random.between(13, 21) * HOUR
    : start + random.between(0, 20) * HOUR;
  const told = story.tell({ company, from, end, random });
  const contract = isNew
    ? signup(company, from, told, story, random)
    : renewal(company, from, told, story, end, random);
  const to = Math.min(contract.to, end);
  const messages = [
    ...contract.messages,
    ...(told.messages ?? []),
    ...(told.isLeftAlone || story.isFlatRate ? [] : lookedAfter(company, from, to, random)),
    ...answeredNps(company, from, told.nps ?? [], random),
    ...everyday(company, from, to, random),
    ...(story.isFlatRate
      ? nowAndThen(company, from + 3 * HOUR, to, random)
      : work(company, from + 2 * HOUR, to, random, told.team ?? wholeTeam(company), told.rhythm ?? usual)),
  ];
  return messages.filter(({ at, body }) => at < to || isLastWord(body));
};

/** What is said of an account after it left. */
const isLastWord = ({ type }: Message['body']): boolean =>
  type === 'customer.subscription.deleted' || type === 'invoice.marked_uncollectible' || type === 'task';

interface Contract {
  messages: Message[];
  /** When it ends, if it does. */
  to: number;
}

const signup = (company: Company, from: number, told: Told, { trial, isFlatRate }: Story, random: Random): Contract => {
  const admin = adminOf(company);
  const messages = [
    ...introduction(company, from, isFlatRate ? {} : { seats: company.seats }),
    track(company, admin, 'Account Created', from + 30_000, { plan: company.plan }),
    promptAction(company, admin, 'core-workflow-tour', 'seen', from + 4 * DAY),
    promptAction(company, admin, 'core-workflow-tour', 'completed', from + 4 * DAY + 240_000),
    ...readsMail(company, from, random),
  ];
  if (trial === undefined) messages.push(subscribed(company, from + 2 * HOUR));
  else {
    messages.push(
      track(company, admin, 'Trial Started', from + 60_000, { days: trial }),
      trialing(company, from + 90_000, trial),
      track(company, admin, 'Trial Ended', from + trial * DAY - 60_000),
    );
    if (told.leaves === undefined) messages.push(trialBecomesPaid(company, from + trial * DAY));
  }
  const paidFrom = from + (trial ?? 0) * DAY + 3 * HOUR;
  if (told.leaves !== undefined) return { messages: [...messages, canceled(company, told.leaves)], to: told.leaves };
  messages.push(renewalPaid(company, paidFrom));
  if (told.messages || !random.chance(0.25)) return { messages, to: Number.POSITIVE_INFINITY };
  return failing(company, paidFrom + random.between(60, 100) * DAY, messages, random);
};

const renewal = (
  company: Company,
  from: number,
  told: Told,
  { isFlatRate }: Story,
  end: number,
  random: Random,
): Contract => {
  const due = from + random.between(95, 350) * DAY;
  const noon = Math.floor(due / DAY) * DAY + (12 - company.utcOffset) * HOUR;
  const messages = [
    ...ownerWorks(company, 'prepare-renewal', morning(company, noon - 90 * DAY), 'plan_agreed', random),
    ...ownerWorks(company, 'renewal-outreach', morning(company, noon - 60 * DAY), 'plan_agreed', random),
    ...introduction(company, from, {
      renewalAt: dateOf(due),
      ...(!isFlatRate && { seats: company.seats }),
    }),
    renewalPaid(company, from + 2 * DAY),
    ...(random.chance(0.3) ? expiringCard(company, from + random.between(60, 300) * DAY, random) : []),
  ];
  if (told.leaves !== undefined) return { messages: [...messages, canceled(company, told.leaves)], to: told.leaves };
  // One story is enough for an account.
  const fate = told.messages ? 0.5 : random.next();
  if (fate < 0.15)
    return { messages: [...messages, cancelScheduled(company, due - 75 * DAY), canceled(company, due)], to: due };
  if (fate > 0.72) return failing(company, from + random.between(40, 300) * DAY, messages, random);
  // Some ask for three weeks more.
  const moved = fate < 0.3 ? 20 : 0;
  if (moved > 0) messages.push(group(company, due - 50 * DAY, { renewalAt: dateOf(due + moved * DAY) }));
  const renewed = due + moved * DAY - random.between(0, 20) * DAY;
  messages.push(
    renewalPaid(company, renewed),
    group(company, renewed + HOUR, { renewalAt: dateOf(due + (moved + 365) * DAY) }),
  );
  return { messages, to: end };
};

const failing = (company: Company, at: number, messages: Message[], random: Random): Contract => {
  const failure = cardFailure(company, at, random);
  const last = failure.messages.at(-1)?.at ?? at;
  return { messages: [...messages, ...failure.messages], to: failure.lost ? last : Number.POSITIVE_INFINITY };
};

/** The card runs out at the end of its month; most replace it after a mail or two. */
const expiringCard = (company: Company, at: number, random: Random): Message[] => {
  const first = new Date(at);
  const told = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1, 9);
  return [
    cardExpires(company, told),
    ...(random.chance(0.8) ? [cardReplaced(company, told + random.between(4, 24) * DAY)] : []),
  ];
};

/** Most look at the first mail. */
const readsMail = (company: Company, from: number, random: Random): Message[] =>
  company.touchModel === 'high' || random.chance(0.4)
    ? []
    : [mailFeedback(company, adminOf(company), 'welcome', 'Click', from + 2 * DAY + random.between(1, 20) * HOUR)];

/** A question to support now and then, answered well. */
const everyday = (company: Company, from: number, to: number, random: Random): Message[] => {
  const at = from + random.between(50, 200) * DAY;
  return at < to && random.chance(0.3) ? ticket(company, at, random, random.pick([4, 5, 5])) : [];
};

const introduction = (company: Company, at: number, traits: Record<string, string | number>): Message[] => [
  group(company, at, {
    name: company.name,
    plan: company.plan,
    arr: company.arr,
    timezone: company.timezone,
    locale: company.locale,
    owner: company.owner,
    touchModel: company.touchModel,
    stripeCustomerId: company.customer,
    status: 'active',
    ...(company.hasSponsor && { executiveSponsor: true }),
    ...traits,
  }),
  ...company.contacts.map((person, index) => identify(company, person, at + (index + 1) * 1_000)),
];
