import { deliverableAddress } from '../../contacts/mail-address.ts';
import { optOutNames } from '../../ingest/consent-traits.ts';
import { trimmed } from '../../kernel/trimmed.ts';
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

/** A row is an address that bounced or complained elsewhere: it is suppressed for every contact with that address. */
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
    if (isStillMailed(fieldText(fields, 'reason'))) return notHeld;
    const isComplaint = /complain|spam|abuse/i.test(fieldText(fields, 'reason') ?? '');
    return stopped(fields, { suppressed: isComplaint ? 'complained' : 'bounced' });
  },
};

/** A row is a person who opted out elsewhere, of a topic or of everything. */
export const unsubscribeRows: ImportKindAnswers = {
  fields: () => ({ email: 'text', userId: 'id', groupId: 'ids', topic: 'text', status: 'text' }),
  givesHolds: true,
  personal: ['email'],
  needs,
  columns: {
    ...people,
    list: 'topic',
    subscriptiontype: 'topic',
    category: 'topic',
    ...Object.fromEntries(optOutNames.map(name => [name, 'status'])),
    subscriptionstatus: 'status',
    subscribed: { unused: 'it asks the opposite: leave out the rows of those who are' },
  },
  draft: fields => {
    const topic = fieldText(fields, 'topic');
    if (isStillMailed(fieldText(fields, 'status'))) return notHeld;
    return stopped(fields, { unsubscribed: topic === undefined ? true : [topic] });
  },
};

/** Rows of contacts who may be mailed are skipped: an import never revokes an opt-out. */
const isStillMailed = (status: string | undefined): boolean =>
  status !== undefined &&
  /^(?:no|n|false|f|0|off|nein|non|active|subscribed|opted[ -]?in|opt[ -]?in|delivered|valid|ok|confirmed)$/i.test(
    status,
  );

const notHeld: RowProblem = {
  problem: 'says that this person may be mailed',
  fix: 'nothing to do: only people who may not be mailed are imported',
};

/** Lists of other tools write `Ada <ada@example.com>` and `mailto:`. */
const addressIn = (text: string): string | undefined => {
  const bare = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).replace(/^mailto:/i, '');
  return deliverableAddress(trimmed(bare));
};

const stopped = (fields: RowFields, hold: Hold): DraftedRow | RowProblem => {
  const userId = fieldText(fields, 'userId');
  const written = fieldText(fields, 'email');
  const email = written === undefined ? undefined : addressIn(written);
  if (written !== undefined && email === undefined && userId === undefined)
    return { problem: 'has an address that no mail can go to', fix: 'write one, such as ada@example.com' };
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
