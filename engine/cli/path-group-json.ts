import * as z from 'zod';

const span = z.object({ least: z.int(), most: z.int() });

/** A group of paths in `check --paths <journey> --json`. */
export const pathGroupJson = z.object({
  end: z.enum(['completed', 'exited']),
  tasks: z.array(z.string()),
  /** A string: it can be too large for a JSON number. */
  count: z.string().regex(/^\d+$/),
  mails: span,
  /** Day of the last action. */
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
    /** For one enrollment. */
    dollars: z.number(),
  }),
});
