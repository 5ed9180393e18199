import { subscribed } from './billing.ts';
import type { Company } from './company.ts';
import { introduction } from './introduction.ts';
import { group, type Message, promptAction, track } from './messages.ts';
import { type Random, seededBy } from './random.ts';
import { adminOf } from './signs.ts';
import type { SampleStory } from './stories/story.ts';
import { DAY, HOUR } from './time.ts';
import { nowAndThen } from './work.ts';

/** One in three of the small ones that sign up without a trial. */
export const isFree = ({ id }: Company, { isFlatRate, begins, trial }: SampleStory): boolean =>
  isFlatRate === true && begins === 'new' && trial === undefined && seededBy(id, 'free').chance(0.34);

/** Uses the free plan on its own: follows what the product suggests, or not. One in four pays within the month. */
export const freeYear = (small: Company, start: number, end: number): Message[] => {
  const company: Company = { ...small, plan: 'free', arr: 0 };
  const random = seededBy(company.id, 'free year');
  const from = start + random.between(3, 300) * DAY + random.between(13, 21) * HOUR;
  const admin = adminOf(company);
  return [
    ...introduction(company, from, {}),
    track(company, admin, 'Account Created', from + 30_000, { plan: company.plan }),
    promptAction(company, admin, 'free-start', 'seen', from + HOUR),
    promptAction(company, admin, 'free-start', 'clicked', from + HOUR + 20_000, 'create-project'),
    ...firstWeek(company, from + HOUR, random),
    ...nowAndThen(company, from + DAY, end, random),
    ...(random.chance(0.25) ? pays(small, from + random.between(12, 25) * DAY) : []),
  ];
};

const firstWeek = (company: Company, from: number, random: Random): Message[] =>
  ['Project Created', 'Task Completed', 'Comment Added', 'Template Used']
    .slice(0, random.between(1, 4))
    .map((event, day) => track(company, adminOf(company), event, from + day * DAY + 30_000));

const pays = (company: Company, at: number): Message[] => [
  group(company, at, { plan: company.plan, arr: company.arr, stripeCustomerId: company.customer }),
  subscribed(company, at + 60_000),
];
