import * as z from 'zod';
import { instantIn } from '../definition/calendar.ts';
import { moment } from '../ingest/moment.ts';
import { ownMember } from '../kernel/own-member.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import type { MailEvent } from '../sending/mail-event.ts';
import { mailFact } from './mail-fact.ts';

/**
 * Parses an SES event, of event publishing (`eventType`) or of feedback notifications (`notificationType`). Of personal
 * data it keeps `addresses` only. `undefined` for events without a delivery fact or without our tags; `'unknown'` for
 * anything that is not an SES event.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const readMailEvent = (message: unknown): MailEvent | undefined | 'unknown' => {
  const { data } = sesEvent.safeParse(message);
  const type = data?.eventType ?? data?.notificationType;
  if (!data || type === undefined) return 'unknown';
  const fact = mailFact({ ...data.bounce, ...data.complaint, type });
  const [tag = ''] = data.mail.tags?.account ?? [];
  const account = idOrNothing(Buffer.from(tag, 'base64url').toString('utf8'), longestIds.account);
  const delivery = idOrNothing(data.mail.tags?.delivery?.[0], longestIds.event);
  if (fact === undefined || account === undefined || delivery === undefined) return undefined;
  // SES writes times in UTC.
  const at = instantIn(timeOf(data, type) ?? data.mail.timestamp, 'UTC');
  if (at === undefined) return undefined;
  if (type === 'Click' && isOwnLink(data.click?.link)) return undefined;
  const about = data.bounce?.bouncedRecipients ?? data.complaint?.complainedRecipients ?? [];
  return {
    account,
    delivery,
    ...fact,
    at,
    ...(data.mail.messageId && { messageId: data.mail.messageId }),
    addresses: about.map(({ emailAddress }) => bare(emailAddress)),
  };
};

/** SES writes `null` for a missing value. */
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform(value => value ?? undefined);
const dated = orNull(z.looseObject({ timestamp: orNull(moment) }));
const subType = orNull(z.string());
const recipients = z.array(z.looseObject({ emailAddress: z.string() })).optional();
const tag = z.union([z.array(z.string()), z.string().transform(value => [value])]).optional();

const sesEvent = z.looseObject({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
  mail: z.looseObject({
    messageId: z.string().optional(),
    timestamp: orNull(moment),
    tags: z.looseObject({ account: tag, delivery: tag }).optional(),
  }),
  bounce: z
    .looseObject({
      bounceType: subType,
      bounceSubType: subType,
      bouncedRecipients: recipients,
      timestamp: orNull(moment),
    })
    .nullish()
    .transform(value => value ?? undefined),
  complaint: z
    .looseObject({
      complainedRecipients: recipients,
      complaintSubType: subType,
      complaintFeedbackType: subType,
      timestamp: orNull(moment),
    })
    .nullish()
    .transform(value => value ?? undefined),
  delivery: dated,
  deliveryDelay: dated,
  open: dated,
  click: orNull(z.looseObject({ timestamp: orNull(moment), link: orNull(z.string()) })),
});

type SesEvent = z.infer<typeof sesEvent>;

const timeOf = (event: SesEvent, type: string): string | undefined => {
  const parts: Readonly<Record<string, { timestamp?: string | undefined } | undefined>> = {
    Bounce: event.bounce,
    Complaint: event.complaint,
    Delivery: event.delivery,
    DeliveryDelay: event.deliveryDelay,
    Open: event.open,
    Click: event.click,
  };
  return ownMember(parts, type)?.timestamp;
};

/**
 * Clicks on our own `/u` and `/s` pages are no sign of interest in the mail, and hold a token that must not be stored:
 * a payload and an HMAC-SHA256. The pattern asks for the token, since the customer's application may have such paths,
 * too.
 */
const isOwnLink = (link = ''): boolean => /\/[us]\/[\w-]+\.[\w-]{43}([?#]|$)/.test(link);

/** The address without a display name. */
const bare = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();
