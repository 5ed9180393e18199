import type { MauticCampaign, MauticEvent, MauticExports } from './exported.ts';
import { delayOf } from './timing.ts';

/** The tree of a campaign's events: each has one predecessor. */
export interface CampaignTree {
  /** The events that begin the campaign. */
  roots: readonly MauticEvent[];
  event(id: string): MauticEvent | undefined;
  /** The events that follow on that path, soonest first. */
  after(event: MauticEvent, way?: 'yes' | 'no'): readonly MauticEvent[];
}

/** Builds the tree. If an event has no parent, the campaign's canvas has the connection. */
export const campaignTree = (
  { id, canvasSettings, canvas_settings }: MauticCampaign,
  { events }: MauticExports,
): CampaignTree => {
  const canvas = (canvasSettings ?? canvas_settings ?? {}) as { connections?: Connection[] | null };
  const drawn = new Map((canvas.connections ?? []).map(each => [each.targetId, each]));
  const own = events.filter(({ campaign }) => campaign === id);
  const known = new Map(own.map(event => [event.id, event]));
  const placed = own.map(event => {
    const line = drawn.get(event.id);
    const anchor = line?.anchors?.source;
    return {
      ...event,
      parent: event.parent ?? (line && known.has(line.sourceId) ? line.sourceId : undefined),
      way: event.way ?? (anchor === 'yes' || anchor === 'no' ? anchor : undefined),
    };
  });
  const soonest = placed.toSorted(
    (a, b) => delayOf(a) - delayOf(b) || a.order - b.order || Number(a.id) - Number(b.id),
  );
  return {
    roots: soonest.filter(({ parent }) => parent === undefined),
    event: asked => placed.find(each => each.id === asked),
    after: (event, way) =>
      soonest.filter(each => each.parent === event.id && (way === undefined || (each.way ?? 'yes') === way)),
  };
};

interface Connection {
  sourceId: string;
  targetId: string;
  anchors?: { source?: string | null | undefined } | null | undefined;
}
