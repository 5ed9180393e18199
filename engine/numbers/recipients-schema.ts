import * as z from 'zod';

/** The output of `daymark recipients --json`, in order of time. */
export const recipientsSchema = z.array(
  z.strictObject({
    at: z.iso.datetime(),
    account: z.string(),
    to: z.string(),
    step: z.string(),
    channel: z.string(),
    outcome: z.enum(['sent', 'unknown']),
  }),
);
