import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import { type Direction, dotOf, font } from './dot.ts';
import { type Drawing, drawingOf, type Subjects } from './drawing.ts';
import { escapeXml } from './escape-xml.ts';

export interface SvgOptions {
  /** Default: `down`. */
  direction?: Direction;
  /** Shown under the ids of the steps that send them. */
  subjects?: Subjects;
}

/** The journey as an SVG picture with a title for screen readers. The same journey gives the same bytes. */
export const drawSvg = (journey: JourneyDefinition, { direction, subjects }: SvgOptions = {}): Promise<string> =>
  svgOf(drawingOf(journey, subjects), direction);

export const svgOf = async (drawing: Drawing, direction?: Direction): Promise<string> => {
  // Loaded only here: Graphviz is a megabyte of WebAssembly that no other verb needs.
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  return finished(viz.renderString(dotOf(drawing, direction), { format: 'svg' }), drawing);
};

/**
 * Without the prolog and comments of Graphviz, with fonts of the same widths, and the title where screen readers look. Each box
 * says its step and look, each arrow from where to where it leads, so that pages can paint over them.
 */
const finished = (svg: string, { title, boxes, arrows }: Drawing): string =>
  svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/<!--.*?-->\n?/gs, '')
    .replaceAll('&#45;', '-')
    .replaceAll(` font-family="${font},sans-Serif"`, '')
    .replaceAll(' xml:space="preserve"', '')
    .replaceAll(/<g id="(n|e)(\d+)" class="(\w+)">\n<title>[^<]*<\/title>\n/g, (_, letter: string, index, name) => {
      const data = { n: boxes.map(dataOfBox), e: arrows.map(dataOfArrow) }[letter as 'n' | 'e'];
      return `<g class="${name}"${data[Number(index)]}>\n`;
    })
    .replace(
      /<svg([^>]*)>/,
      (_, attributes: string) =>
        `<svg${attributes} font-family="${font}, Arial, 'Liberation Sans', sans-serif" role="img">\n<title>${escapeXml(title)}</title>`,
    );

const dataOfBox = ({ id, look }: Drawing['boxes'][number]): string =>
  ` data-step="${escapeXml(id)}" data-look="${look}"`;

const dataOfArrow = ({ from, to }: Drawing['arrows'][number]): string =>
  ` data-from="${escapeXml(from)}" data-to="${escapeXml(to)}"`;
