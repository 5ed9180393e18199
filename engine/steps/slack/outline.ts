import type { StepOutline } from '../step-outline.ts';

export const slackOutline: StepOutline<'slack'> = { function: 'deliver-touch' };
