/** Tests of journeys, with vitest: `playJourney`, and matchers for `expect`. */

import { expect } from 'vitest';
import { matchers, type PlayMatchers } from './testing/matchers.ts';

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends PlayMatchers<R> {}
}

expect.extend(matchers);

export type { Expected, JourneyPlay } from './testing/journey-play.ts';
export { type PlayOfJourney, playJourney } from './testing/play-journey.ts';
export type { PlayedAccount, PlayedEvent, RecordedLine } from './testing/recorded-lines.ts';
