ALTER TABLE "cases" ADD COLUMN "workers" text[];--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "agencies" text[];--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "next_due_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "cases_by_next_due" ON "cases" USING btree ("area","next_due_at","ref");--> statement-breakpoint
-- Cases that are there already: from their own headers, as the projection would write them.
UPDATE cases SET
  next_due_at = coalesce(
    (SELECT min(due_at) FROM deadlines WHERE deadlines.ref = cases.ref AND met_at IS NULL),
    '9999-12-31T00:00:00Z'::timestamptz),
  workers = ARRAY(
    SELECT DISTINCT header::jsonb ->> 'by' FROM events
    WHERE events.stream = cases.stream AND type IN ('ReferralRecorded', 'PickedUp')),
  agencies = ARRAY(
    SELECT from_agency UNION SELECT to_agency UNION
    SELECT split_part(hop ->> 'slot', '.', 1)
    FROM events, jsonb_array_elements(header::jsonb -> 'hops') AS hop
    WHERE events.stream = cases.stream AND type = 'RouteTaken');
