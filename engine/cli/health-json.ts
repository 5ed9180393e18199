import * as z from 'zod';
import type { HealthRecord } from '../account/health-state.ts';
import { type HealthComponent, healthComponents } from '../definition/health-rules.ts';

const ofEach = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(Object.fromEntries(healthComponents.map(name => [name, value])) as Record<HealthComponent, Value>);

const band = z.enum(['green', 'yellow', 'red']).nullable();

/**
 * `daymark health --json`: one evaluation, as a line of `health.jsonl` is. `confidence` is the percent of the weight that was known,
 * `because` the sign that decided; `profile` and `rules` where the account was judged by others than ship.
 */
export const healthJson = z.strictObject({
  account: z.string(),
  at: z.iso.datetime(),
  score: z.int().nullable(),
  confidence: z.int(),
  points: ofEach(z.int()),
  band,
  from: band.exactOptional(),
  model: z.string(),
  profile: z.string().exactOptional(),
  rules: z.looseObject({ thresholds: z.looseObject({}), components: ofEach(z.array(z.string())) }).exactOptional(),
  weights: ofEach(z.int()),
  inputs: ofEach(z.looseObject({})),
  components: ofEach(z.strictObject({ state: z.enum(['green', 'yellow', 'red', 'missing']), because: z.string() })),
}) satisfies z.ZodType<Pick<HealthRecord, 'account' | 'at' | 'score' | 'band'>>;
