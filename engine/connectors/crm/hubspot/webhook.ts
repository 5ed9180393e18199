import * as z from 'zod';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { happenedAt } from '../../../ingest/happened-at.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { instant } from '../../../kernel/instant.ts';
import type { ConnectorWebhook } from '../../connector-webhook.ts';
import { crmEvents } from '../crm-events.ts';

/** Up to a hundred changes of properties at once. Those of companies are used, by either form of subscription. */
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
    return data.filter(isOfCompany).flatMap(({ objectId, propertyName = '', propertyValue, occurredAt }) => {
      const change = {
        // HubSpot's event ids need not be unique; a property has one value at a time.
        id: `${objectId}.${propertyName}.${occurredAt}`,
        occurredAt: happenedAt(instant(occurredAt), now),
        receivedAt: now,
        company: objectId,
        fields: { [propertyName]: propertyValue ?? '' },
      };
      return crmEvents('hubspot', change, mapping, dates);
    });
  },
};

const isOfCompany = ({ subscriptionType, objectTypeId }: z.output<typeof changes>[number]): boolean =>
  subscriptionType === 'company.propertyChange' ||
  (subscriptionType === 'object.propertyChange' && objectTypeId === '0-2');

const changes = z.array(
  z.looseObject({
    subscriptionType: z.string('is missing'),
    objectTypeId: z.string().optional(),
    objectId: idOf('customer', "the object's id"),
    propertyName: z.string().max(200).optional(),
    propertyValue: z.string().nullish(),
    occurredAt: z.int().positive().max(99_999_999_999_999),
  }),
  'must be a list of changes, as HubSpot sends them',
);
