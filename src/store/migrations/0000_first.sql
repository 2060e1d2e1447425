CREATE TABLE "access_log" (
	"stream" text NOT NULL,
	"sequence" integer NOT NULL,
	"ref" text NOT NULL,
	"area" text NOT NULL,
	"person" text NOT NULL,
	"what" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "access_log_stream_sequence_pk" PRIMARY KEY("stream","sequence")
);
--> statement-breakpoint
CREATE TABLE "case_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"stream" text NOT NULL,
	"area" text NOT NULL,
	"compartment" text NOT NULL,
	"master_key" text NOT NULL,
	"wrapped" "bytea",
	"destroyed_at" timestamp(3) with time zone,
	CONSTRAINT "case_keys_compartment" UNIQUE("stream","compartment")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"ref" text PRIMARY KEY NOT NULL,
	"stream" text NOT NULL,
	"area" text NOT NULL,
	"submission" text NOT NULL,
	"protocol_hash" text NOT NULL,
	"from_agency" text NOT NULL,
	"to_agency" text NOT NULL,
	"urgency" text NOT NULL,
	"urgency_reason" text NOT NULL,
	"restricted" boolean NOT NULL,
	"open_hop" integer,
	"entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "cases_stream_unique" UNIQUE("stream"),
	CONSTRAINT "cases_submission_unique" UNIQUE("submission")
);
--> statement-breakpoint
CREATE TABLE "closures" (
	"date" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"because" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" text PRIMARY KEY NOT NULL,
	"ref" text NOT NULL,
	"area" text NOT NULL,
	"clock" text NOT NULL,
	"rule" text NOT NULL,
	"owner" text NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	"also_shown_at" timestamp(3) with time zone,
	"met_at" timestamp(3) with time zone,
	"late" boolean,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"stream" text NOT NULL,
	"sequence" integer NOT NULL,
	"area" text NOT NULL,
	"type" text NOT NULL,
	"version" integer NOT NULL,
	"header" text NOT NULL,
	"compartment" text,
	"key_id" text,
	"body" "bytea",
	"hash" "bytea" NOT NULL,
	CONSTRAINT "events_stream_sequence_pk" PRIMARY KEY("stream","sequence")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"installation" text NOT NULL,
	"team" text NOT NULL,
	"slack_user" text NOT NULL,
	"person" text NOT NULL,
	CONSTRAINT "identities_installation_team_slack_user_pk" PRIMARY KEY("installation","team","slack_user")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"request" text PRIMARY KEY NOT NULL,
	"accepted_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref" text,
	"area" text NOT NULL,
	"medium" text NOT NULL,
	"installation" text NOT NULL,
	"destination" text NOT NULL,
	"lane" text NOT NULL,
	"notice" jsonb NOT NULL,
	"edits" text,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"not_before" timestamp(3) with time zone NOT NULL,
	"leased_until" timestamp(3) with time zone,
	"fence" bigint NOT NULL,
	"provider_id" text,
	"provider_channel" text,
	"text_sent" text,
	"last_error" text,
	CONSTRAINT "outbox_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "pacing" (
	"installation" text NOT NULL,
	"destination" text NOT NULL,
	"next_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "pacing_installation_destination_pk" PRIMARY KEY("installation","destination")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"agency" text NOT NULL,
	"details" jsonb NOT NULL,
	"areas" jsonb NOT NULL,
	"left" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"stream" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"area" text NOT NULL,
	"head" integer NOT NULL,
	"head_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_stream_streams_stream_fk" FOREIGN KEY ("stream") REFERENCES "public"."streams"("stream") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_by_area" ON "cases" USING btree ("area","entered_at","ref");--> statement-breakpoint
CREATE INDEX "deadlines_by_due" ON "deadlines" USING btree ("due_at","id");--> statement-breakpoint
CREATE INDEX "outbox_by_due" ON "outbox" USING btree ("state","lane","not_before");