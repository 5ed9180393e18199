import { drainJourney } from '../operate/turn-switches.ts';
import { steeringVerb } from './operate/steering-verb.ts';

/** `daymark drain`: closes a journey to new enrollments; active ones continue to their end. */
export const drain = steeringVerb({
  verb: 'drain',
  description: 'close a journey to new enrollments; active ones continue to their end',
  act: drainJourney,
  done: journey => `${journey} is closed within 30 seconds. Open it with \`npx daymark resume ${journey}\`.`,
});
