import { track } from '../messages.ts';
import { adminOf, answer, ownerWorks, ticket } from '../signs.ts';
import { DAY, HOUR, mondayOf } from '../time.ts';
import { wholeTeam } from '../work.ts';
import type { Story } from './story.ts';

/** Sign-ins halve from one week to the next and stay there, until the admin is met. */
export const fewerSignIns: Story = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const falls = mondayOf(from + random.between(100, 220) * DAY);
    const seen = falls + 22 * DAY;
    return {
      messages: ownerWorks(
        company,
        'login-drop',
        seen + 12 * HOUR,
        random.pick(['contacted_recovering', 'false_positive']),
        random,
      ),
      rhythm: at => (at >= falls && at < falls + 42 * DAY ? 0.35 : 1),
    };
  },
};

/** Uses less of it and asks for help more; back again after the tour. */
export const fadingFeatures: Story = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const falls = mondayOf(from + random.between(100, 200) * DAY);
    return {
      messages: [
        ...[3, 9, 17].flatMap(day => ticket(company, falls + day * DAY + 12 * HOUR, random, 3)),
        answer(company, adminOf(company), 'ces', 3, falls + 21 * DAY),
      ],
      rhythm: at => (at >= falls && at < falls + 35 * DAY && !isSignInDay(at) ? 0.2 : 1),
      nps: [8, 7, 7],
    };
  },
};

const isSignInDay = (at: number): boolean => Math.floor((at - mondayOf(at)) / DAY) % 2 === 0;

/** Three weeks of nothing, as in a company holiday, and all is well again. */
export const quietWeeks: Story = {
  begins: 'before',
  tell: ({ from, random }) => {
    const falls = mondayOf(from + random.between(100, 300) * DAY);
    return { rhythm: at => (at >= falls && at < falls + 19 * DAY ? 0 : 1), nps: [9, 9, 9] };
  },
};

/** Falls silent, answers no call, and cancels. */
export const goneQuiet: Story = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const falls = mondayOf(from + random.between(90, 220) * DAY);
    return {
      messages: [
        ...ownerWorks(company, 'health-red', falls + 21 * DAY + 15 * HOUR, 'contacted_no_response', random),
        ...ownerWorks(company, 'silence-outreach', falls + 28 * DAY, 'churn_confirmed', random),
      ],
      rhythm: at => (at < falls ? 0.9 : 0),
      leaves: falls + 52 * DAY,
      isLeftAlone: true,
    };
  },
};

/** The one who wanted the product goes; a colleague takes over. */
export const lostChampion: Story = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const at = from + random.between(90, 280) * DAY + 14 * HOUR;
    return {
      messages: [
        track(company, adminOf(company), 'Champion Left', at),
        ...ownerWorks(company, 'champion-left', at + HOUR, 'contacted_recovering', random),
      ],
      rhythm: when => (when > at ? 0.75 : 1),
    };
  },
};

/** Half of the team works with it, until somebody trains the others. */
export const cameBack: Story = {
  begins: 'before',
  tell: ({ from, company }) => {
    const trained = from + 105 * DAY;
    return {
      rhythm: at => (at < trained ? 0.62 : 1),
      messages: [track(company, adminOf(company), 'Training Completed', trained)],
      team: wholeTeam(company),
      nps: [8, 9, 9],
    };
  },
};
