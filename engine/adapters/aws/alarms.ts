import type { Alarms } from '../../ports/alarms.ts';
import type { Clock } from '../../ports/ports.ts';
import { type Emit, metricLine } from './metric-lines.ts';

/** Log lines with the alarm's details and the metric `Alarms`, by environment (the table's name) and kind of alarm. */
export const loggedAlarms = (clock: Clock, environment: string, emit: Emit): Alarms => ({
  raise: async alarm => {
    const dimensions = { environment, alarm: alarm.alarm };
    const counted = metricLine(clock.now(), { Name: 'Alarms', Unit: 'Count', value: 1 }, dimensions);
    emit({ ...counted, level: 'error', what: 'an alarm for operations', ...alarm });
  },
});
