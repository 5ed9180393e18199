import type { CatalogData } from '../../../definition/catalog.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { type Code, call, literalCode, object, word } from '../../code.ts';
import type { CarryNote } from '../../journey-sketch.ts';
import { allConditions, type CarriedCondition, isLacking } from '../carried-condition.ts';
import { type AttributeComparison, attributeCompared, catalogAttribute, eventNamed } from '../words-of-catalog.ts';
import type { CustomerioCampaign, CustomerioExports } from './exported.ts';

export interface CarriedEntry {
  enroll: Code;
  audience?: Code;
  notes: CarryNote[];
}

interface Words {
  catalog: CatalogData;
  events: ReadonlyMap<string, string>;
  exports: Pick<CustomerioExports, 'segments'>;
}

/** The trigger and the audience. Objects of Customer.io are accounts in Daymark. */
export const entryOf = (campaign: CustomerioCampaign, words: Words): CarriedEntry => {
  const notes: CarryNote[] = [];
  const note = (what: string, why: string, instead: string) => void notes.push({ what, why, instead });
  const enroll = firstOf(triggers, trigger => trigger(campaign, words, note)) ?? word('manual');
  const named = (ids: readonly string[]) =>
    ids.map(id => `"${words.exports.segments.find(each => each.id === id)?.name ?? id}"`).join(', ');
  const { filter_segment_ids, filter_object_attributes, filter_relationship_attributes, audience } = campaign;
  if (filter_segment_ids?.length)
    note(
      `its filter by segment ${named(filter_segment_ids)}`,
      'the API does not answer how a segment is made',
      'name its condition in the catalog, and write it as `audience`',
    );
  for (const [of, filter] of [
    ['relationships', filter_relationship_attributes],
    ['people', audience?.person_filters],
    ['relationships of its audience', audience?.relationship_filters],
  ] as const)
    if (filter)
      note(
        `its filter by attributes of ${of}`,
        'an account is enrolled, with all its contacts',
        'narrow its mails by `to`',
      );
  const accounts = filter_object_attributes ? conditionOf(filter_object_attributes, words.catalog) : undefined;
  if (accounts && isLacking(accounts))
    note(
      'its filter by attributes of objects',
      `Daymark does not know ${accounts.lacks}`,
      'without an `audience` it is for all accounts: add what is missing to the catalog, and write one',
    );
  return { enroll, ...(accounts && !isLacking(accounts) && { audience: accounts.code }), notes };
};

type Note = (what: string, why: string, instead: string) => void;
type Trigger = (campaign: CustomerioCampaign, words: Words, note: Note) => Code | undefined;

const byEvent: Trigger = ({ event_name: said }, { catalog, events }, note) => {
  if (!said) return undefined;
  const name = eventNamed(said, catalog, events);
  if (name !== undefined) return call('on', literalCode(name));
  note(
    `the entry by the event "${said}"`,
    'the catalog has no such event',
    'add it to journeys/catalog.ts and write `enroll: on(…)`, or import again with --event "<there>=<name in the catalog>"',
  );
  return word('manual');
};

const byDate: Trigger = ({ date_attribute: said, frequency, ...at }, { catalog }, note) => {
  if (!said) return undefined;
  if (at.start_hour !== undefined && at.start_hour !== null)
    note(
      `its hour, ${at.start_hour}:${String(at.start_minutes ?? 0).padStart(2, '0')} ${at.use_customer_timezone ? "in each person's time zone" : (at.timezone ?? 'UTC')}`,
      "days and hours are the account's, and the same for all journeys",
      'see `sendAt` in journeys/policy.ts',
    );
  if (frequency && frequency !== 'once')
    note(`that it comes ${frequency}`, 'a date enrolls once a term', 'send the next date when there is one');
  const name = catalogAttribute(said, catalog);
  if (name !== undefined && catalog.dateAttributes.includes(name))
    return call('onDate', literalCode(name), object({ before: call('days', literalCode(0)) }));
  note(
    `the entry by the date "${said}"`,
    'the catalog has no such date',
    'add it by `dateAttribute()` to journeys/catalog.ts, and write `enroll: onDate(…)`',
  );
  return word('manual');
};

const byAttributes: Trigger = ({ object_attribute_triggers: said }, { catalog }, note) => {
  if (!said) return undefined;
  const when = conditionOf(said, catalog);
  if (!isLacking(when)) return call('signal', object({ when: when.code }));
  note(
    'the entry by attributes of an object',
    `Daymark does not know ${when.lacks}`,
    'write `enroll: signal({ when: … })`',
  );
  return word('manual');
};

const byHand =
  (isSo: (campaign: CustomerioCampaign) => unknown, what: string, why: string, instead: string): Trigger =>
  (campaign, _, note) => {
    if (!isSo(campaign)) return undefined;
    note(what, why, instead);
    return word('manual');
  };

const firstOf = <Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Triggers in order of precedence. */
const triggers: readonly Trigger[] = [
  byEvent,
  byDate,
  byAttributes,
  ({ trigger_segment_ids: ids }, { exports }, note) => {
    if (!ids?.length) return undefined;
    const names = ids.map(id => `"${exports.segments.find(each => each.id === id)?.name ?? id}"`);
    note(
      `the entry by segment ${names.join(', ')}`,
      'a segment enters when you say so, and the API does not answer how it is made',
      'name its condition in the catalog, and write `enroll: signal({ when: … })`, or run `npx daymark enroll <journey> --where <segment>`',
    );
    return word('manual');
  },
  byHand(
    each => each.relationship_attribute_triggers,
    'the entry by attributes of a relationship',
    'contacts belong to one account, and have a role there',
    'write `enroll: on(…)` of an event that says it',
  ),
  byHand(
    each => each.object_type_id,
    'the entry of who is added to an object',
    'an object is an account here, which is enrolled with all its contacts',
    'write `enroll: on(…)` of the event that adds a user',
  ),
  byHand(
    each => each.webhook_id,
    'the entry by a webhook',
    'what happens comes as events',
    'send an event in its place, and write `enroll: on(…)`',
  ),
  byHand(
    () => true,
    'the entry',
    'the API does not answer what triggers a campaign of a form',
    'send an event from where the form is, and write `enroll: on(…)`',
  ),
];

const comparisons: Readonly<Record<string, AttributeComparison | undefined>> = {
  eq: 'is',
  ne: 'isNot',
  gt: 'above',
  gte: 'atLeast',
  lt: 'below',
  lte: 'atMost',
  exists: 'exists',
};

/** Converts a filter on an object, such as `{ and: [{ object_attribute: { field, operator, value } }] }`. */
const conditionOf = (said: Readonly<Record<string, unknown>>, catalog: CatalogData): CarriedCondition => {
  const inner = (each: unknown): CarriedCondition =>
    typeof each === 'object' && each !== null
      ? conditionOf(each as Readonly<Record<string, unknown>>, catalog)
      : { lacks: 'a condition' };
  if (Array.isArray(said.and)) return allConditions(said.and.map(inner));
  if (Array.isArray(said.or)) return allConditions(said.or.map(inner), 'ANY');
  if (said.not) {
    const not = inner(said.not);
    return isLacking(not) ? not : { code: call('not', not.code) };
  }
  const { field, operator, value } = (said.object_attribute ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof field !== 'string') return { lacks: `a condition on ${Object.keys(said).join(', ') || 'nothing'}` };
  return attributeCompared(
    field,
    ownMember(comparisons, String(operator)),
    value === undefined ? [] : [String(value)],
    catalog,
  );
};
