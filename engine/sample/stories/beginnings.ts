import { planSaid, track } from '../messages.ts';
import { ownerWorks } from '../owner.ts';
import { adminOf } from '../signs.ts';
import { DAY, localTime, MINUTE, utcDate } from '../time.ts';
import { everyFeature } from '../work.ts';
import type { SampleStory, Scene } from './story.ts';

/** One person looks in now and then, and finds the projects only. */
const onlyLooking = ({ company: { contacts } }: Scene) => ({
  people: contacts.slice(0, 1),
  features: ['Project Created'],
});

/** Never gets going in its first month; after a call from its owner it does. */
export const lateStarter: SampleStory = {
  begins: 'new',
  tell: ({ company, from }) => {
    const called = from + 33 * DAY;
    return {
      messages: ownerWorks(company, 'low-adoption', localTime(company, from + 30 * DAY, '09:00'), 'plan_agreed'),
      rhythm: at => (at < from + 6 * DAY ? 0.2 : at < called ? 0 : 1),
      struggle: { from: called, to: called + 35 * DAY, outcome: 'contacted_recovering' },
      nps: [7, 8],
    };
  },
};

/** Never gets going at all. */
export const neverStarted: SampleStory = {
  begins: 'new',
  tell: scene => {
    const { company, from, random } = scene;
    const leaves = from + random.between(96, 118) * DAY;
    const opens = localTime(company, from + 30 * DAY, '09:00');
    return {
      messages: ownerWorks(company, 'low-adoption', opens, 'contacted_no_response'),
      rhythm: at => (at < from + 50 * DAY ? 0.15 : 0),
      team: onlyLooking(scene),
      struggle: { from: opens, to: leaves, outcome: 'contacted_no_response' },
      leaves,
      isLeftAlone: true,
    };
  },
};

/** The check on day 10 comes in time: set up together with the CSM, it becomes a customer. */
export const rescuedTrial: SampleStory = {
  begins: 'new',
  trial: 14,
  tell: ({ company, from }) => {
    const opens = localTime(company, from + 12 * DAY, '09:00');
    return {
      messages: ownerWorks(company, 'trial-outreach', opens, 'contacted_recovering'),
      rhythm: at => (at < from + 12 * DAY ? 0.1 : 1),
    };
  },
};

/** Its owner calls after two weeks, in vain, and need not be told on the last day that it is unused. */
export const lostTrial: SampleStory = {
  begins: 'new',
  trial: 30,
  tell: scene => {
    const { company, from } = scene;
    const morningOf = (day: number) => localTime(company, from + day * DAY, '09:00');
    return {
      messages: [
        ...ownerWorks(company, 'trial-outreach', morningOf(16), 'contacted_no_response'),
        ...ownerWorks(company, 'low-adoption', morningOf(30), 'duplicate'),
      ],
      rhythm: () => 0.15,
      team: onlyLooking(scene),
      leaves: from + 30 * DAY,
      isLeftAlone: true,
    };
  },
};

/** Brings its whole list of things to do, and ticks them off. */
export const keenStarter: SampleStory = {
  begins: 'new',
  tell: ({ company, from }) => ({
    messages: Array.from({ length: 12 }, (_, index) =>
      track(company, adminOf(company), 'Task Completed', from + (2 + index) * DAY + index * 7 * MINUTE),
    ),
    nps: [8, 9, 9],
  }),
};

/** Knows what it wants to see, and sees it on the first day. */
export const wonTrial: SampleStory = {
  begins: 'new',
  trial: 14,
  tell: ({ company, from }) => ({
    messages: ['Project Created', 'Template Used', 'Task Completed'].map((event, index) =>
      track(company, adminOf(company), event, from + (8 + 11 * index) * MINUTE),
    ),
    nps: [9],
  }),
};

/**
 * The customer has a success plan: a date for its launch, and reports for all users by then. `integrated`: so many days after
 * signup it is live.
 */
const launch = (integrated: number): SampleStory => ({
  begins: 'new',
  tell: ({ company, from }) => {
    const goal = from + 62 * DAY;
    const isLate = integrated > 62;
    return {
      messages: [
        planSaid(company, from + 9 * DAY, [
          { id: 'launch', title: 'Live with the data of the old system', dueAt: utcDate(goal) },
          {
            id: 'reports',
            title: 'Reports in the Monday meeting',
            metric: 'count:Report Shared',
            target: isLate ? 12 : 6,
            dueAt: utcDate(goal + 28 * DAY),
          },
        ]),
        track(company, adminOf(company), 'Integration Connected', from + integrated * DAY),
        ...(isLate
          ? ownerWorks(company, 'plan-behind', localTime(company, from + 50 * DAY, '03:00'), 'plan_agreed')
          : []),
        ...(isLate
          ? ownerWorks(company, 'launch-overdue', localTime(company, goal + DAY, '09:00'), 'plan_agreed')
          : []),
      ],
      team: { people: company.contacts.slice(0, company.seats), features: everyFeature.slice(0, 5) },
    };
  },
});

export const launchedInTime = launch(57);
export const launchedLate = launch(74);
