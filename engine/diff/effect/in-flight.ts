import { planMigration, type Version } from '../../asl/plan-migration.ts';
import type { InFlight } from './played-side.ts';

/** Enrollments of a journey that wait for one step: how many could move to the new version, and why others can't. */
export interface FlightGroup {
  journey: string;
  /** The step they wait for; an empty text for those in a step at that moment. */
  step: string;
  enrollments: number;
  couldMove: number;
  stay: { because: string; enrollments: number }[];
}

/**
 * Active enrollments by whether they can move: each keeps its version when the new one is deployed, and can be migrated
 * if the plan of `daymark migrate` allows it.
 * @param versions new versions of changed journeys; `undefined` if removed or with errors
 */
export const flightGroups = (
  inFlight: readonly InFlight[],
  versions: ReadonlyMap<string, Version | undefined>,
  now: string,
): FlightGroup[] => {
  const concerned = inFlight.filter(({ enrollment: { journey, version } }) => {
    const next = versions.get(journey);
    return versions.has(journey) && next?.definition.hash !== version;
  });
  return [...Map.groupBy(concerned, ({ enrollment: { journey, wait } }) => JSON.stringify([journey, wait?.step ?? '']))]
    .map(([key, those]) => groupOf(JSON.parse(key) as [string, string], those, versions, now))
    .sort((a, b) => b.enrollments - a.enrollments);
};

const groupOf = (
  [journey, step]: readonly [string, string],
  those: readonly InFlight[],
  versions: ReadonlyMap<string, Version | undefined>,
  now: string,
): FlightGroup => {
  const version = versions.get(journey);
  const reasons = those.flatMap(({ enrollment, ...snapshot }) => {
    if (!version) return ['the journey no longer exists'];
    const plan = planMigration(version, enrollment, snapshot, now);
    return 'stay' in plan ? [plan.stay] : [];
  });
  return {
    journey,
    step,
    enrollments: those.length,
    couldMove: those.length - reasons.length,
    stay: [...Map.groupBy(reasons, reason => reason)].map(([because, all]) => ({ because, enrollments: all.length })),
  };
};
