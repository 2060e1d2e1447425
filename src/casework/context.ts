import type { AuthorityTable } from "../domain/authority/authority-table.ts";
import type {
  Alarms,
  CaseStore,
  Clock,
  Ids,
  Messenger,
  OutboxStore,
  Reference,
  TimerStore,
  WorklistStore,
} from "../ports.ts";
import type { AccessStore } from "../access-ports.ts";
import type { CalendarStore } from "../calendar-ports.ts";
import type { DeskStore } from "../desk-ports.ts";
import type { Mailer, MailRows } from "../mail-ports.ts";
import type { PeopleStore } from "../people-ports.ts";
import type { NameStore, Outgoing } from "../redaction-ports.ts";
import type { ReviewStore } from "../review-ports.ts";
import type { WatchStore } from "../watch-ports.ts";

/** Everything that casework works with: ports and reference data, and nothing that it makes itself. */
export type Context = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cases: CaseStore;
  readonly access: AccessStore;
  readonly people: PeopleStore;
  readonly outbox: OutboxStore & MailRows;
  readonly timers: TimerStore;
  readonly watch: WatchStore;
  readonly worklist: WorklistStore;
  readonly desks: DeskStore;
  readonly reviews: ReviewStore;
  readonly calendars: CalendarStore;
  readonly alarms: Alarms;
  readonly messenger: Messenger;
  readonly mailer: Mailer;
  readonly names: NameStore;
  readonly outgoing: Outgoing;
  readonly reference: Reference;
  readonly authority: AuthorityTable;
};
