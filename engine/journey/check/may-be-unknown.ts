import { countsBack } from '../../definition/anchor.ts';
import { type Condition, impliedLeaves, type Value } from '../../definition/condition.ts';
import { enrollingDate, enrollingEvent } from '../../definition/enrolled-by.ts';
import { fieldOfKey } from '../../definition/journey-definition.ts';
import type { Step } from '../../definition/step.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import { alternativesOf } from '../alternatives-of.ts';
import { type Mention, mentionsOf } from './mentions.ts';
import type { Subject } from './subject.ts';

/**
 * Why a value of a step may be unknown when the step runs, if it may. Known are values that the path to the step requires: a
 * date that it counts from, a field or attribute that one of its conditions compares.
 */
export const mayBeUnknown = (value: Value, step: Step, subject: Subject): string | undefined => {
  const reason = reasons[value.kind];
  if (reason === undefined) return undefined;
  const said = saidBy(step, subject);
  const isSaid = mentionsOf(value).every(mention => said.has(noted(mention)));
  return isSaid ? undefined : reason;
};

const reasons: Partial<Record<Value['kind'], string>> = {
  triggerField: 'the enrolling event may lack it',
  accountAttribute: 'the account may not have it',
  byAttribute: 'the account may not have the attribute, or the table may lack its value',
};

/** In the notation of anchors: an attribute, or `trigger.<field>`. */
const noted = ({ kind, name }: Mention): string => `${prefixes[kind] ?? ''}${name}`;

const prefixes: Partial<Record<Mention['kind'], string>> = { field: 'trigger.' };

const fieldName = (name: string): string => noted({ kind: 'field', name });

const saidBy = (step: Step, { journey, places }: Subject): Set<string> => {
  const { enroll, audience, reenroll } = journey;
  const conditions = [step.when, audience, triggerKindOf(enroll).conditions?.(enroll).when];
  const event = enrollingEvent(enroll);
  const date = enrollingDate(enroll);
  const key = fieldOfKey(reenroll);
  const events = event ? alternativesOf(event) : [];
  const fields = events.map(
    ({ where }) => new Set(where.flatMap(({ field, of }) => [field, ...(of ? [of] : [])].map(fieldName))),
  );
  const [first = new Set<string>(), ...others] = fields;
  return new Set([
    ...conditions.flatMap(condition => (condition ? namesIn(condition) : [])),
    ...[...first].filter(field => others.every(each => each.has(field))),
    ...places.flatMap(({ step: { at } }) => (countsBack(at) ? [at.attribute] : [])),
    ...(date ? [date.attribute] : []),
    ...(key === undefined ? [] : [fieldName(key)]),
  ]);
};

/** Values that a true condition has compared. */
const namesIn = (condition: Condition): string[] =>
  impliedLeaves(condition)
    .flatMap(mentionsOf)
    .filter(mention => 'compared' in mention)
    .map(noted);
