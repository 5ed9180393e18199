import * as z from 'zod';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { instant } from '../../../kernel/instant.ts';
import type { ConnectorWebhook } from '../../connector-webhook.ts';
import { closedTask } from '../closed-task.ts';
import { crmEvents } from '../crm-events.ts';

/** Up to a hundred changes of properties at once. Those of companies are used, by either form of subscription, and those of tasks. */
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
    return data.flatMap(said => {
      const { objectId, propertyName = '', propertyValue, occurredAt, sourceId } = said;
      const change = {
        // HubSpot's event ids need not be unique; a property has one value at a time.
        id: `${objectId}.${propertyName}.${occurredAt}`,
        occurredAt: happenedAt(instant(occurredAt), now),
        receivedAt: now,
        fields: { [propertyName]: propertyValue ?? '' },
      };
      const user = sourceId?.replace(/^userId:/, '');
      if (isOfTask(said)) return closedTask('hubspot', { ...change, task: objectId, user }, mapping);
      return isOfCompany(said) ? crmEvents('hubspot', { ...change, company: objectId }, mapping, dates) : [];
    });
  },
};

type Change = z.output<typeof changes>[number];

const isOfTask = ({ subscriptionType, objectTypeId }: Change): boolean =>
  subscriptionType === 'object.propertyChange' && objectTypeId === '0-27';

const isOfCompany = ({ subscriptionType, objectTypeId }: Change): boolean =>
  subscriptionType === 'company.propertyChange' ||
  (subscriptionType === 'object.propertyChange' && objectTypeId === '0-2');

const changes = z.array(
  z.looseObject({
    subscriptionType: z.string('is missing'),
    objectTypeId: z.string().optional(),
    objectId: idOf('customer', "the object's id"),
    propertyName: z.string().max(200).optional(),
    propertyValue: z.string().nullish(),
    /** The person that did it in HubSpot: `userId:26149575`. */
    sourceId: z
      .string()
      .nullish()
      .transform(id => id ?? undefined),
    occurredAt: z.int().positive().max(99_999_999_999_999),
  }),
  'must be a list of changes, as HubSpot sends them',
);
