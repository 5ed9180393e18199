import type { Instant } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { decideBrake, describeBrake, peakToKeep } from '../brake.ts';
import type { KillSwitches } from '../kill-switches.ts';

/**
 * Pauses a journey that floods, or has too many bounces or complaints, and alarms. The alarm comes first: a paused
 * journey is not judged again, so a process that died after the pause would never alarm; one that dies before it alarms
 * twice. Only an operator resumes it. The figures are read every 30 seconds by a process that sends, and never while
 * the journey is paused.
 * @returns the switches afterwards
 */
export const applyBrake = async (
  journey: string,
  switches: KillSwitches,
  now: Instant,
  { sends, switches: port, alarms }: PortsWith<'switches'>,
): Promise<KillSwitches> => {
  if (switches === 'unknown' || switches.everything || switches.journeys.has(journey)) return switches;
  const figures = await sends.look(journey, now);
  if (figures === undefined) return switches;
  const resumedAt = switches.resumedAt?.get(journey);
  const reason = decideBrake(figures, now, resumedAt);
  await sends.keepPeak(journey, now, peakToKeep(figures, now, resumedAt));
  if (reason === undefined) return switches;
  await alarms.raise({ alarm: 'brake', journey, ...reason });
  await port.set(`journey/${journey}`, `paused by the brake: ${describeBrake(reason)}`);
  return { ...switches, journeys: new Set([...switches.journeys, journey]) };
};
