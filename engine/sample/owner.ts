import { plusDuration } from '../definition/calendar.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import { businessHours } from '../kernel/duration.ts';
import { instant } from '../kernel/instant.ts';
import { nextDigest } from '../tasks/service-level.ts';
import type { Company, Owner } from './company.ts';
import { type Message, taskAction } from './messages.ts';
import { seededBy } from './random.ts';
import { DAY, HOUR, localTime, utcMonday } from './time.ts';

export type Outcome =
  | 'contacted_recovering'
  | 'contacted_no_response'
  | 'plan_agreed'
  | 'churn_confirmed'
  | 'expansion_created'
  | 'false_positive'
  | 'duplicate'
  | 'not_actionable';

/** A bad time of an account, and its owner's answer. */
export interface Struggle {
  from: number;
  to: number;
  outcome: Outcome;
}

/** Time zone of the owners. */
export const desks: Readonly<Record<Owner | 'ruth', string>> = {
  maya: 'America/New_York',
  jonas: 'America/New_York',
  priya: 'America/Los_Angeles',
  tom: 'Europe/London',
  ruth: 'America/New_York',
};

/** Gets tasks that their owner did not start in time. */
const lead = 'ruth';

/**
 * The owner's acts on a task that opens then. Most are taken up within the hour, and it is said the same day what came of them;
 * some have to wait for the customer, and some are found too late, by the lead. A task that is not there after all has nothing
 * done to it. What owners do draws from a random source of its own: customers' lives do not depend on it.
 */
export const ownerWorks = (company: Company, reason: string, opens: number, outcome: Outcome): Message[] =>
  csmWorks(company.owner, company, reason, opens, outcome);

/** Acts of the owner's lead on a task. */
export const leadWorks = (company: Company, reason: string, opens: number, outcome: Outcome): Message[] =>
  csmWorks(lead, company, reason, opens, outcome);

const csmWorks = (
  csm: keyof typeof desks,
  company: Company,
  reason: string,
  opens: number,
  outcome: Outcome,
): Message[] => {
  const random = seededBy(opens, company.id, reason);
  const manner = random.next();
  const isLate = manner < 0.12;
  const waits = manner > 0.9;
  const by = isLate ? lead : csm;
  const found = atWork(by, opens, isLate ? 20 : random.pick([0.25, 0.5, 0.75]));
  const until = waits ? atWork(by, found, 16) : found;
  const stepsDone = usualSteps[reason] ?? [];
  return [
    waits
      ? taskAction(company, reason, by, 'snooze', found, { until: instant(until) })
      : taskAction(company, reason, by, 'acknowledge', found),
    ...stepsDone.map((step, index) =>
      taskAction(company, reason, by, 'tick', atWork(by, until, 0.25 * (index + 1)), { step }),
    ),
    taskAction(company, reason, by, 'resolve', atWork(by, until, random.pick([1, 1.5, 2, 3])), {
      outcome,
      ...(stepsDone.length > 0 && { minutes: 15 + 5 * Math.floor(manner * 10) }),
    }),
  ];
};

/** Steps of the playbooks of these tasks that are done, by step id. */
export const usualSteps: Readonly<Record<string, readonly string[]>> = {
  'agree-on-goals': ['ask', 'date', 'write'],
  'champion-left': ['thank', 'meet'],
  kickoff: ['handover', 'meet', 'recap'],
  'nps-detractor': ['call'],
  'quarterly-review': ['figures', 'meet'],
  'renewal-outreach': ['look', 'call'],
  'renewal-proposal': ['terms', 'send'],
  'risk-open-too-long': ['ask', 'decide'],
  'trial-outreach': ['ask', 'build'],
};

/** Done at once and never closed: a month later the lead gets a task about it, asks, and the owner closes it. */
export const ownerForgets = (company: Company, reason: string, opens: number, outcome: Outcome): Message[] => {
  const { owner } = company;
  const takenUp = atWork(owner, opens, 0.5);
  const asked = atWork(lead, opens + 30 * DAY + HOUR, 0.5);
  const answered = Math.max(atWork(lead, asked, 1), atWork(owner, asked, 0.25));
  return [
    taskAction(company, reason, owner, 'acknowledge', takenUp),
    ...(usualSteps[reason] ?? []).map((step, index) =>
      taskAction(company, reason, owner, 'tick', atWork(owner, takenUp, 0.25 * (index + 1)), { step }),
    ),
    taskAction(company, openTooLong, lead, 'acknowledge', asked),
    ...(usualSteps[openTooLong] ?? []).map((step, index) =>
      taskAction(company, openTooLong, lead, 'tick', atWork(lead, asked, 0.25 * (index + 1)), { step }),
    ),
    taskAction(company, openTooLong, lead, 'resolve', atWork(lead, answered, 0.25), { outcome: 'plan_agreed' }),
    taskAction(company, reason, owner, 'resolve', atWork(owner, answered, 1), { outcome }),
  ];
};

const openTooLong = 'risk-open-too-long';

/** A member of the pool took the task and hands it to the CSM who knows the customer. */
export const ownerTakesOver = (company: Company, reason: string, opens: number, outcome: Outcome): Message[] => {
  const monday = Date.parse(nextDigest(instant(opens), { timezone: desks.tom }));
  const handed = atWork('tom', monday, 1);
  return [
    taskAction(company, reason, 'tom', 'reassign', handed, { to: company.owner }),
    taskAction(company, reason, company.owner, 'resolve', atWork(company.owner, handed, 3), { outcome }),
  ];
};

/** The owner reads about tasks that are not urgent in the digest of the following Monday. */
export const ownerReads = (company: Company, reason: string, opens: number, outcome: Outcome): Message[] =>
  ownerWorks(company, reason, Date.parse(nextDigest(instant(opens), { timezone: desks[company.owner] })), outcome);

/** The customer says that it will be settled, so the owner looks again in a week: if it is still there, the word was not kept. */
export const ownerWaits = (company: Company, reason: string, opens: number): Message[] => {
  const { owner } = company;
  const takenUp = atWork(owner, opens, 0.5);
  const until = atWork(owner, takenUp, 40);
  return [
    taskAction(company, reason, owner, 'acknowledge', takenUp),
    taskAction(company, reason, owner, 'snooze', atWork(owner, takenUp, 1), { until: instant(until) }),
    taskAction(company, reason, owner, 'resolve', atWork(owner, until, 2), { outcome: 'contacted_no_response' }),
  ];
};

/** Whether rules of the week tripped shows on Mondays: those of one account once its week is over, those that compare all once it is everywhere. */
export const ownerWatches = (company: Company, { from, to, outcome }: Struggle): Message[] => {
  const messages: Message[] = [];
  for (let monday = utcMonday(from) + 7 * DAY; monday < to; monday += 7 * DAY) {
    messages.push(
      ...ownerWorks(company, 'health-red', localTime(company, monday + DAY / 2, '03:00'), outcome),
      ...ownerWorks(company, 'login-drop', monday + 16 * HOUR, outcome),
      ...(company.touchModel === 'high'
        ? ownerReads(company, 're-engagement-call', localTime(company, monday + DAY / 2, '03:00'), outcome)
        : []),
    );
  }
  return messages;
};

/** That many working hours later. */
const atWork = (csm: keyof typeof desks, from: number, hours: number): number =>
  Date.parse(plusDuration(instant(from), businessHours(hours), desks[csm], calendarOf(csm)));

/** Working hours of the sample business. */
const calendarOf = (csm: keyof typeof desks): BusinessCalendar => ({
  timezone: desks[csm],
  workdays: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  holidays: ['2025-01-01', '2025-07-04', '2025-11-27', '2025-12-25'],
});
