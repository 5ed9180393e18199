import { isTimeZone } from '../domain/calendar.ts';
import type { Played } from '../playback/play.ts';
import type { RecordedEvent } from '../playback/read-events.ts';
import type { AccountLabel } from '../playback/report/stories-section.ts';
import { counted } from '../playback/report/tallies.ts';

/** Names and zones of the accounts, as their `group` calls say them. */
export const labelsOf = (events: readonly RecordedEvent[]): Map<string, AccountLabel> => {
  const labels = new Map<string, AccountLabel>();
  for (const { body } of events) {
    if (body.type !== 'group' || typeof body.groupId !== 'string') continue;
    const { name, timezone } = (body.traits ?? {}) as { name?: string; timezone?: string };
    const before = labels.get(body.groupId);
    const zone = timezone ?? before?.timezone ?? 'UTC';
    labels.set(body.groupId, { name: name ?? before?.name ?? body.groupId, timezone: isTimeZone(zone) ? zone : 'UTC' });
  }
  return labels;
};

/** What a reader should know before trusting the figures. */
export const notesOf = (
  events: readonly RecordedEvent[],
  { rejected, faults }: Played,
  rejectedFile: string,
): string[] => [
  ...unknownZones(events),
  ...unknownAccounts(events),
  ...(rejected.length === 0
    ? []
    : [
        `${counted(rejected.length, 'line')} could not be used and ${rejected.length === 1 ? 'is' : 'are'} kept, with reasons, in ${rejectedFile}.`,
      ]),
  ...(faults.length === 0 ? [] : [`${counted(faults.length, 'fault')} of handlers; see above.`]),
];

const unknownZones = (events: readonly RecordedEvent[]): string[] => {
  const zones = new Map<string, string>();
  for (const { body } of events) {
    const zone = (body.traits as { timezone?: unknown } | undefined)?.timezone;
    if (body.type === 'group' && zone !== undefined && !(typeof zone === 'string' && isTimeZone(zone)))
      zones.set(String(body.groupId), JSON.stringify(zone));
  }
  return [...zones].map(
    ([account, zone]) =>
      `${account}: ${zone} is no time zone, so UTC is used. Send an IANA name such as "Europe/Berlin".`,
  );
};

const unknownAccounts = (events: readonly RecordedEvent[]): string[] => {
  const known = new Set(events.flatMap(({ body }) => (body.type === 'group' ? [body.groupId] : [])));
  const waiting = new Map<string, number>();
  for (const { body } of events) {
    const account = body.type === 'track' ? (body.context as { groupId?: unknown } | undefined)?.groupId : undefined;
    if (typeof account === 'string' && !known.has(account)) waiting.set(account, (waiting.get(account) ?? 0) + 1);
  }
  return [...waiting].map(
    ([account, count]) => `${account}: ${counted(count, 'event')} wait for the account's first group call.`,
  );
};
