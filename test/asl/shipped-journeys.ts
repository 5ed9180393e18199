import type { JourneyDefinition } from '../../engine/domain/journey-definition.ts';
import type { TemplateInfo } from '../../engine/domain/template.ts';
import onboarding from '../../journeys/onboarding.ts';
import paymentRecovery from '../../journeys/payment-recovery.ts';
import renewal from '../../journeys/renewal.ts';
import { templates } from '../../templates/index.ts';

export const shippedJourneys: readonly JourneyDefinition[] = [onboarding, renewal, paymentRecovery];

/** The shipped templates with hashes that do not change with their copy. */
export const shippedTemplates: readonly TemplateInfo[] = Object.entries(templates).map(([id, template]) => ({
  ...template,
  id,
  locales: ['en'],
  hash: `hash-of-${id}`,
}));
