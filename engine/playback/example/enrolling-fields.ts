import type { CatalogData } from '../../definition/catalog.ts';
import type { Condition } from '../../definition/condition.ts';
import { plusDays } from '../../definition/dates.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { Example } from '../../promises/prove.ts';
import { type EventTriggerFields, fieldsPassing, typeIn } from './fields-passing.ts';
import { type AskedOfValue, passingValue } from './passing-value.ts';

/** Fields of the enrolling event: they satisfy its trigger and the path's decisions, and later events must match them. */
export const enrollingFields = (
  definition: JourneyDefinition,
  example: Example,
  { events }: CatalogData,
  begins: CalendarDate,
): EventTriggerFields => {
  const began = example.map(({ happens }) => happens).find(happens => happens.is === 'began');
  const event = began?.event;
  if (event === undefined) return {};
  const { fields: types = {}, bounds = {} } = events[event.event] ?? {};
  const saidOf = (field: string, asked: readonly AskedOfValue[]): Scalar | undefined =>
    passingValue(asked, types[field] ?? typeIn(asked[0]?.value ?? null), bounds[field]);
  const fields: Record<string, Scalar | undefined> = { ...fieldsPassing(event) };
  for (const field of matchedFields(definition)) fields[field] ??= saidOf(field, [exists]);
  for (const [field, asked] of decidedFields(example)) {
    const own = event.where.flatMap(({ field: name, comparison, value, of }) =>
      name === field && of === undefined ? [{ comparison, value, holds: true } as AskedOfValue] : [],
    );
    fields[field] = saidOf(field, [...own, ...asked]);
  }
  for (const [name, day] of Object.entries(began?.dates ?? {}))
    if (name.startsWith('trigger.'))
      fields[name.slice('trigger.'.length)] = day === undefined ? undefined : plusDays(begins, day);
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined || value === null ? [] : [[field, value]])),
  );
};

const exists: AskedOfValue = { comparison: 'exists', value: null, holds: true };

/** Fields that later events or re-enrollments are matched by. */
const matchedFields = (definition: JourneyDefinition): string[] => {
  const found = new Set<string>('field' in definition.reenroll ? [definition.reenroll.field] : []);
  JSON.stringify([definition.exit, definition.steps, definition.promises ?? []], (_, value) => {
    if (value?.comparison === 'matchesTrigger') found.add(value.field);
    return value;
  });
  return [...found];
};

/** The path's decisions about the enrolling event, by field. */
const decidedFields = (example: Example): Map<string, AskedOfValue[]> => {
  const facts = example.at(-1)?.facts ?? {};
  const asked = Object.entries(facts).flatMap(([name, holds]) => {
    const { field, comparison, value } = JSON.parse(name) as Extract<Condition, { kind: 'trigger' }>;
    return [{ field, asked: { comparison, value, holds } }];
  });
  return new Map(
    [...Map.groupBy(asked, ({ field }) => field)].map(([field, all]) => [field, all.map(each => each.asked)]),
  );
};
