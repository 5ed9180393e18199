import type { HealthRecord } from '../account/health-state.ts';
import type { Instant } from '../kernel/instant.ts';

export interface HealthHistory {
  /**
   * The last `atMost` scores of an account up to `until`, the newest first, of 25 months at the most. Strongly
   * consistent.
   */
  last(account: string, options: { until: Instant; atMost: number }): Promise<HealthRecord[]>;
}
