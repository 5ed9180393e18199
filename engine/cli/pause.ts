import { pauseJourney } from '../operate/turn-switches.ts';
import { steeringVerb } from './operate/steering-verb.ts';

/** `daymark pause`: holds the touches of a journey until it is resumed. */
export const pause = steeringVerb({
  verb: 'pause',
  description: 'hold the touches of a journey until it is resumed',
  act: pauseJourney,
  done: journey =>
    `${journey} is paused. Within 30 seconds nothing more goes out. Resume it with \`npx daymark resume ${journey}\`.`,
});
