import type { EventArchive } from '../../ports/event-archive.ts';
import type { Ports } from '../../ports/ports.ts';

/** Archives lines. If the archive fails, the lines are lost there and an alarm is raised; callers do not fail. */
export const keepLines = async (
  lines: readonly (string | undefined)[],
  archive: EventArchive,
  { alarms }: Pick<Ports, 'alarms'>,
): Promise<void> => {
  const made = lines.filter(line => line !== undefined);
  if (made.length === 0) return;
  await archive.keep(made).catch(() => alarms.raise({ alarm: 'events-not-kept', events: made.length }));
};
