import { type Message, track } from '../messages.ts';
import { adminOf, answer, morning, ownerWorks, ticket } from '../signs.ts';
import { DAY, HOUR, mondayOf } from '../time.ts';
import { wholeTeam } from '../work.ts';
import type { Scene, Story } from './story.ts';

/** Whether it is red is known on a Monday; the owner looks on the first ones after things went wrong. */
const callWhenRed = ({ company, random }: Scene, falls: number): Message[] =>
  [2, 3, 4].flatMap(week =>
    ownerWorks(company, 'health-red', morning(company, falls + (7 * week + 0.5) * DAY), 'contacted_recovering', random),
  );

/** Sign-ins halve from one week to the next and stay there, until the admin is met. */
export const fewerSignIns: Story = {
  begins: 'before',
  tell: scene => {
    const { company, from, random } = scene;
    const falls = mondayOf(from + random.between(100, 220) * DAY);
    return {
      messages: [
        ...ownerWorks(company, 'login-drop', falls + 22 * DAY + 12 * HOUR, 'contacted_recovering', random),
        ...callWhenRed(scene, falls),
      ],
      rhythm: at => (at >= falls && at < falls + 42 * DAY ? 0.4 : 1),
    };
  },
};

/** Uses less of it and asks for help more; back again after the tour. */
export const fadingFeatures: Story = {
  begins: 'before',
  tell: scene => {
    const { company, from, random } = scene;
    const falls = mondayOf(from + random.between(100, 200) * DAY);
    return {
      messages: [
        ...[3, 9, 17].flatMap(day => ticket(company, falls + day * DAY + 12 * HOUR, random, 3)),
        answer(company, adminOf(company), 'ces', 3, falls + 21 * DAY),
        ...callWhenRed(scene, falls),
      ],
      rhythm: at => (at >= falls && at < falls + 35 * DAY && !isSignInDay(at) ? 0.2 : 1),
      nps: [8, 7, 7],
    };
  },
};

const isSignInDay = (at: number): boolean => Math.floor((at - mondayOf(at)) / DAY) % 2 === 0;

/** Three weeks of nothing, and all is well again: it was the company's holiday. */
export const quietWeeks: Story = {
  begins: 'before',
  tell: scene => {
    const { company, from, random } = scene;
    const falls = mondayOf(from + random.between(100, 300) * DAY);
    return {
      messages: [
        ...ownerWorks(company, 'login-drop', falls + 22 * DAY + 12 * HOUR, 'false_positive', random),
        ...callWhenRed(scene, falls),
      ],
      rhythm: at => (at >= falls && at < falls + 19 * DAY ? 0 : 1),
      nps: [9, 9, 9],
    };
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
