import { nameOf } from './physical.ts';
import type { Resource } from './read-assembly.ts';

/** One action on one pattern of resources that a role allows. */
export interface Grant {
  action: string;
  /** An ARN with the wildcards `*` and `?`. */
  resource: string;
}

export interface Role {
  name: string;
  grants: readonly Grant[];
}

/** @throws RangeError for a statement this can't evaluate */
export const deployedRoles = (roles: readonly Resource[], policies: readonly Resource[]): ReadonlyMap<string, Role> => {
  const grants = new Map<string, Grant[]>(roles.map(role => [nameOf(role), []]));
  const documents = [
    ...roles.flatMap(role =>
      ((role.Properties.Policies ?? []) as { PolicyDocument: Document }[]).map(({ PolicyDocument }) => ({
        of: [nameOf(role)],
        PolicyDocument,
      })),
    ),
    ...policies.map(({ Properties }) => ({
      of: Properties.Roles as string[],
      PolicyDocument: Properties.PolicyDocument as Document,
    })),
  ];
  for (const { of, PolicyDocument } of documents)
    for (const name of of) grants.get(name)?.push(...PolicyDocument.Statement.flatMap(grantsOf));
  const managed = roles.filter(({ Properties }) => ((Properties.ManagedPolicyArns ?? []) as unknown[]).length > 0);
  if (managed.length > 0)
    throw new RangeError(`${managed.map(nameOf).join(', ')}: managed policies are not read here.`);
  return new Map([...grants].map(([name, each]) => [name, { name, grants: each }]));
};

interface Document {
  Statement: readonly Statement[];
}
interface Statement {
  Effect: string;
  Action?: string | string[];
  Resource?: string | string[];
}

const grantsOf = (statement: Statement): Grant[] => {
  const { Effect, Action, Resource, ...more } = statement;
  if (Effect !== 'Allow' || !Action || !Resource || Object.keys(more).some(key => key !== 'Sid'))
    throw new RangeError(`A statement is not read here: ${JSON.stringify(statement)}`);
  return [Action].flat().flatMap(action => [Resource].flat().map(resource => ({ action, resource })));
};

/** Whether a grant covers an action on a resource; its `*` spans anything, `/` and `:` too, as in IAM. */
export const covers = (grant: Grant, { action, resource }: Grant): boolean =>
  matches(grant.action.toLowerCase(), action.toLowerCase()) && matches(grant.resource, resource);

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(text);
