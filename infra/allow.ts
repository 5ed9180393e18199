import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { justify } from './justify.ts';

/**
 * Lets a role do something.
 * @param whyMany reason for resources that no ARN names exactly, which cdk-nag asks for
 */
export const allow = (
  role: iam.Role,
  actions: readonly string[],
  resources: readonly string[],
  whyMany?: string,
): void => {
  role.addToPolicy(new iam.PolicyStatement({ actions: [...actions], resources: [...resources] }));
  for (const resource of resources.filter(each => each.includes('*'))) {
    if (whyMany === undefined)
      throw new Error(`${role.node.path} may do ${actions.join(', ')} to ${resource}: say why.`);
    justify(role, `AwsSolutions-IAM5[Resource::${asReported(role, resource)}]`, whyMany);
  }
};

/** An ARN in cdk-nag's notation, with unresolved account or region. */
const asReported = (role: iam.Role, resource: string): string => {
  const resolved = Stack.of(role).resolve(resource) as string | { 'Fn::Join': [string, (string | { Ref: string })[]] };
  if (typeof resolved === 'string') return resolved;
  return resolved['Fn::Join'][1].map(part => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
};
