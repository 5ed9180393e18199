import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { journeyChanges } from './journey-changes.ts';
import { policyChanges } from './policy-changes.ts';

interface VersionChange {
  /** Id of the step, as it is now; of one that was removed, as it was. */
  step?: string;
  /** Goes on where the step was named. */
  text: string;
}

/** What changed from one version of a journey to another, a phrase each: of the journey, and of the policy as it is for it. */
export const versionChanges = (before: JourneyDefinition, after: JourneyDefinition): VersionChange[] => {
  const told = [
    ...journeyChanges(before, after).map(({ step, text }) => ({ ...(step !== undefined && { step }), text })),
    ...policyChanges(before.policy, after.policy).map(text => ({ text: `its policy: ${text}` })),
  ];
  // Of a template a version has the hash only.
  return told.length > 0 || before.hash === after.hash ? told : [{ text: 'what its mails or prompts say' }];
};
