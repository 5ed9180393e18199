import type { HealthScore, SettledBand } from '../account/health-state.ts';
import { type HealthBand, healthBands } from '../definition/health-model.ts';
import type { HealthThresholds } from '../definition/health-rules.ts';
import { bandOf } from './health-score.ts';

type Bands = HealthThresholds['bands'];

/**
 * A band moves once two scores in a row lie beyond it on the same side, or one lies past a border by the margin: a
 * score that swings around a border must not send a customer back and forth. A score of too little weight counts as none: the
 * band stays, unless it was another profile that gave it.
 */
export const settleBand = (
  before: SettledBand,
  { score, confidence }: Pick<HealthScore, 'score' | 'confidence'>,
  bands: Bands,
  isOfProfile = true,
): SettledBand => {
  if (score === null || confidence < bands.confidence) return isOfProfile ? before : { band: null, lay: null };
  const lies = bandOf(score, bands);
  if (before.band === null) return { band: lies, lay: lies };
  return { band: farther(before.band, atOnce(before.band, score, bands), twice(before, lies)), lay: lies };
};

/** The band that the score reaches with the margin to spare. */
const atOnce = (from: HealthBand, score: number, bands: Bands): HealthBand => {
  const [up, down] = [bandOf(score - bands.margin, bands), bandOf(score + bands.margin - 1, bands)];
  if (level(up) > level(from)) return up;
  return level(down) < level(from) ? down : from;
};

/** The nearer one of two bands on the same side. */
const twice = ({ band, lay }: SettledBand, lies: HealthBand): HealthBand => {
  const [from, first, second] = [level(band ?? lies), level(lay ?? lies), level(lies)];
  const reached =
    first > from && second > from
      ? Math.min(first, second)
      : first < from && second < from
        ? Math.max(first, second)
        : from;
  return healthBands[reached] ?? lies;
};

const farther = (from: HealthBand, a: HealthBand, b: HealthBand): HealthBand =>
  Math.abs(level(a) - level(from)) >= Math.abs(level(b) - level(from)) ? a : b;

const level = (band: HealthBand): number => healthBands.indexOf(band);
