import * as z from 'zod';
import { removalEvent } from '../account/former-contact.ts';
import { answerEvent } from '../account/worded-answer.ts';
import type { CatalogData, FieldType, Stages } from '../definition/catalog.ts';
import { goalAttributes } from '../definition/goal-attributes.ts';
import { taskOutcomes } from '../definition/task.ts';
import type { FieldBounds } from '../kernel/bounds.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { builtInAccountAttributes, builtInContactAttributes, dateAttribute } from './built-in-attributes.ts';
import { builtInEvents } from './built-in-events.ts';
import type { CatalogRules } from './catalog-rules.ts';
import type { CatalogSpec } from './catalog-spec.ts';
import { contentHash } from './content-hash.ts';
import { boundsOf, schemaLeaves } from './field-bounds.ts';
import { healthModel } from './health-spec.ts';
import { plainData } from './plain-data.ts';

/** The catalog as plain data, the built-in words included. @throws AuthoringError where it contradicts itself. */
export const catalogData = (spec: CatalogSpec, { healthProfiles, ...rules }: CatalogRules = {}): CatalogData => {
  const goals = goalsOf(spec);
  const accountSchemas: Schemas = { ...builtInAccountAttributes, ...spec.accountAttributes, ...goalSchemas(goals) };
  const accountAttributes = fieldTypes('account attribute', accountSchemas);
  for (const [name, type] of Object.entries(fieldTypes('account attribute', builtInAccountAttributes))) {
    if (accountAttributes[name] !== type) {
      throw new AuthoringError(
        `catalog: account attribute "${name}" is always a ${type}. Narrow it, or give your own another name.`,
      );
    }
  }
  const contactSchemas: Schemas = { ...builtInContactAttributes, ...spec.contactAttributes };
  const builtIn = {
    ...builtInEvents,
    ...(rules.stages && { 'stage.changed': stageChange(rules.stages) }),
    'account.updated': z.object(accountSchemas),
  };
  for (const name of Object.keys(spec.events)) {
    if (name in builtIn)
      throw new AuthoringError(`catalog: the event "${name}" is Daymark's own and already there. Remove it.`);
  }
  const events = Object.entries({ ...spec.events, ...builtIn }).map(([name, { shape }]) => [
    name,
    {
      fields: fieldTypes(`event "${name}": field`, shape),
      ...kept('bounds', boundsOf(shape)),
      ...(!(name in builtIn) && requiredIn(shape)),
    },
  ]);
  const data: CatalogData = {
    events: Object.fromEntries(events),
    features: spec.features,
    accountAttributes,
    ...kept('accountBounds', boundsOf(accountSchemas)),
    dateAttributes: Object.keys(accountSchemas).filter(name => isDate(accountSchemas[name])),
    contactAttributes: fieldTypes('contact attribute', contactSchemas),
    ...kept('contactBounds', {
      ...boundsOf(contactSchemas),
      ...(spec.roles.length > 0 && { role: { oneOf: spec.roles } }),
    }),
    roles: spec.roles,
    ...(spec.seats && { seats: spec.seats }),
    ...(spec.fromBrowser && { fromBrowser: browserEvents(spec) }),
    ownAttributes: {
      account: Object.keys(spec.accountAttributes).filter(name => !(name in builtInAccountAttributes)),
      contact: Object.keys(spec.contactAttributes).filter(name => !(name in builtInContactAttributes)),
    },
    ...(spec.login !== undefined && { login: spec.login }),
    ...(spec.goals && { goals }),
    ...(spec.surveyTopics && { surveyTopics: spec.surveyTopics }),
    ...(spec.crm && { crm: crmOf(spec.crm, accountAttributes, Object.fromEntries(events)) }),
    ...rules,
    topics: spec.topics ?? {},
    topicsVersion: contentHash(spec.topics ?? {}),
    sender: spec.policy.sender,
    ...(spec.policy.revenue && { revenue: spec.policy.revenue }),
    ...(spec.policy.promises && { promises: spec.policy.promises }),
    ...(spec.policy.limits && { limits: spec.policy.limits }),
  };
  if (spec.surveyTopics) mustTakeTopics(data.events[answerEvent]?.fields ?? {});
  for (const [feature, event] of Object.entries(data.features)) {
    mustBeKnown(`catalog: feature "${feature}"`, 'event', event, Object.keys(data.events));
  }
  const others = {
    'seats.assigned': data.seats?.assigned,
    'seats.revoked': data.seats?.revoked,
    login: data.login,
    ...Object.fromEntries(Object.entries(goals).map(([goal, { reachedBy }]) => [`goal "${goal}"`, reachedBy])),
  };
  for (const [name, event] of Object.entries(others)) {
    if (event !== undefined) mustBeKnown(`catalog: ${name}`, 'event', event, Object.keys(data.events));
  }
  if (spec.health) return plainData({ ...data, health: healthModel(spec.health, healthProfiles, data, spec.policy) });
  if (healthProfiles)
    throw new AuthoringError('catalog: there are health profiles, and no health to vary. Add health to defineCatalog.');
  return plainData(data);
};

/** @throws AuthoringError for an attribute, an event or an outcome that is not there. */
const crmOf = (
  crm: NonNullable<CatalogSpec['crm']>,
  attributes: Readonly<Record<string, FieldType>>,
  events: CatalogData['events'],
): NonNullable<CatalogData['crm']> => {
  for (const [name, { fields, won, tasks }] of Object.entries(crm)) {
    for (const [field, attribute] of Object.entries(fields))
      mustBeKnown(`catalog: crm.${name}: field "${field}"`, 'account attribute', attribute, Object.keys(attributes));
    for (const [value, outcome] of Object.entries(tasks?.outcomes ?? {}))
      mustBeKnown(`catalog: crm.${name}: tasks: "${value}"`, 'outcome', outcome, taskOutcomes);
    if (won) mustBeKnown(`catalog: crm.${name}: won`, 'event', won.event, Object.keys(events));
  }
  return crm;
};

/** Fields of an answer travel with its event; the comment never does. */
const mustTakeTopics = (fields: Readonly<Record<string, FieldType>>): void => {
  const expected = { survey: 'string', score: 'number', topic: 'string' };
  for (const [field, type] of Object.entries(expected))
    if (fields[field] !== type)
      throw new AuthoringError(
        `catalog: surveyTopics needs the field "${field}" (a ${type}) of the event "${answerEvent}". Add it to events.`,
      );
  if ('comment' in fields)
    throw new AuthoringError(
      `catalog: the event "${answerEvent}" carries "comment", and events carry no words of people. Remove it: with surveyTopics it is kept apart.`,
    );
};

/** Between the stages that there are. */
const stageChange = ({ rules }: Stages): z.ZodObject => {
  const stage = z.enum(rules.map(({ name }) => name));
  return builtInEvents['stage.changed'].extend({ from: stage, to: stage }).partial();
};

/** Empty members are left out. */
/** Fields that may not be left out. */
const requiredIn = (shape: Readonly<Record<string, z.core.$ZodType>>): { required?: readonly string[] } => {
  const required = Object.keys(shape).filter(name => shape[name] && !z.safeParse(shape[name], undefined).success);
  return required.length === 0 ? {} : { required };
};

const kept = <Name extends string>(name: Name, bounds: FieldBounds): { [Each in Name]?: FieldBounds } =>
  Object.keys(bounds).length === 0 ? {} : ({ [name]: bounds } as { [Each in Name]?: FieldBounds });

/** Only servers may start or end a membership. */
const browserEvents = ({ events, fromBrowser = [], seats }: CatalogSpec): readonly string[] => {
  for (const event of fromBrowser) {
    mustBeKnown('catalog: fromBrowser', 'event', event, Object.keys(events));
    if (event === seats?.assigned || event === seats?.revoked || event === removalEvent) {
      throw new AuthoringError(
        `catalog: "${event}" says who has a seat, which a page must not: take it out of fromBrowser.`,
      );
    }
  }
  return fromBrowser;
};

const goalsOf = ({ goals = {}, accountAttributes }: CatalogSpec): NonNullable<CatalogData['goals']> =>
  Object.fromEntries(
    Object.entries(goals).map(([goal, { reachedBy }]) => {
      const names = goalAttributes(goal);
      const taken = Object.values(names).find(name => name in accountAttributes || name in builtInAccountAttributes);
      if (taken === undefined && /^[a-z][A-Za-z0-9]*$/.test(goal))
        return [goal, { ...(reachedBy !== undefined && { reachedBy }), ...names }];
      throw new AuthoringError(
        taken === undefined
          ? `catalog: goal "${goal}" is not a valid name. Begin with a small letter; go on with letters and digits.`
          : `catalog: the account attribute "${taken}" is that of goal "${goal}" and already there. Remove it.`,
      );
    }),
  );

const goalSchemas = (goals: NonNullable<CatalogData['goals']>): Schemas =>
  Object.fromEntries(
    Object.values(goals).flatMap(({ target, reached }) => [
      [target, dateAttribute()],
      [reached, z.string()],
    ]),
  );

type Schemas = Readonly<Record<string, z.core.$ZodType>>;

const fieldTypes = (what: string, schemas: Schemas): Record<string, FieldType> =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, fieldType(`${what} "${name}"`, schema)]));

const fieldType = (where: string, schema: z.core.$ZodType): FieldType => {
  const said = schemaLeaves(schema).flatMap(({ type }) => type ?? 'anything');
  const types = new Set(said.map(type => (type === 'integer' ? 'number' : type)));
  types.delete('null');
  const [type] = types;
  if (types.size === 1 && (type === 'string' || type === 'number' || type === 'boolean')) return type;
  throw new AuthoringError(
    `catalog: ${where} must be a string, a number or a boolean. Use z.string(), z.number(), z.boolean() or z.enum().`,
  );
};

const isDate = (schema: z.core.$ZodType | undefined): boolean =>
  schema !== undefined && schemaLeaves(schema).every(({ format }) => format === 'date' || format === 'date-time');
