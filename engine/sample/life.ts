import {
  canceled,
  cardExpires,
  cardFailure,
  cardReplaced,
  renewalPaid,
  renewedTerms,
  runningSubscription,
  subscribed,
  trialBecomesPaid,
  trialing,
} from './billing.ts';
import type { Company } from './company.ts';
import { freeYear, isFree } from './free.ts';
import { dealWon, renewalTalks, reviews } from './high-touch.ts';
import { introduction } from './introduction.ts';
import { comesBack, saysItLeaves } from './leaving.ts';
import { firstMails, optsOut, renewalMails } from './mail.ts';
import { group, type Message, promptAction, track } from './messages.ts';
import { type Outcome, ownerReads, ownerWaits, ownerWatches, ownerWorks } from './owner.ts';
import type { Random } from './random.ts';
import { session } from './sessions.ts';
import { adminOf, answeredNps, lookedAfter, staysInTouch, ticket } from './signs.ts';
import { storyOf } from './stories/all-stories.ts';
import type { SampleStory, Told } from './stories/story.ts';
import { DAY, HOUR, localTime, MINUTE, utcDate } from './time.ts';
import { nowAndThen, usual, wholeTeam, work } from './work.ts';

/** Customers who pay at least this many dollars a year sign with sales, not in the app. */
const soldBySales = 30_000;

/** Messages of one customer in the year from `start` to `end`: those of every customer, and of its own story. */
export const life = (account: Company, start: number, end: number, random: Random): Message[] => {
  const story = storyOf(account.number);
  const company: Company = story.isFlatRate
    ? { ...account, plan: 'team', arr: random.pick([600, 1_200, 1_800, 3_000, 4_800]), seats: 0, touchModel: 'digital' }
    : { ...account, ...(story.begins === 'new' && account.arr >= soldBySales && { touchModel: 'high' }) };
  if (isFree(company, story)) return freeYear(company, start, end);
  const isNew = story.begins === 'new';
  const from = isNew
    ? start + random.between(3, story.isFlatRate ? 330 : 215) * DAY + random.between(13, 21) * HOUR
    : start + random.between(0, 20) * HOUR;
  const tale = story.tell({ company, from, end, random });
  const contract = isNew
    ? signup(company, from, tale, story, random)
    : renewal(company, from, tale, story, end, random);
  const to = Math.min(contract.to, end);
  const lived = [
    ...contract.messages,
    ...(tale.messages ?? []),
    ...(tale.struggle ? ownerWatches(company, tale.struggle) : []),
    ...optsOut(company, from),
    ...(tale.isLeftAlone
      ? []
      : story.isFlatRate
        ? staysInTouch(company, from, to)
        : lookedAfter(company, from, to, random)),
    ...answeredNps(company, from, tale.nps ?? [], random),
    ...everyday(company, from, to, random),
    ...session(company, from, to),
    ...(story.isFlatRate
      ? nowAndThen(company, from + 3 * HOUR, to, random)
      : work(company, from + 2 * HOUR, to, random, tale.team ?? wholeTeam(company), tale.rhythm ?? usual)),
  ];
  const messages = lived.filter(({ at, body }) => at < to || isLastWord(body));
  return [
    ...messages,
    ...silentWeeks(company, from, to, messages, tale.leaves ? 'churn_confirmed' : 'false_positive'),
    ...comesBack(company, contract.to, end),
  ];
};

/** Messages about an account after it left. */
const isLastWord = ({ type }: Message['body']): boolean =>
  type === 'customer.subscription.deleted' || type === 'invoice.marked_uncollectible' || type === 'task';

interface Contract {
  messages: Message[];
  /** When it ends, if it does. */
  to: number;
}

const signup = (
  company: Company,
  from: number,
  tale: Told,
  { trial, isFlatRate }: SampleStory,
  random: Random,
): Contract => {
  const admin = adminOf(company);
  const messages = [
    ...introduction(company, from, {
      ...(!isFlatRate && { seats: company.seats }),
      ...(company.touchModel === 'high' && { renewalAt: utcDate(from + 365 * DAY) }),
    }),
    track(company, admin, 'Account Created', from + 30_000, { plan: company.plan }),
    promptAction(company, admin, 'core-workflow-tour', 'seen', from + 4 * DAY),
    promptAction(company, admin, 'core-workflow-tour', 'completed', from + 4 * DAY + 240_000),
    ...firstMails(company, from, random),
  ];
  const signed = from + (trial ?? 0) * DAY + 90 * MINUTE;
  if (tale.leaves === undefined || tale.leaves > signed)
    messages.push(...dealWon(company, signed), ...reviews(company, from, from + 365 * DAY));
  if (trial === undefined) messages.push(subscribed(company, from + 2 * HOUR));
  else {
    messages.push(
      track(company, admin, 'Trial Started', from + 60_000, { days: trial }),
      trialing(company, from + 90_000, trial),
      track(company, admin, 'Trial Ended', from + trial * DAY - 60_000),
    );
    if (tale.leaves === undefined) messages.push(trialBecomesPaid(company, from + trial * DAY));
  }
  const paidFrom = from + (trial ?? 0) * DAY + 3 * HOUR;
  if (tale.leaves !== undefined) return { messages: [...messages, canceled(company, tale.leaves)], to: tale.leaves };
  messages.push(renewalPaid(company, paidFrom));
  if (tale.messages || tale.struggle || !random.chance(0.25)) return { messages, to: Number.POSITIVE_INFINITY };
  return failing(company, paidFrom + random.between(60, 100) * DAY, messages);
};

const renewal = (
  company: Company,
  from: number,
  tale: Told,
  { isFlatRate }: SampleStory,
  end: number,
  random: Random,
): Contract => {
  const due = from + random.between(95, 350) * DAY;
  // An account has one story at most.
  const fate = tale.messages || tale.struggle ? 0.5 : random.next();
  const notice = tale.leaves === undefined && fate < 0.15 ? saysItLeaves(company, due) : undefined;
  const isLost = tale.leaves !== undefined || notice?.stays === false;
  const noon = Date.parse(`${utcDate(due)}T12:00:00Z`) - company.utcOffset * HOUR;
  const morningBefore = (days: number) => localTime(company, noon - days * DAY, '09:00');
  const messages = [
    ...ownerReads(company, 'prepare-renewal', morningBefore(90), 'plan_agreed'),
    ...ownerWorks(company, 'renewal-outreach', morningBefore(60), isLost ? 'churn_confirmed' : 'plan_agreed'),
    ...renewalTalks(company, noon),
    ...reviews(company, from, noon),
    ...renewalMails(company, due),
    ...introduction(company, from, {
      renewalAt: utcDate(due),
      ...(!isFlatRate && { seats: company.seats }),
    }),
    renewalPaid(company, from + 2 * DAY),
    runningSubscription(company, from + 2 * DAY + 1_000),
    ...(random.chance(0.3) ? expiringCard(company, from + random.between(60, 300) * DAY, random) : []),
  ];
  if (tale.leaves !== undefined) return { messages: [...messages, canceled(company, tale.leaves)], to: tale.leaves };
  if (notice) messages.push(...notice.messages);
  if (notice && isLost) return { messages, to: due };
  if (fate > 0.72) return failing(company, from + random.between(40, 300) * DAY, messages);
  // Some ask for three more weeks.
  const moved = fate < 0.3 ? 20 : 0;
  if (moved > 0) messages.push(group(company, due - 50 * DAY, { renewalAt: utcDate(due + moved * DAY) }));
  const renewed = due + moved * DAY - random.between(0, 20) * DAY;
  messages.push(
    renewalPaid(company, renewed),
    ...renewedTerms(company, renewed + 60_000),
    group(company, renewed + HOUR, { renewalAt: utcDate(due + (moved + 365) * DAY) }),
    ...reviews(company, renewed + HOUR, due + (moved + 365) * DAY),
  );
  return { messages, to: end };
};

const failing = (company: Company, at: number, messages: Message[]): Contract => {
  const { messages: failed, isStolen, givenUp, lost } = cardFailure(company, at);
  const worked = [
    ...(isStolen ? ownerWorks(company, 'payment-review', at, 'plan_agreed') : []),
    ...(givenUp === undefined ? [] : ownerWaits(company, 'payment-escalation', givenUp)),
  ];
  return {
    messages: [...messages, ...failed, ...worked],
    to: lost ? (failed.at(-1)?.at ?? at) : Number.POSITIVE_INFINITY,
  };
};

/** The card runs out at the end of its month; most replace it after a mail or two. */
const expiringCard = (company: Company, at: number, random: Random): Message[] => {
  const first = new Date(at);
  const warnedAt = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1, 9);
  return [
    cardExpires(company, warnedAt),
    ...(random.chance(0.8) ? [cardReplaced(company, warnedAt + random.between(4, 24) * DAY)] : []),
  ];
};

/** No activity for two weeks and, despite a mail, for two more: that is a task for the owner. A CSM of their own asks after the first two. */
const silentWeeks = (
  company: Company,
  from: number,
  to: number,
  messages: readonly Message[],
  outcome: Outcome,
): Message[] => {
  const heard = messages
    .filter(({ body }) => body.type === 'track')
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  return heard.flatMap((last, index) => {
    const asked = Math.max(last + 14 * DAY, from + 30 * DAY);
    const [reason, opens] =
      company.touchModel === 'high'
        ? (['silence-call', asked + HOUR] as const)
        : (['silence-outreach', localTime(company, asked + 14 * DAY, '09:00')] as const);
    return opens < Math.min(heard[index + 1] ?? to, to) ? ownerWorks(company, reason, opens, outcome) : [];
  });
};

/** A question to support now and then, answered well. */
const everyday = (company: Company, from: number, to: number, random: Random): Message[] => {
  const at = from + random.between(50, 200) * DAY;
  return at < to && random.chance(0.3) ? ticket(company, at, random, random.pick([4, 5, 5])) : [];
};
