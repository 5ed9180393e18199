import { type Instant, instant, plusSeconds } from '../kernel/instant.ts';

/** A journey's recent sends, with bounces and complaints. */
export interface SendFigures {
  /** Sends without a calendar time, of today and yesterday (UTC), by the start of their ten-minute window. */
  windows: ReadonlyMap<Instant, number>;
  /** The day's peak of such sends in one window, by UTC day, as far back as peaks are stored. */
  peaks: ReadonlyMap<string, number>;
  /** Of today and yesterday, by UTC day: all sends, and how many of them hard-bounced or brought a complaint. */
  days: ReadonlyMap<string, DayFigures>;
}

export interface DayFigures {
  sent: number;
  bounced: number;
  complained: number;
}

/** Why a journey must pause, with the figures behind it. */
export type BrakeReason =
  | { because: 'flood'; sends: number; expected: number }
  | { because: 'bounces'; bounced: number; sent: number }
  | { because: 'complaints'; complained: number; sent: number };

/** Lower bound of the expected sends in ten minutes, so that a quiet journey may grow. */
const leastExpected = 100;
const timesExpected = 3;
/** With fewer mails, a share is not significant. */
const leastSent = 100;
const leastBounced = 10;
const leastComplained = 3;

/**
 * Decides whether to pause the journey; undefined if not. Touches with a calendar time (a day, a date) don't count:
 * each enrollment has each of them once. For all others the journey's peak of any ten minutes in the 14 days before
 * today is expected. Resuming a journey (`resumedAt`) accepts its figures: sends up to then count as expected.
 */
export const decideBrake = (figures: SendFigures, now: Instant, resumedAt: Instant = ''): BrakeReason | undefined => {
  const expected = expectedSends(figures, now, resumedAt);
  const sends = Math.max(0, ...lately(figures, now).map(([start, count]) => (start >= resumedAt ? count : 0)));
  if (sends > timesExpected * expected) return { because: 'flood', sends, expected };
  const { sent, bounced, complained } = since(figures, utcDay(resumedAt));
  if (sent < leastSent) return undefined;
  if (bounced >= leastBounced && bounced * 20 > sent) return { because: 'bounces', bounced, sent };
  if (complained >= leastComplained && complained * 1000 > sent) return { because: 'complaints', complained, sent };
  return undefined;
};

/** Today's peak, as stored for later days. It is capped, since a flood must not make the next one look ordinary. */
export const peakToKeep = (figures: SendFigures, now: Instant, resumedAt: Instant = ''): number => {
  const most = Math.max(0, ...lately(figures, now).map(([, count]) => count));
  return Math.min(most, timesExpected * expectedSends(figures, now, resumedAt));
};

const expectedSends = ({ peaks, windows }: SendFigures, now: Instant, resumedAt: Instant): number =>
  Math.max(
    leastExpected,
    ...[...peaks].map(([day, count]) => (day < utcDay(now) ? count : 0)),
    ...[...windows].map(([start, count]) => (start < resumedAt ? count : 0)),
  );

/** The current window and the one before. */
const lately = ({ windows }: SendFigures, now: Instant): [Instant, number][] => {
  const from = windowOf(plusSeconds(now, -windowSeconds));
  return [...windows].filter(([start]) => start >= from);
};

/** Sums the days after `day`; a day on which the journey was resumed is left out. */
const since = ({ days }: SendFigures, day: string): DayFigures =>
  [...days].reduce(
    (sum, [each, { sent, bounced, complained }]) =>
      each > day
        ? { sent: sum.sent + sent, bounced: sum.bounced + bounced, complained: sum.complained + complained }
        : sum,
    { sent: 0, bounced: 0, complained: 0 },
  );

const windowSeconds = 600;

/** Start of the ten-minute window that contains an instant. */
export const windowOf = (at: Instant): Instant => instant(`${at.slice(0, 15)}0:00Z`);

export const utcDay = (at: Instant): string => at.slice(0, 10);

/** Whether the brake could stop one of the journeys, by their figures of each UTC day; never says no where it could. */
export const mayBrake = (journeys: readonly (readonly DayFigures[])[]): boolean =>
  journeys.some(days => {
    const most = Math.max(0, ...days.map(({ sent }) => sent));
    const [bounced, complained] = [days.map(day => day.bounced), days.map(day => day.complained)].map(sumOf);
    const isUnwelcome = (bounced ?? 0) >= leastBounced || (complained ?? 0) >= leastComplained;
    return most > timesExpected * leastExpected || (isUnwelcome && 2 * most >= leastSent);
  });

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** For operators. */
export const describeBrake = (reason: BrakeReason): string => {
  switch (reason.because) {
    case 'flood':
      return `${reason.sends} sends in ten minutes, ${reason.expected} expected`;
    case 'bounces':
      return `${reason.bounced} of ${reason.sent} mails bounced`;
    case 'complaints':
      return `${reason.complained} complaints about ${reason.sent} mails`;
  }
};
