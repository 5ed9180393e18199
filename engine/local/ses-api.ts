import * as z from 'zod';
import type { LocalResponse, Request } from './answer-request.ts';
import { mailToSend } from './mail-to-send.ts';
import type { Mailbox } from './mailbox.ts';
import { parseRequest } from './parse-request.ts';
import { ServiceError } from './service-error.ts';

/** SES v2: REST. `undefined` for paths that are not its own. */
export const createSesApi = (mailbox: Mailbox, now: () => number) => {
  const suppression = (email: string) => {
    const found = mailbox.suppressed().get(email.toLowerCase());
    if (!found)
      throw new ServiceError(
        'NotFoundException',
        `Email address ${email} does not exist on your suppression list.`,
        404,
      );
    return { EmailAddress: email, Reason: found.reason, LastUpdateTime: found.at / 1000 };
  };

  const routes: Readonly<Record<string, (request: Request, email: string) => LocalResponse>> = {
    'POST outbound-emails': request => {
      const { messageId, answer } = mailbox.send(mailToSend(request.json()));
      return answer ? { body: { MessageId: messageId } } : { cut: true };
    },
    'GET account': () => ({
      body: {
        SendingEnabled: true,
        ProductionAccessEnabled: true,
        EnforcementStatus: 'HEALTHY',
        SendQuota: quota(mailbox, now()),
      },
    }),
    'POST configuration-sets': request => {
      const set = parse(configurationSetSchema, request.json());
      mailbox.createConfigurationSet(set.ConfigurationSetName, {
        suppressedReasons: set.SuppressionOptions?.SuppressedReasons,
      });
      return { body: {} };
    },
    'PUT suppression/addresses': request => {
      const { EmailAddress, Reason } = parse(suppressionSchema, request.json());
      mailbox.suppress(EmailAddress, Reason);
      return { body: {} };
    },
    'GET suppression/addresses': ({ query }) => {
      const { StartDate, EndDate, PageSize, NextToken } = parse(listSchema, Object.fromEntries(query));
      const found = [...mailbox.suppressed()]
        .filter(([email, { at }]) => at >= StartDate && at < EndDate && email > NextToken)
        .map(([email]) => email)
        .sort();
      const page = found.slice(0, PageSize);
      return {
        body: {
          SuppressedDestinationSummaries: page.map(suppression),
          ...(found.length > PageSize && { NextToken: page.at(-1) }),
        },
      };
    },
    'GET suppression/addresses/…': (_, email) => ({ body: { SuppressedDestination: suppression(email) } }),
  };

  return (request: Request): LocalResponse | undefined => {
    const [resource, email] = request.path.replace('/v2/email/', '').split(/(?<=^suppression\/addresses)\//);
    return routes[`${request.method} ${resource}${email ? '/…' : ''}`]?.(request, decodeURIComponent(email ?? ''));
  };
};

const reason = z.enum(['BOUNCE', 'COMPLAINT']);
const suppressionSchema = z.object({ EmailAddress: z.string(), Reason: reason });
const moment = z.iso.datetime({ offset: true }).transform(text => Date.parse(text));
const listSchema = z.object({
  StartDate: moment.default(Number.NEGATIVE_INFINITY),
  EndDate: moment.default(Number.POSITIVE_INFINITY),
  PageSize: z.coerce.number().int().min(1).max(1000).default(1000),
  NextToken: z.string().default(''),
});
const configurationSetSchema = z.object({
  ConfigurationSetName: z.string(),
  SuppressionOptions: z.object({ SuppressedReasons: z.array(reason).optional() }).optional(),
});

const parse = <T>(schema: z.ZodType<T>, json: unknown): T => parseRequest(schema, json, 'BadRequestException');

const quota = (mailbox: Mailbox, now: number) => ({
  Max24HourSend: 50_000,
  MaxSendRate: 14,
  SentLast24Hours: mailbox.mails().filter(({ at }) => at > now - 86_400_000).length,
});
