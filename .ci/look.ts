/** Functions that run in a page of the browser; each stands alone, for only its own text gets there. */

interface Element {
  tagName: string;
  textContent: string;
  className: unknown;
  children: ArrayLike<Element>;
  parentElement: Element | null;
  contains(other: Element | null): boolean;
  closest(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  getBoundingClientRect(): { left: number; right: number; top: number; bottom: number; width: number; height: number };
  checkVisibility(options?: object): boolean;
  scrollIntoView(options?: object): void;
}

declare const document: {
  documentElement: Element & { scrollWidth: number };
  body: Element;
  querySelectorAll(selector: string): Iterable<Element>;
  elementFromPoint(x: number, y: number): Element | null;
};
declare const getComputedStyle: (element: Element) => Record<string, string>;
declare const innerWidth: number;

/** Width of the page, elements that reach out of it, texts too small to read, and places left unfilled. */
export const lookAtPage = () => {
  const shown = [...document.querySelectorAll('body *')].filter(
    element => element.checkVisibility({ opacityProperty: true }) && element.getBoundingClientRect().height > 1,
  );
  const name = (element: Element) =>
    `${element.tagName} ${element.className} "${element.textContent.trim().slice(0, 40)}"`;
  const { right: edge } = document.documentElement.getBoundingClientRect();
  return {
    width: Math.max(document.documentElement.scrollWidth, innerWidth),
    overflowing: shown
      .filter(
        element => element.getBoundingClientRect().left < -0.5 || element.getBoundingClientRect().right > edge + 0.5,
      )
      .map(name),
    tiny: shown
      .filter(element => element.children.length === 0 && element.textContent.trim() !== '')
      .filter(element => Number.parseFloat(getComputedStyle(element).fontSize ?? '0') < 12)
      .filter(element => Number.parseFloat(getComputedStyle(element).fontSize ?? '0') > 0)
      .map(name),
    unfilled: document.body.textContent.match(/\{\{|\}\}|\{%|\[\[|undefined|NaN|\[object/g) ?? [],
  };
};

/** Buttons of a mail or a prompt: can they be seen, hit, and read? */
export const lookAtButtons = () => {
  const rgb = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: number[]) => {
    const [r = 0, g = 0, b = 0] = color.slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const color = rgb(getComputedStyle(element).backgroundColor ?? '');
    return color.length === 3 || (color[3] ?? 0) > 0.99 ? color : ground(element.parentElement);
  };
  return [...document.querySelectorAll('.button a, .actions a')].map(button => {
    button.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom, height } = button.getBoundingClientRect();
    const [light = 1, dark = 0] = [
      luminance(rgb(getComputedStyle(button).color ?? '')),
      luminance(ground(button)),
    ].sort((a, b) => b - a);
    return {
      text: button.textContent.trim(),
      visible:
        button.checkVisibility({ opacityProperty: true }) && left >= 0 && right <= innerWidth && right - left > 40,
      onTop: button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)),
      height: Math.round(height),
      contrast: Math.round(((light + 0.05) / (dark + 0.05)) * 10) / 10,
    };
  });
};

/** Texts of a journey's picture, and those that reach out of their box or out of the picture. */
export const lookAtPicture = () => {
  const frame = document.documentElement.getBoundingClientRect();
  const texts = [...document.querySelectorAll('text')];
  const isOutside = (text: Element) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const node = text.closest('g.node');
    const boxes = node
      ? [...node.querySelectorAll('path, polygon')].map(each => each.getBoundingClientRect())
      : [frame];
    const box = {
      left: Math.min(...boxes.map(each => each.left)),
      right: Math.max(...boxes.map(each => each.right)),
      top: Math.min(...boxes.map(each => each.top)),
      bottom: Math.max(...boxes.map(each => each.bottom)),
    };
    return left < box.left - 1 || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
  };
  return {
    texts: texts.map(text => text.textContent),
    outside: texts.filter(isOutside).map(text => text.textContent),
  };
};
