import { isTimeZone } from '../definition/calendar.ts';
import type { TimeZone } from '../kernel/instant.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import { trimmed } from '../kernel/trimmed.ts';
import { type RecognizedLine, timeOf } from './recognize-line.ts';

type Line = Pick<RecognizedLine, 'body'>;

/** The account that a line names, with its id normalized. */
export const accountOf = ({ body }: Line): string | undefined =>
  idOrNothing(
    (body.type === 'group' || body.type === 'plan'
      ? body.groupId
      : (body.context as { groupId?: unknown } | null | undefined)?.groupId) ?? body.account,
    longestIds.account,
  );

/** Resolves times without an offset in the zone from their account's latest `group` call. */
export const inStatedZones = <Event extends RecognizedLine>(events: readonly Event[]): Event[] => {
  if (!events.some(({ localTime }) => localTime !== undefined)) return [...events];
  const zones = saidZones(events);
  return events.map(event => {
    const zone = event.localTime === undefined ? undefined : zones.get(accountOf(event) ?? '');
    return zone === undefined ? event : { ...event, at: timeOf(event.localTime, zone) ?? event.at };
  });
};

const saidZones = (lines: readonly Line[]): Map<string, TimeZone> =>
  new Map(
    lines.flatMap(line => {
      const account = line.body.type === 'group' ? accountOf(line) : undefined;
      const { timezone } = (line.body.traits ?? {}) as { timezone?: unknown };
      const zone = typeof timezone === 'string' ? trimmed(timezone) : '';
      return account !== undefined && isTimeZone(zone) ? [[account, zone] as const] : [];
    }),
  );
