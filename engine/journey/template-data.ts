import type { Datum } from './values.ts';

/** The variables of a template, each with a literal or a value; those that the catalog provides may be left out. */
export type DataFor<Variables extends string, Provided> = [Variables] extends [never]
  ? { data?: NoVariables }
  : [Exclude<Variables, Provided>] extends [never]
    ? { data?: Data<never, Variables> }
    : { data: Data<Exclude<Variables, Provided>, Extract<Variables, Provided>> };

interface NoVariables {
  'this template has no variables'?: never;
}

type Data<Needed extends string, Possible extends string> = { readonly [Name in Needed]: Datum } & {
  readonly [Name in Possible]?: Datum;
};
