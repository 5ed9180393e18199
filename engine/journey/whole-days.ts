import type { Duration } from '../kernel/duration.ts';
import { AuthoringError } from './authoring-error.ts';

/** The calendar days of a duration of days or weeks. @throws AuthoringError for any other. */
export const wholeDays = (where: string, { unit, amount }: Duration): number => {
  const days = unit === 'days' ? amount : unit === 'weeks' ? amount * 7 : Number.NaN;
  if (Number.isSafeInteger(days) && days >= 0) return days;
  throw new AuthoringError(
    `${where}: ${amount} ${unit} is not a whole number of days. Write days(n) or weeks(n) with a whole n.`,
  );
};

/** As `wholeDays`, at least one. */
export const positiveDays = (where: string, duration: Duration): number => {
  const days = wholeDays(where, duration);
  if (days > 0) return days;
  throw new AuthoringError(`${where}: 0 days is not a duration. Write days(1) or more.`);
};
