import * as z from 'zod';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';
import type { RefusedRequest } from '../../../kernel/refused-request.ts';
import type { ConnectorEvent, ConnectorWebhook } from '../../connector-webhook.ts';
import { closedTask } from '../closed-task.ts';
import { crmEvents } from '../crm-events.ts';

/**
 * Up to a hundred property changes at once. Changes of companies, by either form of subscription, and of tasks are
 * used.
 */
export const hubspotWebhook: ConnectorWebhook = {
  /** @see https://developers.hubspot.com/docs/api/webhooks/validating-requests */
  signing: {
    header: 'X-HubSpot-Signature-v3',
    hash: 'sha256',
    encoding: 'base64',
    time: 'X-HubSpot-Request-Timestamp',
    signed: ['method', 'url', 'body', 'time'],
    secretPrefix: '',
  },
  read: (said, { now, mapping, dates = [] }) => {
    const { data, error } = changes.safeParse(said);
    if (error) throw firstProblem(error);
    if (mapping === undefined) return [];
    // An app may subscribe to much more, and events of merges and associations have other members.
    const read = data.flatMap((each, index): Read[] => {
      const { data: known, error } = kind.safeParse(each);
      if (error) return [{ index, error }];
      return isOfTask(known) || isOfCompany(known) ? [{ index, ...change.safeParse(each) }] : [];
    });
    const [first] = read.flatMap(each => each.error ?? []);
    if (first && read.every(each => each.error)) throw firstProblem(first);
    return read.flatMap(({ index, data: said, error }): ConnectorEvent[] => {
      if (error) return [unread(index, firstProblem(error), now)];
      if (said === undefined) return [];
      const { objectId, propertyName = '', propertyValue, occurredAt, sourceId } = said;
      const about = {
        // HubSpot's event ids need not be unique; a property has one value at a time.
        id: `${objectId}.${propertyName}.${occurredAt}`,
        occurredAt: happenedAt(instant(occurredAt), now),
        receivedAt: now,
        fields: { [propertyName]: propertyValue ?? '' },
      };
      const user = sourceId?.replace(/^userId:/, '');
      return isOfTask(said)
        ? closedTask('hubspot', { ...about, task: objectId, user }, mapping)
        : crmEvents('hubspot', { ...about, company: objectId }, mapping, dates);
    });
  },
};

/** An unreadable change is reported as left out, so that it does not block the others. */
const unread = (index: number, { message, field }: RefusedRequest, now: Instant): ConnectorEvent => ({
  id: `hubspot:${index}`,
  source: 'hubspot',
  name: 'account.updated',
  occurredAt: now,
  receivedAt: now,
  fields: {},
  leftOut: [{ field: `[${index}]${field === undefined ? '' : `.${field}`}`, message: `is left out: ${message}` }],
});

interface Read {
  index: number;
  data?: z.output<typeof change> | undefined;
  error?: z.ZodError | undefined;
}

type Kind = z.output<typeof kind>;

const isOfTask = ({ subscriptionType, objectTypeId }: Kind): boolean =>
  subscriptionType === 'object.propertyChange' && objectTypeId === '0-27';

const isOfCompany = ({ subscriptionType, objectTypeId }: Kind): boolean =>
  subscriptionType === 'company.propertyChange' ||
  (subscriptionType === 'object.propertyChange' && objectTypeId === '0-2');

const kind = z.looseObject(
  { subscriptionType: z.string('is missing'), objectTypeId: z.string().nullish() },
  'must be a change',
);

const changes = z.array(z.unknown(), 'must be a list of changes, as HubSpot sends them');

const change = kind.extend({
  objectId: idOf('customer', "the object's id"),
  propertyName: z.string().max(200).optional(),
  propertyValue: z.string().nullish(),
  /** The user who made the change in HubSpot: `userId:26149575`. */
  sourceId: z
    .string()
    .nullish()
    .transform(id => id ?? undefined),
  occurredAt: z.int().positive().max(99_999_999_999_999),
});
