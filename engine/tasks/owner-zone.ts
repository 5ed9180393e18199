import type { Task } from '../account/task.ts';
import { localDate } from '../definition/calendar.ts';
import { calendarOf } from '../definition/team.ts';
import type { CalendarDate, Instant, TimeZone } from '../kernel/instant.ts';
import type { Staff } from './task-actions.ts';

/** The time zone in which the task's owner works; UTC where no policy says when the business does. */
export const ownerZone = ({ owner }: Pick<Task, 'owner'>, { team, businessCalendar }: Staff): TimeZone =>
  businessCalendar ? calendarOf(owner, team, businessCalendar).timezone : 'UTC';

/** The day of an instant for the task's owner: what is due at five in the afternoon in Los Angeles is due the next day in UTC. */
export const ownersDay = (at: Instant, task: Pick<Task, 'owner'>, staff: Staff): CalendarDate =>
  localDate(at, ownerZone(task, staff));
