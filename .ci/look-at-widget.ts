/** Functions that run in a page with the widget; each stands alone, for only its own text gets there. */

/** Texts of the widget's elements of a class. */
export const inWidget = (className: string): string[] =>
  [...(document.querySelector('daymark-prompts')?.shadowRoot?.querySelectorAll(`.${className}`) ?? [])].map(
    each => each.textContent ?? '',
  );

/** Width of the page, and texts of the widget that reach out of the window, are too small to read, or too faint. */
export const lookAtWidget = () => {
  const rgb = (text: string): number[] => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const luminance = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255, 1];
    const color = rgb(getComputedStyle(element).backgroundColor);
    return (color[3] ?? 1) > 0.99 ? color : ground(element.parentElement);
  };
  const contrast = (element: Element): number => {
    const [light = 1, dark = 0] = [luminance(rgb(getComputedStyle(element).color)), luminance(ground(element))].sort(
      (a, b) => b - a,
    );
    return (light + 0.05) / (dark + 0.05);
  };
  const root = document.querySelector('daymark-prompts')?.shadowRoot;
  const texts = [...(root?.querySelectorAll('.prompt, .prompt *') ?? [])].filter(each => each.checkVisibility());
  const name = (each: Element): string => `${each.localName}.${each.className} "${each.textContent?.slice(0, 30)}"`;
  const leaves = texts.filter(each => each.children.length === 0 && each.textContent?.trim());
  return {
    width: Math.max(document.documentElement.scrollWidth, innerWidth),
    outside: texts
      .filter(each => {
        const { left, right, top, bottom } = each.getBoundingClientRect();
        return left < -0.5 || right > innerWidth + 0.5 || top < -0.5 || bottom > innerHeight + 0.5;
      })
      .map(name),
    tiny: leaves.filter(each => Number.parseFloat(getComputedStyle(each).fontSize) < 12).map(name),
    faint: leaves.filter(each => contrast(each) < 4.5).map(each => `${name(each)} ${contrast(each).toFixed(1)}`),
  };
};

/** Can each button be hit, and is it large enough for a finger? */
export const buttonsInWidget = () => {
  const root = document.querySelector('daymark-prompts')?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLElement>('.prompt button, .actions a') ?? [])].map(button => {
    button.scrollIntoView({ block: 'nearest' });
    const { left, right, top, bottom, height, width } = button.getBoundingClientRect();
    return {
      text: button.textContent,
      onTop: button === root?.elementFromPoint((left + right) / 2, (top + bottom) / 2),
      large: height >= 40 && width >= 24,
    };
  });
};
