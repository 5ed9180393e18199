import * as z from 'zod';

/** Of an event, as text or as a number that is exact. */
export const billingId = z
  .union([z.string().min(1), z.int().positive()], 'is no id: give a text, or a whole number below 2^53')
  .transform(String);
