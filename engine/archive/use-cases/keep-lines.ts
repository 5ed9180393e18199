import type { Ports, PortsWith } from '../../ports/ports.ts';

/**
 * Archives lines, if events are archived. If the archive fails, the lines are lost there and an alarm is raised;
 * callers do not fail.
 */
export const keepLines = async (
  lines: readonly (string | undefined)[],
  { archive, alarms }: Pick<PortsWith<'archive'>, 'archive'> & Pick<Ports, 'alarms'>,
): Promise<void> => {
  const made = lines.filter(line => line !== undefined);
  if (!archive || made.length === 0) return;
  await archive.keep(made).catch(() => alarms.raise({ alarm: 'events-not-kept', events: made.length }));
};
