import type { CatalogData, FieldType } from '../../definition/catalog.ts';
import type { Instant } from '../../kernel/instant.ts';

/** A call to the events API, to be filled in. */
export interface EventForm {
  /** The event's name, or `a company` or `a person` for their attributes. */
  name: string;
  /** Path of the API. */
  path: '/v1/track' | '/v1/identify' | '/v1/group';
  fields: { name: string; type: FieldType; example: unknown }[];
  /** The request body, with example values. */
  body: Readonly<Record<string, unknown>>;
}

/** A form for the attributes of a company, one for those of a person, then one for each event of the catalog. */
export const eventForms = (catalog: CatalogData, now: Instant): EventForm[] => {
  const fieldsOf = (fields: Readonly<Record<string, FieldType>>) =>
    Object.entries(fields).map(([name, type]) => ({ name, type, example: exampleOf(name, type, now) }));
  const valuesOf = (fields: EventForm['fields']) =>
    Object.fromEntries(fields.map(({ name, example }) => [name, example]));
  const form = (name: string, path: EventForm['path'], fields: EventForm['fields'], body: object): EventForm => ({
    name,
    path,
    fields,
    body: { userId: 'ada', ...body },
  });
  const account = fieldsOf({ name: 'string', ...own(catalog.accountAttributes, catalog.ownAttributes?.account) });
  const person = fieldsOf({
    email: 'string',
    name: 'string',
    ...own(catalog.contactAttributes, catalog.ownAttributes?.contact),
  });
  return [
    form('a company', '/v1/group', account, { groupId: 'acme', traits: valuesOf(account) }),
    form('a person', '/v1/identify', person, { context: { groupId: 'acme' }, traits: valuesOf(person) }),
    ...Object.entries(catalog.events).map(([event, { fields }]) => {
      const typed = fieldsOf(fields);
      return form(event, '/v1/track', typed, { event, context: { groupId: 'acme' }, properties: valuesOf(typed) });
    }),
  ];
};

const own = (attributes: Readonly<Record<string, FieldType>>, names: readonly string[] = []) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => names.includes(name)));

const exampleOf = (name: string, type: FieldType, now: Instant): unknown => {
  if (name === 'email') return 'ada@acme.example';
  if (type === 'number') return 1;
  if (type === 'boolean') return true;
  if (/(At|Date|On)$/.test(name)) return now;
  return name === 'name' ? 'Acme' : 'example';
};
