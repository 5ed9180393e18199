import { abbreviated, spelledOut } from './abbreviated.ts';
import { applied, differenceFrom } from './difference-from.ts';
import { kindsOf } from './kinds-of.ts';
import type { JsonObject, JsonValue } from './shape-of.ts';
import { joined, withoutJoins } from './without-joins.ts';

/** Templates of CloudFormation by stack, with everything said once. `templatesOf` gives them back. */
export const compactTemplates = (
  templates: Readonly<Record<string, JsonObject>>,
): { common: JsonObject; stacks: Record<string, JsonObject> } => {
  const opened = Object.entries(templates).map(([stack, template]) => ({
    stack,
    sections: Object.entries(template).map(([section, entries]) => ({
      section,
      entries: Object.entries(entries as JsonObject).map(([id, entry]) => ({
        id,
        kind: kindOf(entry, section),
        value: abbreviated(withoutJoins(entry), {}),
      })),
    })),
  }));
  const common = kindsOf(opened.flatMap(({ sections }) => sections.flatMap(({ entries }) => entries)));
  const linesOf = (entries: readonly { id: string; kind: string; value: JsonValue }[]) =>
    Object.fromEntries(
      entries.map(({ id, kind, value }) => [id, { is: kind, ...differenceFrom(common[kind] ?? null, value) }]),
    );
  const stacks = opened.map(({ stack, sections }) => [
    stack,
    Object.fromEntries(sections.map(({ section, entries }) => [section, linesOf(entries)])),
  ]);
  return { common, stacks: Object.fromEntries(stacks) as Record<string, JsonObject> };
};

/** A stack's template again. */
export const templateIn = (common: JsonObject, stack: JsonObject): JsonObject => {
  const entryOf = ({ is, ...differences }: JsonObject) =>
    joined(spelledOut(applied(common[String(is)] ?? null, differences), {}));
  return Object.fromEntries(
    Object.entries(stack).map(([section, entries]) => [
      section,
      Object.fromEntries(
        Object.entries(entries as JsonObject).map(([id, entry]) => [id, entryOf(entry as JsonObject)]),
      ),
    ]),
  );
};

const kindOf = (entry: JsonValue, section: string): string =>
  section === 'Resources' ? String((entry as JsonObject).Type) : section;
