import { AuthoringError } from '../../journey/authoring-error.ts';
import type { AttributeValues, CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import { updateIn } from '../update/author.ts';
import type { AssignStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /**
     * Gives the account an owner out of a pool of `journeys/team.ts`, the more likely the more room one has, and sets attributes:
     * `assign('give-an-owner', { pool: pool('growth'), touchModel: 'low' })`. An account that has an owner of the team keeps it.
     */
    assign<Id extends string>(
      id: Id & Literal<Id>,
      options: { pool: string } & Partial<Omit<AttributeValues<C>, 'owner'>>,
    ): Named<AssignStep, Id>;
  }
}

export const assignIn =
  (catalog: CatalogWords) =>
  (id: string, { pool, ...values }: { pool: string } & Readonly<Record<string, Scalar>>): AssignStep => {
    if ('owner' in values)
      throw new AuthoringError(`assign "${id}": the pool says who the owner is. Remove \`owner\`.`);
    const { attributes } = updateIn(catalog)(id, values);
    return plainData({ kind: 'assign', id, pool, attributes }, `assign "${id}"`);
  };
