import type { Company, Habit } from './company.ts';
import { type Message, track } from './messages.ts';
import type { Random } from './random.ts';
import { DAY, HOUR } from './time.ts';

/** Usage of one account from `from` to `to`: which features it has found, and how often it comes back. */
export const usage = (company: Company, from: number, to: number, random: Random): Message[] => {
  const { features, everyDays, firstAfter } = habits[company.habit];
  const found = features.filter(() => random.chance(0.85));
  const messages: Message[] = [];
  for (let at = from + firstAfter * DAY + random.between(1, 20) * HOUR; at < to; at += pause(everyDays, random)) {
    const person = random.pick(company.contacts);
    messages.push(track(company, person, 'Signed In', at));
    const event = found.length > 0 && random.chance(0.8) ? random.pick(found) : undefined;
    if (event) messages.push(track(company, person, event, at + random.between(60, 3_000) * 1_000));
  }
  return messages;
};

const pause = (everyDays: number, random: Random): number =>
  Math.round(everyDays * (0.4 + random.next() * 1.2) * DAY) + random.between(0, 6 * 3600) * 1_000;

/** Events of the key features, the ones that customers find first before the others. */
const core = ['Project Created', 'Task Completed', 'Task Completed', 'Comment Added'];
const advanced = ['Report Shared', 'Automation Created', 'Integration Connected', 'Template Used', 'Timeline Viewed'];

const habits: Record<Habit, { features: string[]; everyDays: number; firstAfter: number }> = {
  thriving: { features: [...core, ...advanced], everyDays: 5.2, firstAfter: 0 },
  steady: { features: [...core, 'Report Shared', 'Template Used'], everyDays: 9, firstAfter: 1 },
  slow: { features: core, everyDays: 15, firstAfter: 9 },
  stalled: { features: ['Project Created'], everyDays: 40, firstAfter: 16 },
};
