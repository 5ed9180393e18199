import type { Company, Habit } from './company.ts';
import { type Message, track } from './messages.ts';
import type { Random } from './random.ts';
import { DAY, HOUR } from './time.ts';

/**
 * Usage of one account from `from` to `to`: which features it has found, and how often it comes back. A new one sets itself
 * up until `settledAt`.
 */
export const usage = (company: Company, from: number, to: number, random: Random, settledAt = from): Message[] => {
  const { features, everyDays, firstAfter, zeal } = habits[company.habit];
  const found = features.filter(() => random.chance(0.85));
  const messages: Message[] = [];
  let at = from + firstAfter * DAY + random.between(1, 20) * HOUR;
  while (at < to) {
    const isSettingUp = at < settledAt;
    const person = random.pick(company.contacts);
    messages.push(track(company, person, 'Signed In', at));
    const event = found.length > 0 && random.chance(0.8) ? random.pick(found) : undefined;
    if (event) messages.push(track(company, person, event, at + random.between(60, 3_000) * 1_000));
    for (let tasks = isSettingUp ? random.between(0, zeal) : 0; tasks > 0; tasks--) {
      messages.push(track(company, person, 'Task Completed', at + random.between(3_100, 9_000) * 1_000 + tasks));
    }
    at += pause(isSettingUp ? everyDays / (zeal + 1) : everyDays, random);
  }
  return messages;
};

const pause = (everyDays: number, random: Random): number =>
  Math.round(everyDays * (0.4 + random.next() * 1.2) * DAY) + random.between(0, 6 * 3600) * 1_000;

/** Events of the key features, the ones that customers find first before the others. */
const core = ['Project Created', 'Task Completed', 'Task Completed', 'Comment Added'];
const advanced = ['Report Shared', 'Automation Created', 'Integration Connected', 'Template Used', 'Timeline Viewed'];

/** `zeal`: how much more often an account comes in its first three weeks, and how many tasks it completes at a time. */
const habits: Record<Habit, { features: string[]; everyDays: number; firstAfter: number; zeal: number }> = {
  thriving: { features: [...core, ...advanced], everyDays: 7, firstAfter: 0, zeal: 3 },
  steady: { features: [...core, 'Report Shared', 'Template Used'], everyDays: 10, firstAfter: 1, zeal: 1 },
  slow: { features: core, everyDays: 16, firstAfter: 9, zeal: 0 },
  stalled: { features: ['Project Created'], everyDays: 40, firstAfter: 16, zeal: 0 },
};
