import { applied, differenceFrom } from './difference.ts';
import type { Json, JsonObject } from './shape.ts';
import { type Kinds, kindsOf, shapesIn } from './shared.ts';
import { joined, withoutJoins } from './substitutions.ts';
import { inWords, spelledOut } from './words.ts';

/** Templates of CloudFormation by stack, with everything said once. `templatesOf` gives them back. */
export const compactTemplates = (
  templates: Readonly<Record<string, JsonObject>>,
): { common: Kinds; stacks: Record<string, JsonObject> } => {
  const opened = Object.entries(templates).map(([stack, template]) => ({
    stack,
    sections: Object.entries(template).map(([section, entries]) => ({
      section,
      entries: Object.entries(entries as JsonObject).map(([id, entry]) => ({
        id,
        kind: kindOf(entry, section),
        value: inWords(withoutJoins(entry), {}),
      })),
    })),
  }));
  const common = kindsOf(opened.flatMap(({ sections }) => sections.flatMap(({ entries }) => entries)));
  const shapes = shapesIn(common);
  const linesOf = (entries: readonly { id: string; kind: string; value: Json }[]) =>
    Object.fromEntries(
      entries.map(({ id, kind, value }) => [id, { is: kind, ...differenceFrom(shapes[kind] ?? null, value) }]),
    );
  const stacks = opened.map(({ stack, sections }) => [
    stack,
    Object.fromEntries(sections.map(({ section, entries }) => [section, linesOf(entries)])),
  ]);
  return { common, stacks: Object.fromEntries(stacks) as Record<string, JsonObject> };
};

/** A stack's template again. */
export const templateOf = (common: Kinds, stack: JsonObject): JsonObject => {
  const shapes = shapesIn(common);
  const entryOf = ({ is, ...differences }: JsonObject) =>
    joined(spelledOut(applied(shapes[String(is)] ?? null, differences), {}));
  return Object.fromEntries(
    Object.entries(stack).map(([section, entries]) => [
      section,
      Object.fromEntries(
        Object.entries(entries as JsonObject).map(([id, entry]) => [id, entryOf(entry as JsonObject)]),
      ),
    ]),
  );
};

const kindOf = (entry: Json, section: string): string =>
  section === 'Resources' ? String((entry as JsonObject).Type) : section;
