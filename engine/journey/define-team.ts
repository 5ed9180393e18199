import * as z from 'zod';
import { isTimeZone } from '../definition/calendar.ts';
import type { Csm, Team } from '../definition/team.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/**
 * The CSMs, in `journeys/team.ts`, by the id that accounts name as their `owner`. The team is no part of any journey:
 * enrollments under way follow it as it is now.
 *
 * @example
 * export const team = defineTeam({
 *   maya: { email: 'maya@example.com', delegate: 'tom', lead: 'ines', away: [{ from: '2026-08-03', to: '2026-08-14' }] },
 *   tom: { email: 'tom@example.com', lead: 'ines', calendar: { timezone: 'Europe/Berlin' } },
 *   ines: { email: 'ines@example.com' },
 * });
 *
 * @throws AuthoringError that lists everything that is wrong with it.
 */
export const defineTeam = (team: Readonly<Record<string, Omit<Csm, 'id'>>>): Team => {
  const checked = schema.safeParse(team);
  if (checked.success) {
    return plainData(
      Object.entries(team).map(([id, csm]) => ({ id, ...csm })),
      'team',
    );
  }
  const problems = checked.error.issues.map(({ path, message }) => `team.${path.join('.') || '(all)'}: ${message}`);
  throw new AuthoringError(problems.join('\n'));
};

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'no id. Use letters, digits, dots, hyphens, underscores.');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'no time of day. Write HH:mm, such as 09:00.');
const date = z.iso.date('no date. Write YYYY-MM-DD.');

const schema = z.record(
  id,
  z.strictObject({
    email: z.email('no address. Write name@example.com.'),
    name: z.string().min(1).optional(),
    calendar: z
      .strictObject({
        timezone: z
          .string()
          .refine(isTimeZone, { error: 'no IANA time zone. Write one such as Europe/Berlin.' })
          .optional(),
        workdays: z.array(z.int().min(1).max(7)).min(1).optional(),
        opens: timeOfDay.optional(),
        closes: timeOfDay.optional(),
        holidays: z.array(date).optional(),
      })
      .optional(),
    away: z
      .array(
        z
          .strictObject({ from: date, to: date })
          .refine(({ from, to }) => from <= to, { error: 'it ends before it begins. Let from be the earlier date.' }),
      )
      .optional(),
    delegate: id.optional(),
    lead: id.optional(),
    capacity: z.int().min(1, 'no capacity. Write how many open tasks the CSM can carry, at least 1.').optional(),
    costPerYear: z.number().min(0).optional(),
  }),
);
