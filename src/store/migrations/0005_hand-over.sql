ALTER TABLE "cases" ADD COLUMN "acted_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "cases_by_acted" ON "cases" USING btree ("area","acted_at");--> statement-breakpoint
CREATE INDEX "cases_with_nobody" ON "cases" USING btree ("area") WHERE open_hop IS NOT NULL;--> statement-breakpoint
-- Cases that are there already: from their own headers, as the projection would write them.
UPDATE cases SET acted_at = (
  SELECT max((header::jsonb ->> 'enteredAt')::timestamptz) FROM events
  WHERE events.stream = cases.stream AND header::jsonb ->> 'by' <> 'tandem');
