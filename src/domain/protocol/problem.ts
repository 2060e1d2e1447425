/** Something that the schema cannot see: where it is, and what is wrong with it. */
export type Problem = { readonly path: readonly (string | number)[]; readonly says: string };
