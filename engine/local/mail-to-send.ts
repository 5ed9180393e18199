import * as z from 'zod';
import type { MailToSend } from './mailbox.ts';
import { parseRequest } from './parse-request.ts';
import { ServiceError } from './service-error.ts';

/**
 * Limits of the SES v2 API: tags `[A-Za-z0-9_-]` up to 256, header names up to 126 and values up to 870 ASCII
 * characters.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html
 */
const tagText = z
  .string()
  .max(256)
  .regex(/^[A-Za-z0-9_-]+$/, 'may have only A-Z a-z 0-9 _ -');
const printable = /^[\x20-\x7e]*$/;
const content = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const status = z.enum(['ENABLED', 'DISABLED']);
/** An address, or a name and an address in angle brackets: 7-bit ASCII, since SES has no SMTPUTF8. */
const address = z.string().check(({ value, issues }) => {
  const [, bare = value] = /^[^<>]*<([^<>]*)>$/.exec(value) ?? [];
  const message = addressProblem(value, bare);
  if (message) issues.push({ code: 'custom', message, input: value });
});

const addressProblem = (whole: string, bare: string): string | undefined => {
  const at = bare.lastIndexOf('@');
  const [local, domain] = [bare.slice(0, Math.max(0, at)), bare.slice(at + 1)];
  if (!/^[\x20-\x7e]*$/.test(whole)) return 'must be 7-bit ASCII: domains in Punycode, names as encoded words';
  if (at < 0 || domain === '') return "Missing final '@domain'";
  if (local === '' || local.length > 64) return 'Local address must have 1 to 64 characters';
  if (/[\s()<>@,;:\\"[\]]/.test(local)) return 'Local address contains control, whitespace or an illegal character';
  if (/^\.|\.\.|\.$/.test(local)) return 'Local address starts or ends with a dot, or has two in a row';
  if (domain.length > 255) return 'Domain has more than 255 characters';
  if (/^\.|\.\.|\.$/.test(domain)) return 'Domain starts or ends with a dot, or has two in a row';
  return /^[A-Za-z0-9.-]+$/.test(domain) ? undefined : 'Domain contains an illegal character';
};
const mailSchema = z.strictObject({
  FromEmailAddress: address,
  Destination: z.strictObject({ ToAddresses: z.array(address).length(1) }),
  ReplyToAddresses: z.array(address).optional(),
  Content: z.strictObject({
    Simple: z.strictObject({
      Subject: content,
      Body: z.strictObject({ Html: content.optional(), Text: content.optional() }),
      Headers: z
        .array(
          z.strictObject({
            Name: z
              .string()
              .min(1)
              .max(126)
              .regex(/^[!-9;-~]+$/),
            Value: z.string().min(1).max(870).regex(printable),
          }),
        )
        .max(15)
        .default([]),
    }),
  }),
  EmailTags: z
    .array(z.strictObject({ Name: tagText, Value: tagText }))
    .max(50)
    .default([]),
  ConfigurationSetName: z.string(),
  ConfigurationOverrides: z
    .strictObject({
      Tracking: z.strictObject({ OpenTrackingEnabled: status.optional(), ClickTrackingEnabled: status.optional() }),
    })
    .optional(),
});

/** The mail of a SendEmail request. @throws ServiceError as SES would */
export const mailToSend = (json: unknown): MailToSend => {
  const mail = parseRequest(mailSchema, json, 'BadRequestException');
  const { Subject, Body, Headers } = mail.Content.Simple;
  if (/[\r\n]/.test(Subject.Data))
    throw new ServiceError('BadRequestException', 'Content.Simple.Subject.Data: may not have line breaks');
  const tracking = mail.ConfigurationOverrides?.Tracking;
  return {
    from: mail.FromEmailAddress,
    to: mail.Destination.ToAddresses[0] ?? '',
    subject: Subject.Data,
    html: Body.Html?.Data ?? '',
    text: Body.Text?.Data ?? '',
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name, Value])),
    tags: Object.fromEntries(mail.EmailTags.map(({ Name, Value }) => [Name, Value])),
    configurationSet: mail.ConfigurationSetName,
    tracking: tracking?.OpenTrackingEnabled !== 'DISABLED' || tracking?.ClickTrackingEnabled !== 'DISABLED',
  };
};
