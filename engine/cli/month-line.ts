import { memoize } from '../kernel/memoize.ts';
import type { PlayProgress } from '../playback/play.ts';

/**
 * A line that grows by a month as a play gets there, so that in a terminal, a pipe and a file alike one sees that it goes on.
 * Until `begin` it remembers them only: another line may be growing.
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

/** Asked with every event, and the engine takes long to format a date. */
const monthName = memoize((month: string): string => names.format(new Date(`${month}-01T00:00:00Z`)), 100);
