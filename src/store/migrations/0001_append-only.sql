-- The record only grows. The trigger refuses everyone, the owner of the tables included; the roles refuse it earlier.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record only grows: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_only_grow BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER events_never_truncated BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Roles belong to the whole cluster and another database may have made them, or be making them at this moment.
DO $$
DECLARE wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['tandem_migrator', 'tandem_app', 'tandem_auditor'] LOOP
    -- Where they are made beforehand, whoever migrates needs no right to make roles.
    CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END LOOP;
END
$$;
--> statement-breakpoint
GRANT SELECT, INSERT ON events, versions, access_log TO tandem_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON streams, case_keys, outbox, pacing, people, identities TO tandem_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON cases, deadlines, inbox, closures TO tandem_app;
--> statement-breakpoint
GRANT SELECT ON streams, events, cases, deadlines, versions, closures, access_log TO tandem_auditor;
--> statement-breakpoint
GRANT ALL ON ALL TABLES IN SCHEMA public TO tandem_migrator;
