/** Puts a tooltip below its anchor, or above if there is no room. Hides it when the anchor is out of sight. */
export const placeBeside = (tooltip: HTMLElement, anchor: Element): void => {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const middle = at.left + at.width / 2;
  const left = Math.max(12, Math.min(middle - width / 2, innerWidth - width - 12));
  const above = at.bottom + height + 12 > innerHeight && at.top > height + 12;
  const isOut = at.width === 0 || at.bottom < 0 || at.top > innerHeight;
  tooltip.classList.toggle('above', above);
  Object.assign(tooltip.style, {
    left: `${left}px`,
    top: `${above ? at.top - height - 10 : at.bottom + 10}px`,
    visibility: isOut ? 'hidden' : '',
  });
  tooltip.style.setProperty('--daymark-arrow', `${Math.max(10, Math.min(middle - left - 5, width - 20))}px`);
};
