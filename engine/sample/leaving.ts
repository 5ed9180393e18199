import { canceled, cancelScheduled, cancelUnscheduled, subscribedAgain } from './billing.ts';
import type { Company } from './company.ts';
import type { Message } from './messages.ts';
import { ownerWorks } from './owner.ts';
import { seededBy } from './random.ts';
import { DAY } from './time.ts';
import { work } from './work.ts';

/** Says that it will leave when its term ends. The call finds most of them decided; `stays` are talked round within two weeks. */
export const saysItLeaves = (company: Company, ends: number): { messages: Message[]; stays: boolean } => {
  const stays = seededBy(company.id, 'save-offer').chance(0.35);
  const noticeAt = ends - 75 * DAY;
  return {
    stays,
    messages: [
      cancelScheduled(company, noticeAt),
      ...ownerWorks(company, 'save-offer-call', noticeAt, stays ? 'plan_agreed' : 'churn_confirmed'),
      stays ? cancelUnscheduled(company, noticeAt + 12 * DAY) : canceled(company, ends),
    ],
  };
};

/** A third of those who left take a new subscription in the weeks after the first mail about it, and work with it. */
export const comesBack = (company: Company, left: number, end: number): Message[] => {
  const random = seededBy(company.id, 'comes back');
  const back = left + random.between(32, 55) * DAY;
  if (left >= end || back >= end || !random.chance(0.33)) return [];
  return [subscribedAgain(company, back), ...work(company, back + DAY, end, random)];
};
