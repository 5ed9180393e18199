import { track } from '../messages.ts';
import { ownerForgets, ownerWorks } from '../owner.ts';
import { adminOf, surveyAnswered, takesOver, ticket } from '../signs.ts';
import { DAY, HOUR, localTime, utcMonday } from '../time.ts';
import { wholeTeam } from '../work.ts';
import type { SampleStory } from './story.ts';

/** Sign-ins fall to a quarter from one week to the next and stay there, until the admin is met. */
export const fewerSignIns: SampleStory = {
  begins: 'before',
  tell: ({ from, random }) => {
    const falls = utcMonday(from + random.between(190, 270) * DAY);
    return {
      rhythm: at => (at >= falls && at < falls + 42 * DAY ? 0.25 : 1),
      struggle: { from: falls, to: falls + 63 * DAY, outcome: 'contacted_recovering' },
    };
  },
};

/** Uses less of it and asks for help more; back again after the tour. */
export const fadingFeatures: SampleStory = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const falls = utcMonday(from + random.between(100, 200) * DAY);
    return {
      messages: [
        ...[3, 9, 17].flatMap((day, index) => ticket(company, falls + day * DAY + 12 * HOUR, random, [3, 2, 4][index])),
        ...ownerWorks(company, 'csat-low', falls + 11 * DAY, 'plan_agreed'),
        ...ownerWorks(company, 'ticket-spike', falls + 17 * DAY + 12 * HOUR, 'contacted_recovering'),
        surveyAnswered(company, adminOf(company), 'ces', 2, falls + 21 * DAY),
        ...ownerWorks(company, 'ces-high-effort', falls + 21 * DAY, 'contacted_recovering'),
        ...[4, 10, 18].map((day, index) =>
          track(company, adminOf(company), 'Conversation Scored', falls + day * DAY + 13 * HOUR, {
            sentiment: -0.1 - 0.2 * index,
            topic: 'reports',
          }),
        ),
        ...ownerWorks(company, 'sentiment', falls + 18 * DAY + 13 * HOUR, 'contacted_recovering'),
        ...(company.touchModel === 'high'
          ? [14, 21, 28].flatMap(day =>
              ownerWorks(company, 'feature-decline', falls + day * DAY + 16 * HOUR, 'contacted_recovering'),
            )
          : []),
        // Three weeks after the tour began, on the Monday when the decline showed.
        ...[35, 42, 49].flatMap(day =>
          ownerWorks(
            company,
            're-onboarding-outreach',
            localTime(company, falls + day * DAY + DAY / 2, '09:00'),
            'plan_agreed',
          ),
        ),
      ],
      struggle: { from: falls, to: falls + 63 * DAY, outcome: 'contacted_recovering' },
      rhythm: at => (at >= falls && at < falls + 35 * DAY && !isSignInDay(at) ? 0.2 : 1),
      nps: [8, 7, 7],
    };
  },
};

const isSignInDay = (at: number): boolean => Math.floor((at - utcMonday(at)) / DAY) % 2 === 0;

/** Three weeks without usage, then back to normal: it was the company's holiday. */
export const quietWeeks: SampleStory = {
  begins: 'before',
  tell: ({ from, random }) => {
    const falls = utcMonday(from + random.between(230, 320) * DAY);
    return {
      struggle: { from: falls, to: falls + 49 * DAY, outcome: 'false_positive' },
      rhythm: at => (at >= falls && at < falls + 19 * DAY ? 0 : 1),
      nps: [9, 9, 9],
    };
  },
};

/** Falls silent, answers no call, and cancels. */
export const goneQuiet: SampleStory = {
  begins: 'before',
  tell: ({ from, random }) => {
    const falls = utcMonday(from + random.between(90, 220) * DAY);
    const leaves = falls + 52 * DAY;
    return {
      rhythm: at => (at < falls ? 0.9 : 0),
      // It had no attention from its owner, so it was doing badly before.
      struggle: { from: from + 30 * DAY, to: leaves, outcome: 'contacted_no_response' },
      leaves,
      isLeftAlone: true,
    };
  },
};

/** The champion leaves; a colleague takes over. Its owner has met both, and leaves the task open for a month. */
export const lostChampion: SampleStory = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const at = from + random.between(290, 350) * DAY + 14 * HOUR;
    return {
      messages: [
        track(company, adminOf(company), 'Champion Left', at),
        ...ownerForgets(company, 'champion-left', at, 'contacted_recovering'),
        ...takesOver(company, adminOf(company), at + random.between(6, 20) * DAY),
      ],
      rhythm: when => (when > at ? 0.85 : 1),
    };
  },
};

/** Half of the team works with it, until the others are trained. */
export const recoveringDecline: SampleStory = {
  begins: 'before',
  tell: ({ from, company }) => {
    const trained = from + 105 * DAY;
    return {
      rhythm: at => (at < trained ? 0.66 : 1),
      struggle: { from: from + 45 * DAY, to: trained + 14 * DAY, outcome: 'contacted_recovering' },
      messages: [track(company, adminOf(company), 'Training Completed', trained)],
      team: wholeTeam(company),
      nps: [8, 9, 9],
    };
  },
};
