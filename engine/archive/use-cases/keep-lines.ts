import type { Ports, PortsWith } from '../../ports/ports.ts';

/**
 * Keeps lines of what was taken, where events are kept. Nothing waits for the archive: what it does not take is told to operators,
 * and missing there.
 */
export const keepLines = async (
  lines: readonly (string | undefined)[],
  { archive, alarms }: Pick<PortsWith<'archive'>, 'archive'> & Pick<Ports, 'alarms'>,
): Promise<void> => {
  const made = lines.filter(line => line !== undefined);
  if (!archive || made.length === 0) return;
  await archive.keep(made).catch(() => alarms.raise({ alarm: 'events-not-kept', events: made.length }));
};
