import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { PortsWith } from '../../ports/ports.ts';

/**
 * A write key that leaked, or a program gone mad, makes no more calls an hour than its quota. A refused call is not lost:
 * Segment's libraries send it again. `writeKey` is the beginning of the key's SHA-256, which does not reveal the key.
 * @throws RefusedRequest 429, and nothing of the request is taken
 */
export const mustBeWithinQuota = async (
  writeKey: string,
  calls: number,
  { controls, clock, alarms, settings }: PortsWith<'controls'>,
  callsPerHour = settings.callsPerHour,
): Promise<void> => {
  if (callsPerHour === undefined || calls === 0) return;
  const now = clock.now();
  if (await controls.countCalls(writeKey, { now, calls, atMost: callsPerHour })) return;
  await alarms.raise({ alarm: 'quota-exceeded', writeKey, callsPerHour });
  throw new RefusedRequest(
    'too_many_calls',
    `This write key has reached its ${callsPerHour} calls an hour. Send these again in the next hour, or raise callsPerHour.`,
    { status: 429, retryAfterSeconds: 3_600 - (Math.floor(Date.parse(now) / 1000) % 3_600) },
  );
};
