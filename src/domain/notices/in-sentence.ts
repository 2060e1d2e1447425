/** A name as it stands within a sentence: "detective sergeant on call", and unchanged where it has capitals of its own. */
export const inSentence = (name: string): string =>
  /[A-Z]/.test(name.slice(1)) ? name : name.charAt(0).toLowerCase() + name.slice(1);
