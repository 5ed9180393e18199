import { optInNames, optOutNames } from '../../ingest/consent-traits.ts';
import { contactTraitWords } from '../../ingest/trait-words.ts';
import type { ImportKindAnswers } from '../import-kind.ts';
import { fieldText } from '../import-kind.ts';
import { attributeForms } from './attribute-forms.ts';

/** Fields that aren't traits of the person. */
const apart: readonly string[] = ['userId', 'groupId', 'firstName', 'lastName'];

/** A row is a person: an `identify` call for each account it names. */
export const contactRows: ImportKindAnswers = {
  fields: ({ contactAttributes }) => ({
    userId: 'id',
    groupId: 'ids',
    firstName: 'text',
    lastName: 'text',
    unsubscribed: 'choice',
    optIn: 'text',
    suppressed: 'choice',
    ...attributeForms(contactAttributes),
  }),
  needsHolds: true,
  personal: ['email', 'name', 'firstName', 'lastName'],
  needs: [{ oneOf: ['userId'], fix: "name the person's id, as your product sends it: --map <column>=userId" }],
  columns: {
    ...contactTraitWords,
    userid: 'userId',
    contactid: 'userId',
    personid: 'userId',
    externalid: 'userId',
    groupid: 'groupId',
    accountid: 'groupId',
    companyid: 'groupId',
    workspaceid: 'groupId',
    organizationid: 'groupId',
    firstname: 'firstName',
    givenname: 'firstName',
    lastname: 'lastName',
    surname: 'lastName',
    familyname: 'lastName',
    fullname: 'name',
    timezone: 'timezone',
    ...Object.fromEntries(optOutNames.map(name => [name, 'unsubscribed'])),
    ...Object.fromEntries(optInNames.map(name => [name, 'optIn'])),
    suppressed: 'suppressed',
    bounced: 'suppressed',
    hardbounced: 'suppressed',
    emailhardbouncereason: { field: 'suppressed', says: 'bounced' },
    hardbouncereason: { field: 'suppressed', says: 'bounced' },
    emailverified: 'emailVerified',
  },
  draft: fields => {
    const userId = fieldText(fields, 'userId');
    if (userId === undefined) return { problem: 'has no id of the person', fix: 'fill it in, or leave the row out' };
    const said = fields.get('groupId');
    const groups = Array.isArray(said) ? (said as string[]) : [undefined];
    const names = [fieldText(fields, 'firstName'), fieldText(fields, 'lastName')].filter(name => name !== undefined);
    const traits: Record<string, unknown> = {
      ...(names.length > 0 && { name: names.join(' ') }),
      ...Object.fromEntries([...fields].filter(([name]) => !apart.includes(name))),
    };
    const suppressed = fields.get('suppressed');
    if (Array.isArray(suppressed)) traits.suppressed = suppressed[0] ?? '';
    const email = fieldText(fields, 'email');
    const calls = groups.map(groupId => ({
      key: `contact:${groupId ?? ''}/${userId}`,
      body: { type: 'identify', userId, ...(groupId !== undefined && { context: { groupId } }), traits },
      ...(email !== undefined && { email }),
    }));
    return { calls };
  },
};
