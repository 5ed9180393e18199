import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { dotOf, font } from './dot.ts';
import { type Drawing, drawingOf } from './drawing.ts';
import { escapeXml } from './escape-xml.ts';

/** The journey as an SVG picture with a title for screen readers. The same journey gives the same bytes. */
export const drawSvg = (journey: JourneyDefinition): Promise<string> => svgOf(drawingOf(journey));

export const svgOf = async (drawing: Drawing): Promise<string> => {
  // Loaded only here: Graphviz is a megabyte of WebAssembly that no other verb needs.
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  return finished(viz.renderString(dotOf(drawing), { format: 'svg' }), drawing.title);
};

/** Without the prolog and comments of Graphviz, with fonts of the same widths, and the title where screen readers look. */
const finished = (svg: string, title: string): string =>
  svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/<!--.*?-->\n?/gs, '')
    .replaceAll('&#45;', '-')
    .replaceAll(`font-family="${font},sans-Serif"`, `font-family="${font}, Arial, 'Liberation Sans', sans-serif"`)
    .replace(
      /<svg([^>]*)>/,
      (_, attributes: string) => `<svg${attributes} role="img">\n<title>${escapeXml(title)}</title>`,
    );
