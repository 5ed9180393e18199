import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { isWorkday, localDate, timeIn } from './calendar.ts';
import type { BusinessCalendar } from './policy.ts';

/** A customer success manager. */
export interface Csm {
  /** As in the account's `owner` and the policy's task pool. */
  id: string;
  /** Where the digest goes, and by which a token is known. */
  email: string;
  name?: string;
  /** Where the CSM's working hours differ from the policy's business calendar. */
  calendar?: Partial<BusinessCalendar>;
  /** Days out of office, the last one included. */
  away?: readonly Away[];
  /** Gets this CSM's new tasks while the CSM is away. */
  delegate?: string;
  /** Open tasks that this CSM can carry, where that differs from a pool's `capacity`. */
  capacity?: number;
  /** The yearly cost of the CSM, in whole units of the currency of the business report. */
  costPerYear?: number;
  /** Gets a task once its service level is breached, and sees the tasks of the team. */
  lead?: string;
}

export interface Away {
  from: CalendarDate;
  to: CalendarDate;
}

/**
 * The CSMs that work on tasks now. Not part of the policy, which enrollments pin when they begin: a CSM that has left the team
 * gets no new tasks.
 */
export type Team = readonly Csm[];

export const csmOf = (id: string, team: Team): Csm | undefined => team.find(each => each.id === id);

/** The member that an account's `owner` names: by id or by address, ignoring case, as CRMs write them. */
export const memberOf = (owner: string, team: Team): Csm | undefined => {
  const name = owner.trim().toLowerCase();
  return (
    csmOf(owner, team) ??
    team.find(({ email }) => email.toLowerCase() === name) ??
    team.find(({ id }) => id.toLowerCase() === name)
  );
};

/** Working hours of a CSM; of one that the team does not know, those of the business. */
export const calendarOf = (id: string, team: Team, business: BusinessCalendar): BusinessCalendar => ({
  ...business,
  ...csmOf(id, team)?.calendar,
});

export const isAway = ({ id, away = [] }: Csm, at: Instant, team: Team, business: BusinessCalendar): boolean => {
  if (away.length === 0) return false;
  const today = localDate(at, calendarOf(id, team, business).timezone);
  return away.some(({ from, to }) => from <= today && today <= to);
};

/** Is it within the CSM's working hours? */
export const isAtWork = (id: string, at: Instant, team: Team, business: BusinessCalendar): boolean => {
  const calendar = calendarOf(id, team, business);
  const time = timeIn(at, calendar.timezone);
  return isWorkday(localDate(at, calendar.timezone), calendar) && calendar.opens <= time && time < calendar.closes;
};

/** The CSM and all direct and indirect reports. */
export const teamOf = (id: string, team: Team): readonly string[] => {
  const found = [id];
  for (const each of found) {
    found.push(...team.filter(({ id: one, lead }) => lead === each && !found.includes(one)).map(({ id: one }) => one));
  }
  return found;
};

/** CSMs that may hold tasks that these had until they were late: their leads, and those who stand in for them. */
export const holdersOf = (ids: readonly string[], team: Team): string[] => {
  const found = new Set(ids.flatMap(id => csmOf(id, team)?.lead ?? []));
  for (const id of found) {
    const delegate = csmOf(id, team)?.delegate;
    if (delegate !== undefined) found.add(delegate);
  }
  return [...found].filter(id => !ids.includes(id));
};
