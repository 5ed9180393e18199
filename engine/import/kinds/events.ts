import type { CatalogData } from '../../definition/catalog.ts';
import { isReserved } from '../../definition/own-events.ts';
import type { FieldForm, ImportKindAnswers } from '../import-kind.ts';
import { fieldText } from '../import-kind.ts';
import { attributeForms } from './attribute-forms.ts';

const apart: readonly string[] = ['event', 'timestamp', 'userId', 'groupId', 'messageId'];

/** A row is an event: a `track` call. */
export const eventRows: ImportKindAnswers = {
  fields: catalog => ({
    ...propertyForms(catalog),
    event: 'text',
    timestamp: 'date',
    userId: 'id',
    groupId: 'id',
    messageId: 'id',
  }),
  mayEnroll: true,
  personal: [],
  needs: [
    { oneOf: ['event'], fix: 'name the event: --map <column>=event, or --set event="Signed In" for all rows' },
    { oneOf: ['timestamp'], fix: 'name when it happened: --map <column>=timestamp' },
    { oneOf: ['groupId', 'userId'], fix: 'name whose it is: --map <column>=groupId, or --map <column>=userId' },
  ],
  columns: {
    eventname: 'event',
    name: 'event',
    action: 'event',
    time: 'timestamp',
    eventtime: 'timestamp',
    occurredat: 'timestamp',
    createdat: 'timestamp',
    date: 'timestamp',
    userid: 'userId',
    distinctid: 'userId',
    customerid: 'userId',
    contactid: 'userId',
    groupid: 'groupId',
    accountid: 'groupId',
    companyid: 'groupId',
    eventid: 'messageId',
    insertid: 'messageId',
    id: 'messageId',
  },
  draft: fields => {
    const [event, userId, groupId] = ['event', 'userId', 'groupId'].map(name => fieldText(fields, name));
    const at = fieldText(fields, 'timestamp');
    if (event === undefined || at === undefined)
      return { problem: `has no ${event === undefined ? 'event' : 'time'}`, fix: 'fill it in, or leave the row out' };
    if (userId === undefined && groupId === undefined)
      return { problem: 'names neither account nor person', fix: 'fill one in, or leave the row out' };
    const properties = Object.fromEntries([...fields].filter(([name]) => !apart.includes(name)));
    const body = {
      type: 'track',
      event,
      ...(userId !== undefined && { userId }),
      ...(groupId !== undefined && { context: { groupId } }),
      properties,
    };
    const said = fieldText(fields, 'messageId');
    const key = ['event', groupId ?? '', userId ?? '', event, at, JSON.stringify(properties), said ?? ''].join(':');
    // Plain numbers are prefixed: tables of a database each number their rows from 1.
    const id = said !== undefined && /^\d+$/.test(said) ? `${event} ${said}` : said;
    return { calls: [{ key, body, at, ...(id !== undefined && { id }) }] };
  },
};

/** Forms of the properties of all events; the first event with a field determines its form. */
const propertyForms = ({ events: known }: CatalogData): Record<string, FieldForm> => {
  const forms: Record<string, FieldForm> = {};
  for (const [name, { fields, bounds = {} }] of Object.entries(known)) {
    if (isReserved(name)) continue;
    const dates = Object.keys(fields).filter(field => bounds[field]?.isDate);
    for (const [field, form] of Object.entries(attributeForms(fields, dates))) forms[field] ??= form;
  }
  return forms;
};
