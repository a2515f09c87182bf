CREATE TABLE "terms_drafts" (
	"document" text PRIMARY KEY NOT NULL,
	"texts" jsonb NOT NULL,
	"must_accept" boolean DEFAULT false NOT NULL,
	"audience" text NOT NULL,
	"grace_days" integer DEFAULT 0 NOT NULL,
	"effective_at" timestamp (3) with time zone,
	"revision" integer NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone NOT NULL
);
