import {
  keenStarter,
  lateStarter,
  launchedInTime,
  launchedLate,
  lostTrial,
  neverStarted,
  rescuedTrial,
  wonTrial,
} from './beginnings.ts';
import { fadingFeatures, fewerSignIns, goneQuiet, lostChampion, quietWeeks, recoveringDecline } from './decline.ts';
import { growingTeam, onlyCurious, wantsMore } from './growth.ts';
import type { SampleStory } from './story.ts';
import { detractor, enthusiast } from './voice.ts';

/** The most frequent first: in a small sample the first ones happen twice before the last ones happen once. */
const eventful: readonly SampleStory[] = [
  wonTrial,
  fewerSignIns,
  lostTrial,
  lateStarter,
  goneQuiet,
  rescuedTrial,
  growingTeam,
  fadingFeatures,
  detractor,
  enthusiast,
  launchedInTime,
  recoveringDecline,
  wantsMore,
  lostChampion,
  launchedLate,
  quietWeeks,
  neverStarted,
  onlyCurious,
];

const uneventful: readonly SampleStory[] = [
  keenStarter,
  { begins: 'before', tell: () => ({ nps: [9, 8, 9] }) },
  keenStarter,
];

/** Small teams with a flat price, not per seat. */
const flatRate: readonly SampleStory[] = [
  { begins: 'new', isFlatRate: true, tell: () => ({ nps: [8] }) },
  { begins: 'new', trial: 14, isFlatRate: true, tell: () => ({}) },
  { begins: 'before', isFlatRate: true, tell: () => ({ nps: [7, 8] }) },
];

/** Of five accounts two have a story, one has none, and two are small. */
export const storyOf = (number: number): SampleStory => {
  const round = Math.floor(number / 5);
  const place = number % 5;
  if (place === 0) return nth(uneventful, round);
  return place % 2 === 1 ? nth(eventful, 2 * round + (place - 1) / 2) : nth(flatRate, 2 * round + place / 2 - 1);
};

const nth = (stories: readonly SampleStory[], index: number): SampleStory => {
  const story = stories[index % stories.length];
  if (!story) throw new RangeError('There are no stories.');
  return story;
};
