import type { DraftedRow, Hold, ImportKindAnswers, RowFields, RowProblem } from '../import-kind.ts';
import { fieldText, optOutKey } from '../import-kind.ts';

const people: ImportKindAnswers['columns'] = {
  userid: 'userId',
  contactid: 'userId',
  recordid: 'userId',
  groupid: 'groupId',
  accountid: 'groupId',
  companyid: 'groupId',
  emailaddress: 'email',
  mail: 'email',
  address: 'email',
  recipient: 'email',
  recipientemail: 'email',
};

const needs = [{ oneOf: ['email', 'userId'], fix: 'name whose it is: --map <column>=email, or --map <column>=userId' }];

/** A row is an address that bounced or complained elsewhere: it is suppressed for every contact that has it. */
export const suppressionRows: ImportKindAnswers = {
  fields: () => ({ email: 'text', userId: 'id', groupId: 'ids', reason: 'text' }),
  givesHolds: true,
  personal: ['email'],
  needs,
  columns: {
    ...people,
    suppressionreason: 'reason',
    bouncetype: 'reason',
    bouncereason: 'reason',
    type: 'reason',
    status: 'reason',
  },
  draft: fields => {
    const isComplaint = /complain|spam|abuse/i.test(fieldText(fields, 'reason') ?? '');
    return stopped(fields, { suppressed: isComplaint ? 'complained' : 'bounced' });
  },
};

/** A row is a person who opted out elsewhere: of a topic, or of everything. */
export const unsubscribeRows: ImportKindAnswers = {
  fields: () => ({ email: 'text', userId: 'id', groupId: 'ids', topic: 'text' }),
  givesHolds: true,
  personal: ['email'],
  needs,
  columns: { ...people, list: 'topic', subscriptiontype: 'topic', category: 'topic' },
  draft: fields => {
    const topic = fieldText(fields, 'topic');
    return stopped(fields, { unsubscribed: topic === undefined ? true : [topic] });
  },
};

const stopped = (fields: RowFields, hold: Hold): DraftedRow | RowProblem => {
  const userId = fieldText(fields, 'userId');
  const email = fieldText(fields, 'email');
  const said = fields.get('groupId');
  const groups = Array.isArray(said) ? (said as string[]) : [undefined];
  if (userId === undefined && email === undefined)
    return { problem: 'names nobody', fix: 'fill in an address or an id, or leave the row out' };
  const calls =
    userId === undefined
      ? []
      : groups.map(groupId => ({
          key: optOutKey({ userId, ...(groupId !== undefined && { groupId }) }, hold),
          body: {
            type: 'identify',
            userId,
            ...(groupId !== undefined && { context: { groupId } }),
            traits: { ...hold },
          },
        }));
  return { calls, ...(email !== undefined && { held: { email, hold } }) };
};
