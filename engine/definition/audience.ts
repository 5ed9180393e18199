/** Recipients of a touch: the contacts of these roles, or of `otherwise` when the account has none of them. */
export interface Audience {
  /** Of these only the contact whose request enrolled the account, as long as that is not answered. */
  who?: 'asked';
  roles: readonly string[] | 'everyone';
  otherwise?: readonly string[];
}
