ALTER TABLE "terms_versions" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "terms_versions" ADD COLUMN "audience" text DEFAULT 'members' NOT NULL;--> statement-breakpoint
ALTER TABLE "terms_versions" ADD COLUMN "locks_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terms_versions" ADD COLUMN "changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "terms_versions" SET
  "title" = CASE "document" WHEN 'terms-of-service' THEN 'Terms of service' WHEN 'privacy' THEN 'Privacy notice'
    WHEN 'guidelines' THEN 'Community guidelines' WHEN 'staff-policy' THEN 'Staff policy' ELSE "document" END,
  "audience" = CASE "document" WHEN 'staff-policy' THEN 'staff' ELSE 'members' END,
  "locks_at" = "effective_at";--> statement-breakpoint
ALTER TABLE "terms_versions" ALTER COLUMN "title" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "terms_versions" ALTER COLUMN "locks_at" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "terms_versions_hash" ON "terms_versions" USING btree ("document","version","locale","hash");--> statement-breakpoint
ALTER TABLE "acceptances" ADD CONSTRAINT "acceptances_text" FOREIGN KEY ("document","version","locale","hash") REFERENCES "public"."terms_versions"("document","version","locale","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "terms_versions_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "terms_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER "acceptances_kept" BEFORE UPDATE OR DELETE OR TRUNCATE ON "acceptances" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
