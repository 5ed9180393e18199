import * as z from 'zod';

const span = z.object({ least: z.int(), most: z.int() });

/** A group of paths in `check --paths <journey> --json`. */
export const pathGroupJson = z.object({
  end: z.enum(['completed', 'exited']),
  tasks: z.array(z.string()),
  /** Too large for a number of JSON. */
  count: z.string().regex(/^\d+$/),
  mails: span,
  /** Day of the last thing that happens. */
  days: span,
  dearest: z.object({
    parts: z.array(z.object({ day: z.int(), happens: z.looseObject({ is: z.string() }) })),
    counts: z.object({
      transitions: z.int(),
      calls: z.int(),
      waits: z.int(),
      mails: z.int(),
      touches: z.int(),
      tasks: z.int(),
      minutes: z.number(),
    }),
    /** Of one enrollment. */
    dollars: z.number(),
  }),
});
