import { welcome } from '../mail.ts';
import { mailFeedback, track } from '../messages.ts';
import { ownerReads } from '../owner.ts';
import { adminOf } from '../signs.ts';
import { DAY, HOUR } from '../time.ts';
import type { SampleStory } from './story.ts';

/** Calls the first mail spam, and gives a 4; the call after that helps. */
export const detractor: SampleStory = {
  begins: 'new',
  tell: ({ company, from }) => {
    const complained = from + 2 * DAY;
    return {
      messages: [
        mailFeedback(company, adminOf(company), welcome, 'complained', complained),
        ...ownerReads(company, 'complained', complained, 'not_actionable'),
      ],
      nps: [4, 7, 8],
    };
  },
};

/** Sends friends, and is asked onto the advisory board; answers others in the community, and is asked to speak. */
export const enthusiast: SampleStory = {
  begins: 'before',
  tell: ({ company, from, random }) => {
    const at = from + random.between(150, 230) * DAY + 15 * HOUR;
    const third = at + 38 * DAY;
    const onDay = (event: string) => (day: number) => track(company, adminOf(company), event, at + day * DAY);
    return {
      messages: [
        ...[0, 20, 38].map(onDay('Referral Sent')),
        ...ownerReads(company, 'advisory-board', third, 'plan_agreed'),
        ...[3, 9, 23, 41, 60].map(onDay('Community Contribution')),
      ],
      nps: [10, 10, 9],
    };
  },
};
