import * as z from 'zod';
import type { HealthRecord } from '../account/health-state.ts';
import { type HealthComponent, healthComponents } from '../definition/health-rules.ts';

const ofEach = <Value extends z.ZodType>(value: Value) =>
  z.strictObject(Object.fromEntries(healthComponents.map(name => [name, value])) as Record<HealthComponent, Value>);

const band = z.enum(['green', 'yellow', 'red']).nullable();

/**
 * `daymark health --json`: one evaluation, in the format of a line of `health.jsonl`. `confidence`: percent of the
 * weight with data; `because`: the deciding sign; `profile` and `rules`: only if not the ones that ship.
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
