import type { Ports } from '../../ports/ports.ts';
import type { Staff } from '../task-actions.ts';

/** The team, with the hours of the business. */
export const staffOf = async ({ build }: Pick<Ports, 'build'>): Promise<Staff> => {
  const [team, [first]] = await Promise.all([build.team(), build.journeys()]);
  return { team, businessCalendar: first?.policy.businessCalendar };
};
