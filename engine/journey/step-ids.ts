import type { Step } from '../definition/step.ts';

declare const ids: unique symbol;

/** A step whose type remembers the literal ids in it, its own and those of its branches. Nothing of it exists at run time. */
export type Named<Of extends Step, Ids extends string> = Of & { readonly [ids]?: Ids };

/** `never` for a union of ids, as of an unknown template, so that the first type error is about the template. */
export type OneId<Id extends string, Each = Id> = Each extends unknown ? ([Id] extends [Each] ? Id : never) : never;

/** Steps of a branch, by the branch's name. */
export type Arms = { readonly [Name: string]: readonly Step[] };

/** Passes a literal, refuses a computed string: ids are found in the timeline and in the file by the same word. */
export type Literal<Id extends string> =
  Record<never, never> extends Record<Id, 1> ? 'write the id as a literal, such as "welcome"' : unknown;

/** Refuses steps of one list whose ids occur twice in it, or in its branches. */
export type Unique<Steps extends readonly Step[]> = {
  readonly [Index in keyof Steps]: UsedTwice<IdsOf<Steps[Index]> & IdsElsewhere<Steps, Index>>;
};

/** Refuses branches that share an id, or repeat one. */
export type UniqueArms<By extends Arms> = {
  readonly [Name in keyof By]: Unique<By[Name]> & UsedTwice<IdsIn<By[Name]> & IdsIn<By[Exclude<keyof By, Name>]>>;
};

/** Refuses branches whose name is none of the known ones. */
export type Only<By, Names extends string> = {
  readonly [Name in keyof By]: Name extends Names
    ? unknown
    : `"${Name & string}" is not one of the names that are possible here`;
};

/** The ids of the steps in a list. */
export type IdsIn<Steps extends readonly Step[]> = Steps extends readonly (infer Each)[] ? IdsOf<Each> : never;

/** As `IdsIn`; any id where the steps' types tell none. */
export type KnownIds<Steps extends readonly Step[]> = [IdsIn<Steps>] extends [never] ? string : IdsIn<Steps>;

type IdsOf<Each> = Each extends { readonly [ids]?: infer Ids }
  ? unknown extends Ids
    ? never
    : Extract<Ids, string>
  : never;

type IdsElsewhere<Steps extends readonly Step[], Here> = {
  [Index in Exclude<Extract<keyof Steps, `${number}`>, Here>]: IdsOf<Steps[Index]>;
}[Exclude<Extract<keyof Steps, `${number}`>, Here>];

type UsedTwice<Ids extends string> = [Ids] extends [never] ? unknown : `step id "${Ids}" is used twice in this journey`;
