import { customerio } from './customerio/manifest.ts';
import type { JourneySource } from './journey-source.ts';
import { mautic } from './mautic/manifest.ts';
import { pinpoint } from './pinpoint/manifest.ts';

/** Sources by name: the folder, and the verb `daymark import <name>`. */
export const journeySources: Readonly<Record<string, JourneySource>> = { pinpoint, customerio, mautic };
