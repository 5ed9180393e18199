import type { Company, Person } from './company.ts';
import { type Message, track } from './messages.ts';
import { type Random, seededBy } from './random.ts';
import { DAY, HOUR, utcDate, utcMonday } from './time.ts';

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

/** All contacts with a seat, using what their team has come to use. */
export const wholeTeam = (company: Company): SampleUsers => ({
  people: company.contacts.slice(0, company.seats),
  features: habits(company),
});

/** Every feature in an order of the team's own, and its favorites again; integrations are for a few. */
const habits = ({ id }: Company): readonly string[] => {
  const random = seededBy(id, 'habits');
  const integrates = random.chance(0.25);
  const used = everyFeature.filter(feature => integrates || feature !== 'Integration Connected');
  const inOrder = used
    .map(feature => ({ feature, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ feature }) => feature);
  return [...inOrder, ...inOrder.slice(0, random.between(0, 2))];
};

/**
 * The working days of an account's people, four a week each. A day leaves one mark, a busy one two: sessions last a night, so that
 * every second one begins with a sign-in, and the others show a feature at use, one after the other.
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
    const load = company.keenness * (0.94 + 0.1 * seededBy(company.id, monday).next());
    for (let weekday = 0; weekday < 5; weekday++) {
      for (const [index, person] of people.entries()) {
        if (weekday === dayOff(index)) continue;
        const at = monday + weekday * DAY + (9 - company.utcOffset) * HOUR + random.between(0, 7 * 3_600) * 1_000;
        const isThere = random.chance(load * rhythm(at) * season(company, at));
        const isBusy = random.chance(busyShare);
        if (!isThere || at < from || at >= to) continue;
        messages.push(track(company, person, weekday % 2 === 0 ? 'Signed In' : nextFeature(), at));
        if (isBusy) messages.push(track(company, person, nextFeature(), at + random.between(5, 55) * 60_000));
      }
    }
  }
  return messages;
};

/** Tuesday or Thursday, so that no day is without users. */
const dayOff = (person: number): number => (person % 2 === 0 ? 1 : 3);

const busyShare = 0.02;

/** A holiday leaves half of the desks empty. */
const season = ({ holidays }: Company, at: number): number => (holidays.includes(utcDate(at).slice(5)) ? 0.5 : 1);

/** One user now and then, in some teams every day and in others twice a week: enough for a team without seats. At first all are curious. */
export const nowAndThen = (company: Company, from: number, to: number, random: Random): Message[] => {
  const messages: Message[] = [];
  const { features } = wholeTeam(company);
  const pace = random.pick([0.3, 0.6, 0.8, 0.9, 1, 1.1, 1.2]);
  for (let at = from, used = 0; at < to; ) {
    messages.push(track(company, random.pick(company.contacts), features[used++ % features.length] ?? 'Signed In', at));
    const isNew = at < from + 14 * DAY;
    at += Math.round(random.between(60, 108) * (isNew ? Math.min(pace, 0.7) : pace) * HOUR);
  }
  return messages;
};
