import * as z from 'zod';
import type { BusinessPolicy } from '../definition/business-policy.ts';
import { isTimeZone } from '../definition/calendar.ts';
import { mostHeldOut } from '../definition/lots.ts';
import { messageClasses } from '../definition/policy.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { revenueSchema } from './revenue-spec.ts';

/**
 * The rules that cut across journeys, in `journeys/policy.ts`.
 * @throws AuthoringError that lists everything that is wrong with them.
 */
export const definePolicy = (policy: BusinessPolicy): BusinessPolicy => {
  const checked = schema.safeParse(policy);
  if (checked.success) return plainData(policy, 'policy');
  const problems = checked.error.issues.map(({ path, message }) => `policy.${path.join('.') || '(all)'}: ${message}`);
  throw new AuthoringError(problems.join('\n'));
};

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'no time of day. Write HH:mm, such as 09:00.');
const messageClass = z.enum(messageClasses);
const address = z
  .string()
  .regex(
    /^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
    'no sender. Write name@example.com or Name <name@example.com>.',
  );
const timezone = z.string().refine(isTimeZone, { error: 'no IANA time zone. Write one such as Europe/Berlin or UTC.' });

const schema = z.strictObject({
  sendAt: timeOfDay,
  quietHours: z.strictObject({ from: timeOfDay, to: timeOfDay }),
  frequencyCaps: z.array(
    z.strictObject({
      per: z.enum(['contact', 'account']).exactOptional(),
      classes: z.array(messageClass).min(1),
      atMost: z.int().min(1),
      withinDays: z.int().min(1),
      onCapped: z.enum(['hold', 'skip']),
    }),
  ),
  missed: z.enum(['skip', 'send']),
  ambiguous: z.record(messageClass, z.enum(['skip', 'resend'])),
  heldByRiskTask: z.array(messageClass),
  riskTaskHoldsDays: z.int().min(1).exactOptional(),
  verifiedOnly: z.boolean().exactOptional(),
  holdAtMostDays: z.int().min(1),
  holdout: z.int().min(0).max(mostHeldOut).exactOptional(),
  from: z.record(messageClass, address),
  sender: z.strictObject({
    name: z.string().min(1),
    address: z.string().min(1, 'no postal address. Commercial mail must carry one (CAN-SPAM, 15 U.S.C. 7704).'),
    supportEmail: z.email(),
    appUrl: z.url().regex(/[^/]$/, 'ends with a slash. Remove it.'),
  }),
  telemetryGuard: z.strictObject({ share: z.number().gt(0).max(1), atLeastAccounts: z.int().min(1) }).optional(),
  taskPool: z.array(z.string().min(1)),
  businessCalendar: z
    .strictObject({
      timezone,
      workdays: z.array(z.int().min(1).max(7)).min(1),
      opens: timeOfDay,
      closes: timeOfDay,
      holidays: z.array(z.iso.date('no date. Write YYYY-MM-DD.')),
    })
    .refine(({ opens, closes }) => opens < closes, {
      error: 'it closes before it opens. Let opens be earlier than closes.',
    }),
  prompts: z
    .strictObject({ modalEveryHours: z.int().min(0), coolDownDays: z.int().min(0) })
    .partial()
    .exactOptional(),
  revenue: revenueSchema.exactOptional(),
  promises: z
    .array(
      z.strictObject({
        kind: z.literal('atMost', 'no promise about all journeys. Write atMost(...).within(...).'),
        most: z.int().min(0),
        of: z.strictObject({ channel: z.string().exactOptional(), class: messageClass.exactOptional() }),
        days: z.int().min(1),
      }),
    )
    .exactOptional(),
  limits: z
    .strictObject({
      costPer1000: z.number().min(0),
      mailsPerContact30d: z.int().min(0),
      tasksPerCsmWeek: z.int().min(0),
    })
    .partial()
    .exactOptional(),
}) satisfies z.ZodType<BusinessPolicy>;
