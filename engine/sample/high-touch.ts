import type { Company } from './company.ts';
import { type Message, track } from './messages.ts';
import { leadWorks, ownerReads, ownerWorks } from './owner.ts';
import { adminOf } from './signs.ts';
import { DAY, HOUR, localTime } from './time.ts';

/** The contract is signed; the owner holds the kickoff, and talks to them each week of the first three months. */
export const dealWon = (company: Company, at: number): Message[] => {
  if (company.touchModel !== 'high') return [];
  const morningOf = (day: number) => localTime(company, at + day * DAY, '09:00');
  return [
    track(company, adminOf(company), 'Deal Won', at),
    ...ownerWorks(company, 'kickoff', at, 'plan_agreed'),
    ...ownerWorks(company, 'agree-on-goals', morningOf(14), 'plan_agreed'),
    ...Array.from({ length: 12 }, (_, week) => morningOf(7 + 7 * week)).flatMap(opens =>
      ownerReads(company, 'weekly-check-in', opens, 'plan_agreed'),
    ),
  ];
};

/** A review each month of a term that ends on `due`, as far as the account is known by then, and each third one of the quarter. */
export const reviews = (company: Company, from: number, due: number): Message[] => {
  if (company.touchModel !== 'high') return [];
  const begins = Math.max(from, due - 335 * DAY);
  return Array.from({ length: 9 }, (_, round) => ({ round: round + 1, at: begins + round * 30 * DAY }))
    .filter(({ at }) => at < due - 91 * DAY)
    .flatMap(({ round, at }) =>
      ownerReads(
        company,
        round % 3 === 0 ? 'quarterly-review' : 'monthly-review',
        localTime(company, at, '09:00'),
        'plan_agreed',
      ),
    );
};

/** The sponsor is met, the proposal sent; of a contract that is still unsigned ten days before, the lead takes care. */
export const renewalTalks = (company: Company, due: number): Message[] => {
  if (company.touchModel !== 'high') return [];
  const morningBefore = (days: number) => localTime(company, due - days * DAY, '09:00');
  return [
    ...ownerReads(company, 'meet-the-sponsor', morningBefore(120), 'plan_agreed'),
    ...ownerWorks(company, 'renewal-proposal', morningBefore(30), 'plan_agreed'),
    ...leadWorks(company, 'renewal-unsigned', morningBefore(10) + HOUR, 'plan_agreed'),
  ];
};
