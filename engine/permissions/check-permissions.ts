import type { DeployedApp } from '../assembly/deployed-app.ts';
import { covers, type Grant } from '../assembly/roles.ts';
import type { AwsCall } from '../local/aws-call.ts';
import { machinesKey } from '../local/aws-environment.ts';
import { type Need, needsOfCall } from './needs-of-call.ts';

/** A reason for a permission that no play uses. */
export interface Justification {
  /** Matches names of roles, without the app's prefix. */
  roles: RegExp;
  action: string;
  reason: string;
}

export interface PermissionReport {
  /** Calls that AWS would deny, each with role, action, resource and fix. */
  denied: string[];
  /** Grants that are neither used nor justified. */
  unused: string[];
  /** Justifications of grants that do not exist or are used. */
  stale: string[];
}

/** Collects the distinct permissions that each caller needs. */
export const rememberNeeds = (): { observe(call: AwsCall): void; needs(): ReadonlyMap<string, readonly Need[]> } => {
  const known = new Map<string, Map<string, Need>>();
  return {
    observe: call => {
      // The playback's own reads of the table have no role.
      if (call.caller === 'local') return;
      const own = known.get(call.caller) ?? new Map<string, Need>();
      known.set(call.caller, own);
      for (const need of needsOfCall(call)) own.set(`${need.action} ${need.resources.join(' ')}`, need);
    },
    needs: () => new Map([...known].map(([caller, own]) => [caller, [...own.values()]])),
  };
};

/**
 * Compares the needs of callers with the grants of their roles. Callers are functions by name, or the state machines.
 */
export const checkPermissions = (
  app: Pick<DeployedApp, 'prefix' | 'functions' | 'machineRole' | 'roles'>,
  needs: ReadonlyMap<string, readonly Need[]>,
  justified: readonly Justification[],
): PermissionReport => {
  const used = new Set<Grant>();
  const denied = [...needs].flatMap(([caller, own]) => {
    const role = roleOf(app, caller);
    const grants = app.roles.get(role)?.grants ?? [];
    return own
      .filter(({ action, resources }) => {
        const granting = grants.filter(grant => resources.some(resource => covers(grant, { action, resource })));
        for (const grant of granting) used.add(grant);
        return granting.length === 0;
      })
      .map(need => refusal(caller, role, need));
  });
  const idle = [...app.roles.values()].flatMap(({ name, grants }) =>
    grants.filter(grant => !used.has(grant)).map(grant => ({ role: shortName(app, name), ...grant })),
  );
  const isFor = ({ roles, action }: Justification, grant: { role: string; action: string }) =>
    roles.test(grant.role) && action === grant.action;
  return {
    denied,
    unused: idle
      .filter(grant => !justified.some(each => isFor(each, grant)))
      .map(
        ({ role, action, resource }) =>
          `${role} may ${action} on ${resource}, which nothing did: take it out of engine/wiring/functions.ts, or say in engine/permissions/justified.ts when it is needed`,
      ),
    stale: justified
      .filter(each => !idle.some(grant => isFor(each, grant)))
      .map(
        ({ roles, action }) =>
          `${action} of ${roles} is used, or not granted: take it out of engine/permissions/justified.ts`,
      ),
  };
};

const roleOf = ({ functions, machineRole }: Pick<DeployedApp, 'functions' | 'machineRole'>, caller: string): string => {
  const role = caller === machinesKey ? machineRole : functions.find(({ name }) => name === caller)?.role;
  if (role === undefined) throw new RangeError(`The access key "${caller}" is unknown.`);
  return role;
};

const shortName = ({ prefix }: Pick<DeployedApp, 'prefix'>, role: string): string => role.slice(prefix.length + 1);

const refusal = (caller: string, role: string, { action, resources }: Need): string => {
  const who = caller === machinesKey ? 'A state machine' : caller;
  return `${who} calls ${action} on ${resources.join(' or ')}, which its role ${role} does not allow: give it to the function in engine/wiring/functions.ts, or in infra/engine-stack.ts`;
};
