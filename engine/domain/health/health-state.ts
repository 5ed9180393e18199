import type { Instant } from '../instant.ts';
import type { HealthInputs } from './health-inputs.ts';
import type { HealthBand, HealthComponent, HealthWeights } from './health-model.ts';
import type { HealthScore } from './health-score.ts';
import type { Judgement } from './judge-components.ts';
import type { SettledBand } from './settle-band.ts';

/** What the next evaluation needs of the last one. */
export interface HealthState extends SettledBand {
  at: Instant;
  milestones: Milestones;
}

/** Latest happenings that count longer than usage is read back for. */
export interface Milestones {
  /** Since when the account is known: of the time before, nothing can be told. */
  knownSince: Instant;
  reviewAttended?: Instant;
  trainingCompleted?: Instant;
  responded?: Instant;
  championLeft?: Instant;
  nps?: { score: number; at: Instant };
}

/** One evaluation, kept so that any score can be explained later. */
export interface HealthRecord extends HealthScore {
  account: string;
  at: Instant;
  band: HealthBand | null;
  /** The band before this evaluation, where it moved. */
  from?: HealthBand | null;
  model: string;
  weights: HealthWeights;
  inputs: HealthInputs;
  components: Readonly<Record<HealthComponent, Judgement>>;
}
