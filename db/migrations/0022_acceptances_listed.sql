CREATE TABLE "terms_reminders" (
	"document" text NOT NULL,
	"version" integer NOT NULL,
	"people" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "terms_reminders_document_version_pk" PRIMARY KEY("document","version")
);
--> statement-breakpoint
DROP INDEX "acceptances_version";--> statement-breakpoint
CREATE INDEX "acceptances_version" ON "acceptances" USING btree ("document","version","at","id");