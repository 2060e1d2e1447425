ALTER TABLE "case_keys" DROP CONSTRAINT "case_keys_compartment";--> statement-breakpoint
CREATE UNIQUE INDEX "case_keys_living" ON "case_keys" USING btree ("stream","compartment") WHERE destroyed_at IS NULL;--> statement-breakpoint
CREATE INDEX "deadlines_by_ref" ON "deadlines" USING btree ("ref");--> statement-breakpoint
CREATE INDEX "inbox_by_time" ON "inbox" USING btree ("accepted_at");--> statement-breakpoint
CREATE INDEX "outbox_by_original" ON "outbox" USING btree ("edits") WHERE edits IS NOT NULL;--> statement-breakpoint
-- People and their identities are projections too: a rebuild replaces them.
GRANT DELETE ON people, identities TO tandem_app;
--> statement-breakpoint
GRANT SELECT ON migrations TO tandem_app, tandem_auditor;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON events FROM tandem_migrator;
--> statement-breakpoint
DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO tandem_migrator, tandem_app, tandem_auditor', current_schema());
END
$$;
