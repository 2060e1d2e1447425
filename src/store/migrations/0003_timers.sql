CREATE TABLE "timers" (
	"id" text PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"area" text NOT NULL,
	"kind" text NOT NULL,
	"lane" text NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "grouped" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "timers_by_due" ON "timers" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "timers_by_ref" ON "timers" USING btree ("ref");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON timers TO tandem_app;
--> statement-breakpoint
GRANT SELECT ON timers TO tandem_auditor;
