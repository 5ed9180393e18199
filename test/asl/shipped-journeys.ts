import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFiles } from '../../engine/build/load-journeys.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { TemplateInfo } from '../../engine/definition/template.ts';
import { templates } from '../../templates/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'journeys');

/** Every file of `journeys/` but those that are none, so that no journey is forgotten. */
export const shippedJourneys: readonly JourneyDefinition[] = await Promise.all(
  readdirSync(folder)
    .filter(file => file.endsWith('.ts') && !sharedFiles.has(file))
    .sort()
    .map(async file => ((await import(join(folder, file))) as { default: JourneyDefinition }).default),
);

/** The shipped templates with hashes that do not change with their copy. */
export const shippedTemplates: readonly TemplateInfo[] = Object.entries(templates).map(([id, template]) => ({
  ...template,
  id,
  locales: ['en'],
  hash: `hash-of-${id}`,
}));
