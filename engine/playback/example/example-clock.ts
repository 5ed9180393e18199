import { plusDays } from '../../definition/dates.ts';
import { type CalendarDate, type Instant, plusSeconds, type TimeOfDay } from '../../kernel/instant.ts';

/** The clock of an account's events, in UTC: each event comes after its cause and before its effects. */
export interface ExampleClock {
  today(): CalendarDate;
  /** A later day: nothing has happened on it. */
  goTo(day: number): void;
  /** A moment before the steps that are next. */
  before(): Instant;
  /** Steps are taken: what comes now on the same day comes after them. */
  stepped(): void;
  /** A moment for an event: before the day's steps where none was taken yet, else after them; at once, or hours later. */
  event(soon: boolean): Instant;
  /** The next steps follow something at that moment. */
  follows(at: Instant): void;
}

export const exampleClock = (begins: CalendarDate, sendAt: TimeOfDay): ExampleClock => {
  let today = begins;
  let isFresh = true;
  let burst = '';
  let count = 0;
  let hour = 12;
  const opening = () => `${today}T00:21:00.000Z`;
  const open = (): void => {
    if (isFresh) burst = opening();
  };
  const clock: ExampleClock = {
    today: () => today,
    goTo: day => {
      const date = plusDays(begins, day);
      if (date === today) return;
      today = date;
      isFresh = true;
    },
    before: () => {
      open();
      return plusSeconds(burst, (++count % 50) - 55);
    },
    stepped: () => {
      open();
      isFresh = false;
    },
    event: soon => {
      open();
      const taken = !isFresh && burst === opening() ? `${today}T${sendAt}:00.000Z` : burst;
      const next = plusSeconds(taken, 60);
      // A later hour each time, since what waits for whole days goes on at the hour of the last event.
      const later = isFresh || soon || burst >= `${today}T12` ? next : `${today}T${Math.min(hour++, 19)}:00:00.000Z`;
      clock.follows(later);
      return later;
    },
    follows: at => {
      burst = at;
      isFresh = false;
    },
  };
  return clock;
};
