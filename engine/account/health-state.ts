import type { HealthBand } from '../definition/health-model.ts';
import type { HealthComponent, HealthRules, HealthWeights } from '../definition/health-rules.ts';
import type { Instant } from '../kernel/instant.ts';
import type { HealthInputs } from './health-inputs.ts';

export interface SettledBand {
  /** The account's band; none before the first score that can be trusted. */
  band: HealthBand | null;
  /** Where the last trusted score lay, whether the band followed it or not. */
  lay: HealthBand | null;
}

export interface HealthScore {
  /** 0 to 100, of the weight that is present; nothing when no component is. */
  score: number | null;
  /** Percent of the weight that is present, rounded down. */
  confidence: number;
  points: Readonly<Record<HealthComponent, number>>;
}

export interface Judgement {
  state: 'green' | 'yellow' | 'red' | 'missing';
  /** The sign that decided. */
  because: string;
}

/** Latest happenings that count longer than usage is read back for. */
export interface Milestones {
  /** Since when the account is known: of the time before, nothing can be told. */
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
  /** The profile that judged, empty for the model's own rules; absent in states written before there were profiles. */
  profile?: string;
}

/** One evaluation, kept so that any score can be explained later. */
export interface HealthRecord extends HealthScore {
  account: string;
  at: Instant;
  band: HealthBand | null;
  /** The band before this evaluation, where it moved. */
  from?: HealthBand | null;
  model: string;
  /** The profile that judged; absent where the model's own rules did. */
  profile?: string;
  /** The rules of the components; absent for the defaults. */
  rules?: Pick<HealthRules, 'thresholds' | 'components'>;
  weights: HealthWeights;
  inputs: HealthInputs;
  components: Readonly<Record<HealthComponent, Judgement>>;
}
