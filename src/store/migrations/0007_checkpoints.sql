CREATE TABLE "checkpoint_heads" (
	"stream" text PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON checkpoint_heads TO tandem_app;
