/** `names`: descriptions stay, with the names in them replaced. `strict`: descriptions are replaced too. */
export type MaskLevel = 'names' | 'strict';
