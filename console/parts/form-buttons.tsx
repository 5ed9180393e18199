/** Submit and cancel buttons of a dialog's form. */
export const FormButtons = ({
  does,
  isReady = true,
  isDangerous = false,
  leave = 'Cancel',
  close,
}: {
  does: string;
  isReady?: boolean;
  /** It cannot be undone. */
  isDangerous?: boolean;
  leave?: string;
  close(): void;
}) => (
  <div class="buttons">
    <button type="submit" class={isDangerous ? 'danger' : 'main'} disabled={!isReady}>
      {does}
    </button>
    <button type="button" onClick={close}>
      {leave}
    </button>
  </div>
);
