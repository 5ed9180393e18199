import * as z from 'zod';

/** `daymark compile --json`: the files that it wrote. */
export const compileJson = z.array(z.strictObject({ journey: z.string(), file: z.string() }));

/** `daymark preview --json`: `standIns` are variables that `sample.json` has no value for. */
export const previewJson = z.strictObject({
  template: z.string(),
  locale: z.string(),
  subject: z.string().exactOptional(),
  preheader: z.string().exactOptional(),
  standIns: z.array(z.string()),
  files: z.array(z.string()),
});

/** `daymark answers --json`, in order of time. */
export const answersJson = z.array(
  z.strictObject({
    account: z.string(),
    id: z.string(),
    at: z.iso.datetime(),
    user: z.string().exactOptional(),
    survey: z.string(),
    score: z.number(),
    topic: z.string().exactOptional(),
    comment: z.string().exactOptional(),
  }),
);

/** `daymark unmatched --json`: events, calls of users, and calls that were refused, each with the fields that it has. */
export const unmatchedJson = z.array(z.looseObject({ id: z.string() }));

/** `daymark recount --json`: `corrected` are days of versions whose sums were wrong, `failed` accounts that changed too often. */
export const recountJson = z.strictObject({
  accounts: z.int(),
  enrollments: z.int(),
  corrected: z.array(z.strictObject({ journey: z.string(), version: z.string(), day: z.iso.date() })),
  failed: z.array(z.string()),
});
