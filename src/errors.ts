/** A fault whose words may be shown to the person who asked. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Something that may work if it is tried again. */
export class TemporaryFailure extends Error {
  override readonly name = "TemporaryFailure";
}

/** A newer build has written here. This one must stop, or it would decide without having read everything. */
export class RecordIsNewer extends Error {
  override readonly name = "RecordIsNewer";
}

/** The Slack request that asked for this was accepted before; what it asked for is done. */
export class AlreadyAccepted extends Error {
  override readonly name = "AlreadyAccepted";
}
