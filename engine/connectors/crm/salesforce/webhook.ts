import * as z from 'zod';
import { textAt } from '../../../billing/payload.ts';
import type { CrmMapping } from '../../../definition/crm-mapping.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { instant } from '../../../kernel/instant.ts';
import { longId } from '../../../kernel/salesforce-id.ts';
import type { ConnectorWebhook } from '../../connector-webhook.ts';
import { closedTask } from '../closed-task.ts';
import { crmEvents } from '../crm-events.ts';

/**
 * Change events of accounts, of opportunities whose events are enriched by `AccountId`, and of tasks: an event holds
 * the changed fields only.
 * @see
 * https://developer.salesforce.com/docs/atlas.en-us.change_data_capture.meta/change_data_capture/cdc_event_fields_header.htm
 */
export const salesforceWebhook: ConnectorWebhook = {
  partnerSource: 'aws.partner/salesforce.com/',
  read: (said, { now, mapping: named, dates = [] }) => {
    const { data, error } = change.safeParse(said);
    if (error) throw firstProblem(error);
    const { ChangeEventHeader: header, ...fields } = data.payload;
    if (named === undefined || !['CREATE', 'UPDATE'].includes(header.changeType)) return [];
    const mapping = { ...named, owners: withLongIds(named.owners) };
    const when = { occurredAt: happenedAt(instant(header.commitTimestamp), now), receivedAt: now };
    const idOf = (record: string) => `${header.transactionKey}.${header.sequenceNumber}.${record}`;
    if (header.entityName === 'Task')
      return header.recordIds.flatMap(task =>
        closedTask('salesforce', { ...when, id: idOf(task), task, user: header.commitUser, fields }, mapping),
      );
    const companies = header.entityName === 'Account' ? header.recordIds : [textAt(fields, 'AccountId') ?? ''];
    const isUsed = header.entityName === 'Account' || header.entityName === 'Opportunity';
    // A deal's name does not identify its account.
    const of = header.entityName === 'Account' ? mapping : { ...mapping, fields: {} };
    return companies.flatMap(company => {
      if (!isUsed || company === '') return [];
      const about = {
        ...when,
        id: idOf(company),
        company: longId(company),
        fields,
      };
      return crmEvents('salesforce', about, of, dates);
    });
  },
};

const withLongIds = (owners: CrmMapping['owners'] = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(owners).map(([id, owner]) => [longId(id), owner]));

const change = z.looseObject({
  payload: z.looseObject({
    ChangeEventHeader: z.looseObject({
      entityName: z.string(),
      changeType: z.string(),
      transactionKey: z.string().min(1).max(200),
      sequenceNumber: z.int(),
      commitUser: z.string().max(50).optional(),
      commitTimestamp: z.int().positive().max(99_999_999_999_999),
      recordIds: z.array(z.string().min(1).max(50)),
    }),
  }),
});
