import { resumeJourney } from '../operate/resume-journey.ts';
import { steeringVerb } from './operate/steering-verb.ts';

/** `daymark resume`: undoes `pause`, `drain`, and the brake. */
export const resume = steeringVerb({
  verb: 'resume',
  description: 'release the touches of a paused journey, and open it to new enrollments',
  act: resumeJourney,
  done: journey =>
    `${journey} is running and open. Touches that fell due in the last few seconds may still be held for a day: run it again in a minute.`,
});
