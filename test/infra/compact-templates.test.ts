import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compactTemplates, templateIn } from '../support/compact/compact-templates.ts';
import type { JsonObject, JsonValue } from '../support/compact/shape-of.ts';

/** Texts, references and what only looks like one, alone and joined. */
const text = fc.oneof(
  fc.constantFrom('${Table}', '${!A}', '${', '}', '<own>', '$', 'arn:', '', '{"a":"${B.Arn}"}'),
  fc.string(),
);
const name = fc.oneof(fc.constantFrom('Table', 'AWS::Region', 'import it', 'A.B', ''), fc.string());
const { value } = fc.letrec<{ value: JsonValue; reference: JsonValue }>(tie => ({
  reference: fc.oneof(
    fc.record({ Ref: name }),
    fc.record({ 'Fn::GetAtt': fc.array(name, { maxLength: 3 }) }),
    fc.record({ 'Fn::ImportValue': name }),
    fc.record({
      'Fn::Join': fc.tuple(fc.constantFrom('', '-'), fc.array(fc.oneof(text, tie('reference')), { maxLength: 4 })),
    }),
    fc.record({ Ref: name, other: text }),
  ) as fc.Arbitrary<JsonValue>,
  value: fc.oneof(
    { maxDepth: 3 },
    tie('reference'),
    text,
    fc.integer(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('A', 'B', 'C'), tie('value')),
  ) as fc.Arbitrary<JsonValue>,
}));
const template = fc.record({
  Resources: fc.dictionary(name, fc.record({ Type: fc.constantFrom('One', 'Other'), Properties: value })),
});

it('gives any template back as it was, so that no two have the same golden files', () => {
  fc.assert(
    fc.property(template, template, (one, other) => {
      const templates = { one, other } as Record<string, JsonObject>;
      const { common, stacks } = compactTemplates(templates);
      for (const name of ['one', 'other'])
        expect(JSON.stringify(templateIn(common, stacks[name] ?? {}))).toBe(JSON.stringify(templates[name]));
    }),
    { numRuns: 300 },
  );
});
