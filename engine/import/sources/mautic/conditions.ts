import type { CatalogData } from '../../../definition/catalog.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { call, literalCode, method, object } from '../../code.ts';
import { allConditions, type CarriedCondition, isLacking } from '../carried-condition.ts';
import { type AttributeComparison, attributeCompared, catalogAttribute, eventNamed } from '../words-of-catalog.ts';
import type { MauticEvent, MauticExports, MauticFilter } from './exported.ts';

/** Inputs of carrying conditions over. */
export interface MauticWords {
  catalog: CatalogData;
  exports: MauticExports;
  /** Catalog names of events, from `--event`. */
  events: ReadonlyMap<string, string>;
  /** The step that an event of a campaign became, if it sends mail. */
  mailOf(event: string): string | undefined;
}

/** `goes`: the way that all contacts take, where its test is made elsewhere, and `lacks` says how. */
export type MauticCondition = CarriedCondition & { goes?: 'yes' | 'no' };
type ConditionOf = (event: MauticEvent, words: MauticWords) => MauticCondition;

const comparisons: Readonly<Record<string, AttributeComparison | undefined>> = {
  '=': 'is',
  '!=': 'isNot',
  gt: 'above',
  gte: 'atLeast',
  lt: 'below',
  lte: 'atMost',
  in: 'in',
  '!in': 'notIn',
  empty: 'missing',
  '!empty': 'exists',
};

const compared = (field: string, operator: string, value: unknown, catalog: CatalogData): CarriedCondition => {
  const bare = catalogAttribute(field, catalog) === undefined ? field.replace(/^company_?/, '') : field;
  const values = [value].flat().filter(each => typeof each === 'string' || typeof each === 'number');
  return attributeCompared(bare, ownMember(comparisons, operator), values.map(String), catalog);
};

/** A segment's filters: groups separated by "or", with "and" inside a group. */
export const segmentCondition = (
  id: string,
  { exports, catalog }: Pick<MauticWords, 'exports' | 'catalog'>,
): CarriedCondition => {
  const found = exports.segments.find(each => each.id === id);
  const filters = found?.filters ?? [];
  if (found === undefined) return { lacks: `segment ${id}, which was not exported` };
  if (filters.length === 0) return { lacks: `segment "${found.name ?? id}", which is a list of contacts` };
  const groups: MauticFilter[][] = [];
  for (const filter of filters) {
    const last = groups.at(-1);
    if (last === undefined || filter.glue === 'or') groups.push([filter]);
    else last.push(filter);
  }
  const each = groups.map(group =>
    allConditions(
      group.map(({ field, operator, properties, filter }) =>
        compared(field, operator, (properties as { filter?: unknown } | null | undefined)?.filter ?? filter, catalog),
      ),
    ),
  );
  const carried = allConditions(each, 'ANY');
  return isLacking(carried) ? { lacks: `${carried.lacks}, by which segment "${found.name ?? id}" is made` } : carried;
};

const happening = (name: string | undefined, said: string): CarriedCondition =>
  name === undefined
    ? { lacks: `an event for "${said}"` }
    : {
        code: method(call('count', literalCode(name)), 'atLeast', literalCode(1)),
        happens: call('on', literalCode(name)),
      };

const byItsName: ConditionOf = ({ name }, { catalog, events }) => happening(eventNamed(name, catalog, events), name);

const clicked: ConditionOf = ({ parent, name }, { mailOf }) => {
  const step = mailOf(parent ?? '');
  if (step === undefined) return { lacks: `the mail that "${name}" asks for` };
  const happens = method(call('on', literalCode('mail.clicked')), 'where', object({ step: literalCode(step) }));
  return { code: method(call('count', happens), 'atLeast', literalCode(1)), happens };
};

const lacking =
  (lacks: string): ConditionOf =>
  () => ({ lacks });

const decisions: Readonly<Record<string, ConditionOf | undefined>> = {
  'email.click': clicked,
  'email.open': lacking('whether a mail was opened: opens decide nothing, clicks do'),
  'email.reply': lacking('whether a mail was answered: answers come to your mailbox'),
  'sms.reply': lacking('what comes by SMS'),
  'form.submit': ({ name, properties }, words) => {
    const asked = [properties.forms].flat().map(String);
    const forms = words.exports.forms.filter(form => asked.includes(form.id)).map(form => form.name ?? '');
    const known = [...forms, name].map(said => eventNamed(said, words.catalog, words.events)).find(Boolean);
    return happening(known, forms[0] ?? name);
  },
};

/** Conditions on events of a contact. */
export const decisionOf: ConditionOf = (event, words) => (ownMember(decisions, event.type) ?? byItsName)(event, words);

const conditions: Readonly<Record<string, ConditionOf | undefined>> = {
  'lead.field_value': ({ properties: { field, operator, value } }, { catalog }) =>
    compared(String(field), String(operator), value, catalog),
  'lead.segments': ({ properties }, words) =>
    allConditions(
      [properties.segments].flat().map(id => segmentCondition(String(id), words)),
      'ANY',
    ),
  'form.field_value': ({ properties }) => ({ lacks: `the field "${properties.field}" of a form` }),
  'lead.campaigns': lacking('which other journeys an account is in'),
  'lead.device': lacking('which device somebody has'),
  'lead.owner': lacking('who of the team a user of Mautic is'),
  'lead.pageHit': byItsName,
  'lead.points': lacking('how many points somebody has'),
  'lead.stages': lacking('in which stage of Mautic somebody is'),
  'lead.tags': lacking('which tags somebody has'),
  'lead.attached': lacking('when somebody was added'),
  'notification.has.active': lacking('who gets web notifications'),
  'email.validate.address': () => ({ lacks: 'no mail goes to an address that is not valid', goes: 'yes' }),
  'lead.dnc': () => ({ lacks: 'no mail goes to who may not be mailed', goes: 'no' }),
};

/** Conditions on fields of a contact. */
export const contactCondition: ConditionOf = (event, words) =>
  ownMember(conditions, event.type)?.(event, words) ?? { lacks: `"${event.type}"` };
