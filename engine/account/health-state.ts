import type { HealthBand } from '../definition/health-model.ts';
import type { HealthComponent, HealthRules, HealthWeights } from '../definition/health-rules.ts';
import type { Instant } from '../kernel/instant.ts';
import type { HealthInputs } from './health-inputs.ts';

export interface SettledBand {
  /** The account's band; null before the first trusted score. */
  band: HealthBand | null;
  /** Band of the last trusted score, whether or not the account's band followed it. */
  lay: HealthBand | null;
}

export interface HealthScore {
  /** 0 to 100, relative to the present weight; null if no component is present. */
  score: number | null;
  /** Percent of the weight that is present, rounded down. */
  confidence: number;
  points: Readonly<Record<HealthComponent, number>>;
}

export interface Judgement {
  state: 'green' | 'yellow' | 'red' | 'missing';
  /** The decisive sign. */
  because: string;
}

/** Latest occurrences that count for longer than usage is read back. */
export interface Milestones {
  /** Since when the account is known; nothing is known of the time before. */
  knownSince: Instant;
  reviewAttended?: Instant;
  trainingCompleted?: Instant;
  responded?: Instant;
  championLeft?: Instant;
  reviewOpened?: Instant;
  surveyAnswered?: Instant;
  nps?: { score: number; at: Instant };
}

/** State that the next evaluation needs of the last one. */
export interface HealthState extends SettledBand {
  at: Instant;
  milestones: Milestones;
  /** The profile used, empty for the model's own rules; absent in states from before profiles existed. */
  profile?: string;
}

/** One evaluation, kept so that any score can be explained later. */
export interface HealthRecord extends HealthScore {
  account: string;
  at: Instant;
  band: HealthBand | null;
  /** The band before this evaluation, if it changed. */
  from?: HealthBand | null;
  model: string;
  /** The profile used; absent for the model's own rules. */
  profile?: string;
  /** The rules of the components; absent for the defaults. */
  rules?: Pick<HealthRules, 'thresholds' | 'components'>;
  weights: HealthWeights;
  inputs: HealthInputs;
  components: Readonly<Record<HealthComponent, Judgement>>;
}
