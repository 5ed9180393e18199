import * as z from 'zod';

/** How long a task took: whole minutes, at most a week of working days. */
export const spentMinutes = z
  .int('must be whole minutes, such as 25')
  .min(1, 'must be at least 1 minute')
  .max(2_400, 'must be at most 2400 minutes');
