CREATE TABLE "name_tokens" (
	"ref" text NOT NULL,
	"area" text NOT NULL,
	"compartment" text NOT NULL,
	"kind" text NOT NULL,
	"token" "bytea" NOT NULL,
	CONSTRAINT "name_tokens_ref_compartment_kind_token_pk" PRIMARY KEY("ref","compartment","kind","token")
);
--> statement-breakpoint
CREATE INDEX "name_tokens_by_token" ON "name_tokens" USING btree ("area","kind","token");--> statement-breakpoint
-- The auditor reads no tokens: with a guessed name and the key they would answer who is known.
GRANT SELECT, INSERT, DELETE ON name_tokens TO tandem_app;
