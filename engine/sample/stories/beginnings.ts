import { group, track } from '../messages.ts';
import { adminOf, morning, ownerWorks } from '../signs.ts';
import { DAY, dateOf, HOUR, mondayOf } from '../time.ts';
import { everyFeature } from '../work.ts';
import type { Scene, Story } from './story.ts';

/** One person looks in now and then, and finds the projects only. */
const onlyLooking = ({ company: { contacts } }: Scene) => ({
  people: contacts.slice(0, 1),
  features: ['Project Created'],
});

/** Never gets going in its first month; after the call that somebody makes then it does. */
export const lateStarter: Story = {
  begins: 'new',
  tell: scene => {
    const { company, from, random } = scene;
    const called = from + 33 * DAY;
    return {
      messages: [
        ...ownerWorks(company, 'low-adoption', morning(company, from + 30 * DAY), 'plan_agreed', random),
        ...ownerWorks(
          company,
          'health-red',
          morning(company, mondayOf(from + 44 * DAY)),
          'contacted_recovering',
          random,
        ),
      ],
      rhythm: at => (at < from + 6 * DAY ? 0.2 : at < called ? 0 : 1),
      nps: [7, 8],
    };
  },
};

/** Never gets going at all. */
export const neverStarted: Story = {
  begins: 'new',
  tell: scene => {
    const { company, from, random } = scene;
    const leaves = from + random.between(96, 118) * DAY;
    return {
      messages: ownerWorks(company, 'low-adoption', morning(company, from + 30 * DAY), 'contacted_no_response', random),
      rhythm: at => (at < from + 50 * DAY ? 0.15 : 0),
      team: onlyLooking(scene),
      leaves,
      isLeftAlone: true,
    };
  },
};

/** The check on day 10 comes in time: set up together with the CSM, it becomes a customer. */
export const rescuedTrial: Story = {
  begins: 'new',
  trial: 14,
  tell: ({ company, from, random }) => ({
    messages: ownerWorks(company, 'trial-outreach', morning(company, from + 12 * DAY), 'contacted_recovering', random),
    rhythm: at => (at < from + 12 * DAY ? 0.1 : 1),
  }),
};

export const lostTrial: Story = {
  begins: 'new',
  trial: 30,
  tell: scene => {
    const { company, from, random } = scene;
    return {
      messages: ownerWorks(
        company,
        'trial-outreach',
        morning(company, from + 16 * DAY),
        'contacted_no_response',
        random,
      ),
      rhythm: () => 0.15,
      team: onlyLooking(scene),
      leaves: from + 30 * DAY,
      isLeftAlone: true,
    };
  },
};

export const wonTrial: Story = { begins: 'new', trial: 14, tell: () => ({ nps: [9] }) };

/** The customer names a date for its launch; `integrated`: so many days after signup it is live. */
const launch = (integrated: number): Story => ({
  begins: 'new',
  tell: ({ company, from, random }) => {
    const goal = from + 62 * DAY;
    const isLate = integrated > 62;
    return {
      messages: [
        group(company, from + 9 * DAY, { launchGoalAt: dateOf(goal) }),
        track(company, adminOf(company), 'Integration Connected', from + integrated * DAY),
        ...(isLate ? ownerWorks(company, 'launch-overdue', goal + DAY + 12 * HOUR, 'plan_agreed', random) : []),
      ],
      team: { people: company.contacts.slice(0, company.seats), features: everyFeature.slice(0, 5) },
    };
  },
});

export const launchedInTime = launch(57);
export const launchedLate = launch(74);
