import { counted } from '../kernel/counted.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import { revenueText } from '../kernel/money.ts';
import type { BeforeAfter, HeadlineFacts } from './headline-facts.ts';

/** One sentence about an account, and where it ranks. */
export interface Headline {
  account: string;
  name: string;
  arr?: number;
  topic: HeadlineTopic;
  text: string;
  /** How large the change is, in ten-thousandths of the larger number. */
  size: number;
}

/** Kinds of headlines, in the order that breaks ties. */
const topics = {
  cancellation: ({ cancelScheduled }) =>
    cancelScheduled && { text: 'The subscription is set to end with its term', size: whole },
  payment: ({ failingDays }) =>
    failingDays !== undefined && failingDays > 0
      ? {
          text: `A payment has been failing for ${counted(failingDays, 'day')}`,
          size: Math.min(whole, Math.floor((failingDays * whole) / 30)),
        }
      : undefined,
  signIns: ({ signIns, since, ...facts }) =>
    signIns &&
    isWorthTelling(signIns, leastSignIns) && {
      text: `Sign-ins ${course(signIns)} a week since ${dayOf(since)}${isOfUsage(facts) ? `; ${scoreOf(facts)}` : ''}`,
      size: sizeOf(signIns),
    },
  // Beside a headline on sign-ins it would repeat it.
  use: ({ dailyUse, signIns, since }) =>
    dailyUse &&
    !signIns &&
    isWorthTelling(dailyUse, leastUse) && {
      text: `Seats in use on a working day ${course(dailyUse, ' %')} since ${dayOf(since)}`,
      size: sizeOf(dailyUse),
    },
  health: facts => {
    const { health, signIns, since } = facts;
    if (!health || Math.abs(health.after - health.before) < leastPoints) return undefined;
    if (signIns && isWorthTelling(signIns, leastSignIns) && isOfUsage(facts)) return undefined;
    const moved = health.moved === undefined ? '' : ` (${health.moved})`;
    return { text: `Health ${course(health)} since ${dayOf(since)}${moved}`, size: sizeOf(health) };
  },
  champion: ({ championLeft }) => championLeft && { text: 'The champion has left', size: whole / 2 },
  tickets: ({ tickets }) =>
    tickets && Math.abs(tickets.after - tickets.before) >= leastTickets
      ? { text: `Tickets ${course(tickets)} in ${counted(tickets.days, 'day')}`, size: sizeOf(tickets) }
      : undefined,
  nps: ({ nps }) => (nps && nps.after !== nps.before ? { text: `NPS ${course(nps)}`, size: sizeOf(nps) } : undefined),
  goals: ({ overdueGoals }) => {
    const [late] = overdueGoals.toSorted((a, b) => b.days - a.days || (a.goal < b.goal ? -1 : 1));
    return (
      late && {
        text: `The goal “${late.goal}” is ${counted(late.days, 'day')} overdue`,
        size: Math.min(whole, Math.floor((late.days * whole) / 60)),
      }
    );
  },
  seats: ({ seats }) =>
    seats && seats.bought > 0 && 10 * seats.used >= 9 * seats.bought
      ? { text: `${seats.used} of ${counted(seats.bought, 'seat')} are taken`, size: whole / 4 }
      : undefined,
} as const satisfies Record<string, (facts: HeadlineFacts) => { text: string; size: number } | false | undefined>;

export type HeadlineTopic = keyof typeof topics;
export const headlineTopics = Object.keys(topics) as readonly HeadlineTopic[];

const whole = 10_000;
/** Smaller changes are everyday life. */
const leastSize = 2_000;
const leastSignIns = 5;
const leastUse = 10;
const leastPoints = 5;
const leastTickets = 2;

/** Changes at an account in sentences, the most important first, up to a maximum. */
export const headlinesOf = (facts: HeadlineFacts, atMost = 3): Headline[] => {
  const { account, name, arr } = facts;
  return headlineTopics
    .flatMap(topic => {
      const headline = topics[topic](facts);
      return headline
        ? [{ account, name, ...(arr !== undefined && { arr }), topic, ...headline, text: `${headline.text}.` }]
        : [];
    })
    .sort(byWeight)
    .slice(0, atMost);
};

/** The most important of all accounts, one of each. */
export const portfolioHeadlines = (accounts: readonly HeadlineFacts[], atMost = 3): Headline[] =>
  accounts
    .flatMap(facts => headlinesOf(facts, 1))
    .sort(byWeight)
    .slice(0, atMost);

/** The sentence after the account's name and yearly revenue: `Acme ($18,000): …`. */
export const headlineText = ({ name, arr, text }: Headline): string =>
  `${name}${arr === undefined ? '' : ` (${revenueText(arr)})`}: ${text}`;

/** By the money that the change is about, then by its size; two headlines never rank alike. */
const byWeight = (a: Headline, b: Headline): number =>
  weightOf(b) - weightOf(a) ||
  b.size - a.size ||
  (a.account < b.account ? -1 : a.account > b.account ? 1 : 0) ||
  headlineTopics.indexOf(a.topic) - headlineTopics.indexOf(b.topic);

const weightOf = ({ arr = 0, size }: Headline): number => arr * size;

const isWorthTelling = (compared: BeforeAfter, least: number): boolean =>
  Math.max(compared.before, compared.after) >= least && sizeOf(compared) >= leastSize;

const sizeOf = ({ before, after }: BeforeAfter): number => {
  const larger = Math.max(before, after);
  return larger <= 0 ? 0 : Math.floor((Math.abs(after - before) * whole) / larger);
};

/** `fell from 41 to 17` */
const course = ({ before, after }: BeforeAfter, unit = ''): string =>
  `${after < before ? 'fell' : 'rose'} from ${before}${unit} to ${after}${unit}`;

/** Whether usage moved the score, which sign-ins show too. */
const isOfUsage = ({ health }: Pick<HeadlineFacts, 'health'>): boolean =>
  health?.moved === 'usage' && Math.abs(health.after - health.before) >= leastPoints;

const scoreOf = ({ health }: Pick<HeadlineFacts, 'health'>): string =>
  health ? `health ${health.before} → ${health.after} (${health.moved})` : '';

/** `March 2` */
const dayOf = (date: CalendarDate): string => months.format(Date.parse(`${date}T00:00:00Z`));
const months = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
