import * as z from 'zod';
import { changedParts } from './change.ts';
import { effectKinds } from './effect/effects.ts';
import { figureNames } from './effect/figures.ts';
import { limitable } from './effect/limits.ts';

const change = z.strictObject({
  of: z.enum(changedParts),
  name: z.string().exactOptional(),
  step: z.string().exactOptional(),
  mark: z.enum(['added', 'removed', 'moved', 'changed']),
  text: z.string(),
});

const effect = z.strictObject({
  what: z.enum(effectKinds),
  journey: z.string(),
  step: z.string().exactOptional(),
  isTask: z.literal(true).exactOptional(),
  by: z.string().exactOptional(),
  because: z.string().exactOptional(),
  accounts: z.array(z.string()),
  touches: z.int().exactOptional(),
  /** The same by kind. */
  got: z.strictObject({ mails: z.int(), prompts: z.int(), others: z.int(), tasks: z.int() }).exactOptional(),
  seconds: z.number().exactOptional(),
});

const inFlight = z.strictObject({
  journey: z.string(),
  step: z.string(),
  enrollments: z.int(),
  couldMove: z.int(),
  stay: z.array(z.strictObject({ because: z.string(), enrollments: z.int() })),
});

const played = z.strictObject({
  /** Files of events. */
  events: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  accounts: z.int(),
  inFlight: z.array(inFlight),
  effects: z.array(effect),
  figures: z.array(
    z.strictObject({
      name: z.enum(figureNames),
      before: z.number(),
      after: z.number(),
      /** How many mails or tasks that is in all. */
      counts: z.strictObject({ before: z.int(), after: z.int() }).exactOptional(),
    }),
  ),
  unreached: z.array(z.strictObject({ journey: z.string(), step: z.string() })),
  /** Journeys that begin a new version with a share of accounts, in percent. Both plays are of all accounts. */
  canaries: z.array(z.strictObject({ journey: z.string(), share: z.number() })).exactOptional(),
  /** Limits of `--fail-on` that are exceeded. */
  broken: z.array(z.strictObject({ name: z.enum(limitable), limit: z.string() })),
});

/** The output of `daymark diff --json`. */
export const diffSchema = z.strictObject({
  /** The version compared with. */
  base: z.string(),
  changes: z.array(change),
  /** The comparison of both versions on the same events; absent if nothing changed, and with `--words`. */
  played: played.exactOptional(),
  /** For a named deployment: enrollments in older versions. */
  deployed: z.strictObject({ where: z.string(), at: z.string(), inFlight: z.array(inFlight) }).exactOptional(),
});

export type DiffReport = z.infer<typeof diffSchema>;
export type PlayedDiff = NonNullable<DiffReport['played']>;
