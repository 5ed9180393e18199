import { mustBeKnown } from '../../journey/authoring-error.ts';
import type { AttributeValues, CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { UpdateStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Sets attributes of the account. */
    update<Id extends string>(id: Id & Literal<Id>, attributes: Partial<AttributeValues<C>>): Named<UpdateStep, Id>;
  }
}

export const update = (id: string, attributes: Readonly<Record<string, Scalar>>): UpdateStep =>
  plainData({ kind: 'update', id, attributes }, `update "${id}"`);

export const updateIn =
  ({ data }: CatalogWords) =>
  (id: string, values: Readonly<Record<string, Scalar>>): UpdateStep => {
    for (const [name, value] of Object.entries(values)) {
      mustBeKnown(`update "${id}"`, 'account attribute', name, Object.keys(data.accountAttributes));
      const { oneOf } = data.accountBounds?.[name] ?? {};
      if (oneOf && typeof value === 'string') mustBeKnown(`update "${id}"`, `value of ${name}`, value, oneOf);
    }
    return update(id, values);
  };
