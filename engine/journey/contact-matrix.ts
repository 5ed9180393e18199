import { isNumberedDay } from '../definition/anchor.ts';
import type { Audience } from '../definition/audience.ts';
import { type Condition, comparesAttribute, impliedLeaves } from '../definition/condition.ts';
import { enrollingEvent } from '../definition/enrolled-by.ts';
import { isOnce, type JourneyDefinition } from '../definition/journey-definition.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { TemplateInfo } from '../definition/template.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { alternativesOf } from './alternatives-of.ts';
import { flattenSteps } from './flatten-steps.ts';
import { partsOf } from './parts-of.ts';

/** Touches of two journeys to one contact within a week. */
export type Meeting = 'both' | 'first-waits' | 'second-waits' | 'excluded' | 'never';

export interface ContactMatrix {
  journeys: readonly string[];
  /** Of the journey of the row with that of the column; the first is the row's. */
  rows: readonly (readonly Meeting[])[];
}

/**
 * Which journeys may reach the same contact in the same week, as far as their text tells: by the roles that they write
 * to, the audiences that no account is in both of, what they exclude and hold, and their days after the same event.
 * What it cannot tell may happen.
 */
export const contactMatrix = (
  journeys: readonly JourneyDefinition[],
  templates: readonly TemplateInfo[],
): ContactMatrix => {
  const reaches = [...journeys].sort((a, b) => (a.id < b.id ? -1 : 1)).map(journey => reachOf(journey, templates));
  return {
    journeys: reaches.map(({ journey }) => journey.id),
    rows: reaches.map(first => reaches.map(second => (first === second ? 'never' : meetingOf(first, second)))),
  };
};

interface Touch {
  audience: Audience;
  class: MessageClass;
  /** Days after the enrolling event; nothing when the text does not tell. */
  day?: number;
}

interface Reach {
  journey: JourneyDefinition;
  touches: readonly Touch[];
}

const reachOf = (journey: JourneyDefinition, templates: readonly TemplateInfo[]): Reach => {
  const classes = new Map(templates.map(template => [template.id, template.class]));
  let day: number | undefined = 0;
  let depth = 0;
  const touches = flattenSteps(journey.steps).flatMap(({ step, inside }): Touch[] => {
    const { template, audience, lasts, rounds } = partsOf(step);
    if (isNumberedDay(step.at)) day = step.at.day;
    // After arms the day is unknown.
    else if (step.at || lasts || rounds || inside.length < depth) day = undefined;
    depth = inside.length;
    const messageClass = template && classes.get(template.id);
    if (!template || !audience || !messageClass) return [];
    return [{ audience, class: messageClass, ...(day !== undefined && { day }) }];
  });
  return { journey, touches };
};

const meetingOf = (first: Reach, second: Reach): Meeting => {
  const pairs = first.touches.flatMap(one =>
    second.touches
      .filter(other => isSameContact(one, other) && isSameWeek(first, one, second, other))
      .map(other => [one, other] as const),
  );
  if (pairs.length === 0 || areApart(first.journey.audience, second.journey.audience)) return 'never';
  const isOrdinary = pairs.some(([one, other]) => one.class !== 'transactional' && other.class !== 'transactional');
  if (isOrdinary && (excludes(first, second) || excludes(second, first))) return 'excluded';
  const [firstWaits, secondWaits] = [
    pairs.every(([one]) => isHeld(one, first, second)),
    pairs.every(([, other]) => isHeld(other, second, first)),
  ];
  return firstWaits ? 'first-waits' : secondWaits ? 'second-waits' : 'both';
};

const isSameContact = ({ audience: one }: Touch, { audience: other }: Touch): boolean => {
  const [roles, others] = [rolesOf(one), rolesOf(other)];
  return roles === 'everyone' || others === 'everyone' || roles.some(role => others.includes(role));
};

const rolesOf = ({ roles, otherwise = [] }: Audience): readonly string[] | 'everyone' =>
  roles === 'everyone' ? roles : [...roles, ...otherwise];

/** Days are told only of journeys that the same event enrolls in, once: a second time may be any day. */
const isSameWeek = (first: Reach, one: Touch, second: Reach, other: Touch): boolean => {
  if (one.day === undefined || other.day === undefined || Math.abs(one.day - other.day) < 7) return true;
  return !(
    isOnce(first.journey.reenroll) &&
    isOnce(second.journey.reenroll) &&
    enrolledBy(first.journey) === enrolledBy(second.journey)
  );
};

const enrolledBy = ({ enroll, id }: JourneyDefinition): string => {
  const event = enrollingEvent(enroll);
  return event ? JSON.stringify(alternativesOf(event)) : id;
};

const excludes = (first: Reach, second: Reach): boolean => first.journey.excludes?.includes(second.journey.id) === true;

const isHeld = ({ class: messageClass }: Touch, own: Reach, other: Reach): boolean =>
  messageClass !== 'transactional' &&
  other.journey.holds?.includes(messageClass) === true &&
  (other.journey.priority < own.journey.priority ||
    (other.journey.priority === own.journey.priority && !own.journey.holds?.includes(messageClass)));

/** Can no account be in both audiences? Only where they ask one attribute for different values. */
const areApart = (first: Condition | undefined, second: Condition | undefined): boolean =>
  valuesAsked(first).some(one =>
    valuesAsked(second).some(
      other => one.name === other.name && !one.values.some(value => other.values.includes(value)),
    ),
  );

const valuesAsked = (condition: Condition | undefined): { name: string; values: readonly Scalar[] }[] =>
  (condition ? impliedLeaves(condition) : [])
    .filter(comparesAttribute)
    .filter(({ comparison }) => comparison === 'is' || comparison === 'in')
    .map(({ name, value }) => ({ name, values: [value].flat() }));
