/** A daymark: what a sailor steers by in daylight. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path d="M12 3 2.5 21h19z" />
    <path class="stripe" d="M9 13.5h6l1.4 2.6H7.6z" />
  </svg>
);
