import type { Assembly, Resource, SynthesizedStack } from './read-assembly.ts';

/** Values that only a deployment knows: pseudo parameters, and the results of `Ref` and `Fn::GetAtt`. */
export interface Surroundings {
  pseudo: Readonly<Record<string, string>>;
  /** `attribute` is `Ref` for a reference. `undefined` if unknown. */
  attribute(resource: Resource, attribute: string): string | undefined;
}

/** Fills in values of a stack's template. */
export type FillIn = (stack: SynthesizedStack, value: unknown) => unknown;

/** Resolves the CloudFormation functions that the app uses. @throws RangeError naming an unknown one */
export const fillInFor = ({ stacks }: Assembly, { pseudo, attribute }: Surroundings): FillIn => {
  const attributeOf = (stack: SynthesizedStack, id: string, name: string): string => {
    const known = name === 'Ref' ? pseudo[id] : undefined;
    if (known !== undefined) return known;
    const resource = stack.resources[id];
    const value = resource && attribute({ ...resource, Properties: properties(stack, resource) }, name);
    if (value !== undefined) return value;
    throw new RangeError(
      `Nothing is known of ${name} of ${id} in ${stack.name}${resource ? `, ${resource.Type}` : ''}.`,
    );
  };

  /** Names only: a name never refers to what is named by it. */
  const properties = (stack: SynthesizedStack, { Properties }: Resource) =>
    Object.fromEntries(
      Object.entries(Properties).map(([name, value]) => [name, /Name$/.test(name) ? fillIn(stack, value) : value]),
    );

  const functions: Readonly<Record<string, (stack: SynthesizedStack, given: never) => unknown>> = {
    Ref: (stack, id: string) => attributeOf(stack, id, 'Ref'),
    'Fn::GetAtt': (stack, given: string | [string, string]) => {
      const [id = '', name = ''] = typeof given === 'string' ? given.split('.') : given;
      return attributeOf(stack, id, name);
    },
    'Fn::Join': (stack, [by, parts]: [string, unknown[]]) => parts.map(part => fillIn(stack, part)).join(by),
    'Fn::Sub': (stack, text: string) =>
      text.replace(/\$\{([^!}]+)\}/g, (_, id: string) => attributeOf(stack, id, 'Ref')),
    'Fn::ImportValue': (_, name: string) => {
      const exporting = stacks.find(each => name in each.exports);
      if (!exporting) throw new RangeError(`No stack exports ${name}.`);
      return fillIn(exporting, exporting.exports[name]);
    },
  };

  const fillIn: FillIn = (stack, value) => {
    if (Array.isArray(value)) return value.map(each => fillIn(stack, each));
    if (typeof value !== 'object' || value === null) return value;
    const [[name, given] = ['', undefined], ...others] = Object.entries(value);
    if (others.length === 0 && /^(Ref|Fn::\w+)$/.test(name)) {
      const apply = functions[name];
      if (apply) return apply(stack, given as never);
      throw new RangeError(`${name} in ${stack.name} is not known here.`);
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillIn(stack, each)]));
  };
  return fillIn;
};
