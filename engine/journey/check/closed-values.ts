import { likelyStatus, statusMeant } from '../../account/account-status.ts';
import { isTimeZone } from '../../definition/calendar.ts';
import type { CatalogData, FieldType } from '../../definition/catalog.ts';
import { leavesOf } from '../../definition/condition.ts';
import { matchOwner, unknownOwner } from '../../definition/unknown-owner.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { localeNamed, readLocale } from '../../kernel/locale.ts';
import { ownMember } from '../../kernel/own-member.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { EventTrigger } from '../../triggers/event/trigger.ts';
import { type Comparing, countedEvents, type Mentioning, mentionsOf } from './mentions.ts';
import { quotedPlace } from './quoted-place.ts';
import { type CheckedProject, journeyRule } from './rule.ts';
import type { Subject, Written } from './subject.ts';

/** A compared value, and the values that are possible. */
interface Compared {
  /** `attribute "touchModel"`. */
  what: string;
  values: readonly Scalar[];
  possible: Possible;
}

/** What is known of the values that an attribute or a field can have. */
interface Possible {
  type?: FieldType | undefined;
  /** All of them, if the catalog lists them. */
  known?: readonly string[] | undefined;
  /** For the fields of our own events that name a part of a journey. */
  named?: readonly string[] | undefined;
  /** The one of them that another word stands for. */
  meant?: ((word: string) => string | undefined) | undefined;
  /** Whether they are CSMs. */
  isCsm?: boolean;
  /** Built-in attributes whose values have a form. */
  form?: ((text: string) => string | undefined) | undefined;
}

export const closedValues = journeyRule(
  {
    'unknown-value': {
      severity: 'error',
      title: 'Value that an attribute or a field cannot have',
      why: 'The catalog names all its values, or their type, so it would never be this one.',
      fix: 'Correct the value, or the schema in the catalog.',
    },
    'unknown-name-in-event': {
      severity: 'warning',
      title: 'Event about a task or prompt that no journey has',
      why: 'Unless accounts still have it from a journey that is gone, the event never comes.',
      fix: 'Correct the name of the step or the template.',
    },
    'owner-not-in-team': {
      severity: 'warning',
      title: 'Comparison with an owner who is not in the team',
      why: 'Unless accounts still have the owner, it never holds.',
      fix: 'Name a CSM of journeys/team.ts, or add this one there.',
    },
  },
  function* (subject, project) {
    for (const { step, at, what, values, possible } of compared(subject, project)) {
      for (const value of values) {
        const where = step ? `step "${step}"` : `journey "${subject.journey.id}"`;
        const said = `Value ${JSON.stringify(value)} in ${quotedPlace(at)} of ${where}`;
        const problem = problemOf(value, possible);
        if (problem !== undefined)
          yield { code: 'unknown-value', step, message: `${said} is not a value of ${what}${problem}` };
        else if (possible.named && typeof value === 'string' && !possible.named.includes(value))
          yield {
            code: 'unknown-name-in-event',
            step,
            message: `${said} is no ${what}. ${didYouMean(value, possible.named)}`,
          };
        else if (possible.isCsm && typeof value === 'string' && unknownOwner(value, project.team) !== undefined)
          yield {
            code: 'owner-not-in-team',
            step,
            message: `${said} is not in journeys/team.ts. ${matchOwner(value, project.team)}`,
          };
      }
    }
  },
);

/** Why it can't be a value, with the fix; undefined if it can. */
const problemOf = (value: Scalar, { type, known, meant, form }: Possible): string | undefined => {
  if (value === null) return undefined;
  if (type !== undefined && typeof value !== type) return `, which is a ${type}. ${fixes[type](value)}`;
  if (typeof value !== 'string') return undefined;
  if (known && !known.includes(value)) {
    const other = meant?.(value);
    return `. ${other !== undefined && known.includes(other) ? `Did you mean "${other}"?` : didYouMean(value, known)}`;
  }
  const fix = form?.(value);
  return fix === undefined ? undefined : `. ${fix}`;
};

const fixes: Readonly<Record<FieldType, (value: Scalar) => string>> = {
  string: value => `Write it in quotes: "${value}".`,
  number: value =>
    Number.isFinite(Number(value)) && value !== '' ? `Write it without quotes: ${Number(value)}.` : 'Give a number.',
  boolean: () => 'Give true or false.',
};

const meanings: Readonly<Record<string, Possible['meant']>> = {
  status: word => statusMeant(word) ?? likelyStatus(word),
};

const forms: Readonly<Record<string, Possible['form']>> = {
  timezone: text => (isTimeZone(text) ? undefined : 'Give an IANA name such as "Europe/Berlin".'),
  locale: text => {
    if (readLocale(text) !== undefined) return undefined;
    const named = localeNamed(text);
    return named === undefined ? 'Give a language tag such as "en" or "pt-BR".' : `Did you mean "${named}"?`;
  },
};

function* compared(subject: Subject, project: CheckedProject): Iterable<Written<Compared>> {
  const { catalog } = project;
  const ofField = (events: readonly Pick<EventTrigger, 'event'>[], field: string): Possible =>
    valuesOf(
      events.flatMap(({ event }) => catalog.events[event] ?? []).filter(({ fields }) => Object.hasOwn(fields, field)),
      field,
    );
  const ofTests = ({ event, where }: EventTrigger): Compared[] =>
    where.map(({ field, value }) => ({
      what: namedIn(event, field, project)?.what ?? `field "${field}" of "${event}"`,
      values: [value].flat(),
      possible: { ...ofField([{ event }], field), named: namedIn(event, field, project)?.names },
    }));
  const said: Record<Comparing['kind'], (name: string) => Omit<Compared, 'values'>> = {
    attribute: name => ({
      what: `attribute "${name}"`,
      possible: {
        type: ownMember(catalog.accountAttributes, name),
        known: catalog.accountBounds?.[name]?.oneOf,
        meant: ownMember(meanings, name),
        form: ownMember(forms, name),
        isCsm: name === 'owner',
      },
    }),
    field: name => ({ what: `field "${name}" of the enrolling event`, possible: ofField(subject.enrolledBy, name) }),
  };
  const comparedIn = (leaf: Mentioning): Compared[] => [
    ...mentionsOf(leaf).flatMap(mention => {
      if (!('compared' in mention)) return [];
      const { what, possible } = said[mention.kind](mention.name);
      return [
        { what, possible: mention.isTable ? { ...possible, type: undefined } : possible, values: mention.compared },
      ];
    }),
    ...countedEvents(leaf).flatMap(ofTests),
  ];
  for (const { condition, ...where } of subject.conditions) {
    for (const each of leavesOf(condition).flatMap(comparedIn)) yield { ...where, ...each };
  }
  for (const { value, ...where } of subject.values) {
    for (const each of comparedIn(value)) yield { ...where, ...each };
  }
  for (const { trigger, ...where } of subject.triggers) {
    for (const each of ofTests(trigger)) yield { ...where, ...each };
  }
}

/** If several events carry the field, the union of their values; no values if one of them accepts any text. */
const valuesOf = (events: readonly CatalogData['events'][string][], field: string): Possible => {
  const sets = events.map(({ bounds }) => bounds?.[field]?.oneOf);
  const types = new Set(events.map(({ fields }) => fields[field]));
  return {
    type: types.size === 1 ? [...types][0] : undefined,
    known: sets.length > 0 && sets.every(set => set !== undefined) ? [...new Set(sets.flat())] : undefined,
  };
};

/** The parts of journeys that a field of one of our own events names. */
const namedIn = (event: string, field: string, { subjects, templates }: CheckedProject) => {
  const places = () => subjects.flatMap(subject => subject.places);
  if (event.startsWith('task.') && field === 'reason') {
    const tasks = places().flatMap(({ step, parts }) => (parts.task === undefined ? [] : [step.id]));
    const later = places().flatMap(({ step }) => ('outlives' in step && step.outlives?.reason) || []);
    return { what: 'task of any journey', names: [...tasks, ...later] };
  }
  if (event.startsWith('prompt.') && field === 'prompt') {
    const prompts = [...templates.values()].filter(({ channel }) => channel === 'prompt').map(({ id }) => id);
    return { what: 'template of a prompt', names: prompts };
  }
  return undefined;
};
