import { memoize } from '../kernel/memoize.ts';
import type { PlayProgress } from '../playback/play.ts';

/**
 * A progress line that grows by each month played; it works in a terminal, a pipe and a file. Until `begin` it only
 * collects the months, because another line may be in progress.
 */
export const monthLine = (title: string, write: (text: string) => unknown) => {
  let months: string[] = [];
  let isShown = false;
  return {
    begin: (): void => {
      isShown = true;
      write([title, ...months].join(' '));
    },
    show: ({ at }: Pick<PlayProgress, 'at'>): void => {
      const month = monthName(at.slice(0, 7));
      if (months.at(-1) === month) return;
      months = [...months, month];
      if (isShown) write(` ${month}`);
    },
    end: (said: string): void => {
      write(`${said}\n`);
    },
  };
};

const names = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });

/** Memoized: called for every event, and formatting dates is slow. */
const monthName = memoize((month: string): string => names.format(new Date(`${month}-01T00:00:00Z`)), 100);
