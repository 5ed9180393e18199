import type { Company, Person } from './company.ts';
import { type Message, track } from './messages.ts';
import type { Random } from './random.ts';
import { DAY, HOUR, utcMonday } from './time.ts';

/** How much of its usual work an account does at a time: 1 is all of it. */
export type Rhythm = (at: number) => number;

export const usual: Rhythm = () => 1;

export interface SampleUsers {
  people: readonly Person[];
  features: readonly string[];
}

export const everyFeature = [
  'Project Created',
  'Task Completed',
  'Comment Added',
  'Report Shared',
  'Automation Created',
  'Integration Connected',
  'Template Used',
  'Timeline Viewed',
] as const;

/** All contacts with a seat, using every feature but integrations. */
export const wholeTeam = ({ contacts, seats }: Company): SampleUsers => ({
  people: contacts.slice(0, seats),
  features: everyFeature.filter(feature => feature !== 'Integration Connected'),
});

/**
 * The working days of an account's people, four a week each. A day leaves one mark: sessions last a night, so that every
 * second one begins with a sign-in, and the others show a feature at use, one after the other.
 */
export const work = (
  company: Company,
  from: number,
  to: number,
  random: Random,
  { people, features }: SampleUsers = wholeTeam(company),
  rhythm: Rhythm = usual,
): Message[] => {
  const messages: Message[] = [];
  let used = random.between(0, 7);
  const nextFeature = () => features[used++ % features.length] ?? 'Signed In';
  for (let monday = utcMonday(from); monday < to; monday += 7 * DAY) {
    for (let weekday = 0; weekday < 5; weekday++) {
      for (const [index, person] of people.entries()) {
        if (weekday === dayOff(index)) continue;
        const at = monday + weekday * DAY + (9 - company.utcOffset) * HOUR + random.between(0, 7 * 3_600) * 1_000;
        if (!random.chance(presence * rhythm(at)) || at < from || at >= to) continue;
        messages.push(track(company, person, weekday % 2 === 0 ? 'Signed In' : nextFeature(), at));
      }
    }
  }
  return messages;
};

/** Tuesday or Thursday, so that no day is without users. */
const dayOff = (person: number): number => (person % 2 === 0 ? 1 : 3);

/** Travel and illness take the rest. */
const presence = 0.97;

/** One user twice a week: enough for a team without seats. */
export const nowAndThen = (company: Company, from: number, to: number, random: Random): Message[] => {
  const messages: Message[] = [];
  const { features } = wholeTeam(company);
  for (let at = from, used = 0; at < to; at += random.between(60, 108) * HOUR)
    messages.push(track(company, random.pick(company.contacts), features[used++ % features.length] ?? 'Signed In', at));
  return messages;
};
