import type { AuthorityTable } from "../domain/authority/authority-table.ts";
import { authorityInWords } from "../domain/authority/in-words.ts";
import { UserError } from "../errors.ts";

/** `tandem authority`: who may do what, as docs/authority.md holds it. Throws UserError. */
export const authorityCommand = (words: readonly string[], table: AuthorityTable): string => {
  if (words.length > 0) throw new UserError("Usage: npm run tandem -- authority");
  return authorityInWords(table);
};
