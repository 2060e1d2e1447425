/** What somebody wanted to press, fill in or read is not there, or not any more. */
export class NotThere extends Error {
  override readonly name = "NotThere";
}
