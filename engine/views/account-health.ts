import * as z from 'zod';
import type { HealthRecord } from '../account/health-state.ts';
import { healthComponents } from '../definition/health-rules.ts';
import { explainScore } from '../health/explain-score.ts';

const state = z.enum(['green', 'yellow', 'red', 'missing']);

export const accountHealth = z.object({
  /** 0 to 100; `null` if unknown. */
  score: z.number().nullable(),
  band: z.enum(['green', 'yellow', 'red']).nullable(),
  at: z.iso.datetime(),
  /** Weekly scores, the oldest first. */
  trend: z.array(z.object({ at: z.iso.datetime(), score: z.number().nullable() })),
  /** Percent of the weight with data. */
  confidence: z.number(),
  components: z.array(
    z.object({
      component: z.enum(healthComponents),
      state,
      points: z.number(),
      weight: z.number(),
      /** The sign that decided. */
      because: z.string(),
      /** The numbers it was computed from, as text. */
      inputs: z.string(),
    }),
  ),
  /** The worst known component; absent if all are green. */
  weakest: z.enum(healthComponents).exactOptional(),
  /** The largest changes since the previous evaluation. */
  moved: z.array(
    z.object({ component: z.enum(healthComponents), points: z.number(), from: z.string(), to: z.string() }),
  ),
});

/** @param records the newest first */
export const accountHealthOf = (records: readonly HealthRecord[]): z.input<typeof accountHealth> | undefined => {
  const [record, before] = records;
  if (record === undefined) return undefined;
  const { score, band, at, confidence, components, moved } = explainScore(record, before);
  const [weakest] = components
    .filter(each => each.state === 'red' || each.state === 'yellow')
    .toSorted((a, b) => rank[a.state] - rank[b.state] || b.weight - b.points - (a.weight - a.points));
  return {
    ...{ score, band, at, confidence },
    trend: records.map(each => ({ at: each.at, score: each.score })).reverse(),
    components: [...components],
    ...(weakest && { weakest: weakest.component }),
    moved: [...moved],
  };
};

const rank = { red: 0, yellow: 1, green: 2, missing: 3 } as const;
